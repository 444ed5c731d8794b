using System.Diagnostics;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Lab;
using EdgeRouter.Lab.Tiers;
using EdgeRouter.Link.Metrics;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Cli.Tiers;

/// <summary>The other tiers of one run: a market and a recorder as processes, joined to this one by the media driver in it.</summary>
internal sealed class TierProcesses : IDisposable
{
    private const int EndTimeoutMs = 5_000;
    private static int _count;
    private readonly VerbContext _context;
    private readonly MediaDriver _driver;
    private readonly AeronClient _client;
    private readonly AeronTransport _toMarket;
    private readonly AeronTransport _toRecorder;
    private readonly List<LinkMetrics> _metrics = [];
    private readonly Process[] _processes;

    private TierProcesses(VerbContext context, string capture, string folder)
    {
        _context = context;
        string directory = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"edgerouter-tiers-{Environment.ProcessId}-{++_count}");
        _driver = MediaDriver.Launch(new MediaDriverOptions { Clock = context.Clock, Ticks = context.Ticks, Directory = directory, DeletesDirectoryOnClose = true, OnError = context.Reporter.Warn });
        context.Reporter.Info($"the tiers are joined over {directory}: 'edgerouter aeron stat --dir {directory} --type link' shows their links while they run");
        _client = AeronClient.Connect(new AeronClientOptions { Epoch = context.Clock, Ticks = context.Ticks, Directory = directory, Name = "router" });
        _toMarket = new AeronTransport(_client, TierStreams.Market(isRouter: true), context.Clock);
        _toRecorder = new AeronTransport(_client, TierStreams.Recorder(isRouter: true), context.Clock);
        _processes =
        [
            Start("tier", "market", "--dir", directory, "--capture", capture, "--journal", Path.Combine(folder, "market")),
            Start("tier", "recorder", "--dir", directory, "--journal", Path.Combine(folder, "recorder")),
        ];
    }

    /// <summary>Starts the tiers of a run.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="capture">The day's capture: its market is played by its description.</param>
    /// <param name="folder">Folder for the tiers' journals; what was there goes.</param>
    /// <exception cref="EdgeRouterException">What driver and client throw; ER2312: a process cannot be started.</exception>
    public static TierProcesses Start(VerbContext context, string capture, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return new TierProcesses(context, capture, folder);
    }

    /// <summary>The day with its market in the other process.</summary>
    /// <param name="day">The day.</param>
    public TieredDay Day(ILabDay day) => new(day, scene => new LinkedMarket(
        scene,
        Link(LinkTier.Gateway, _toMarket, TierStreams.Market(isRouter: true)),
        Link(LinkTier.Recorder, _toRecorder, TierStreams.Recorder(isRouter: true)),
        _context.Clock,
        new TierPatience(_context.Clock, () => _processes.All(p => !p.HasExited), _context.Cancellation)));

    /// <summary>Ends the tiers: they see the end of their input.</summary>
    public void Dispose()
    {
        foreach (Process process in _processes)
        {
            process.StandardInput.Dispose();
            if (!process.WaitForExit(EndTimeoutMs))
            {
                process.Kill();
                process.WaitForExit();
            }

            process.Dispose();
        }

        _metrics.ForEach(metrics => metrics.Dispose());
        _toMarket.Dispose();
        _toRecorder.Dispose();
        _client.Dispose();
        _driver.Dispose();
    }

    private TierLink Link(LinkTier peer, AeronTransport transport, AeronLinkOptions streams)
    {
        LinkOptions options = TierStreams.Session(LinkTier.Router, peer, _context.Clock);
        var metrics = new LinkMetrics(_client, options, streams);
        _metrics.Add(metrics);
        return new TierLink(options, transport, metrics);
    }

    private static Process Start(params string[] arguments)
    {
        string program = Environment.ProcessPath ?? throw EdgeRouterException.Environment("ER2312", "the path of this program is not known: its tiers cannot be started");
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program, isHost ? [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), .. arguments] : arguments) { RedirectStandardInput = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw EdgeRouterException.Environment("ER2312", $"'{program}' cannot be started as a tier: {e.Message}", e);
        }
    }
}
