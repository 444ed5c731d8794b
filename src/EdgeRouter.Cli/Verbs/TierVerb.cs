using System.CommandLine;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Tiers;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;
using EdgeRouter.Lab;
using EdgeRouter.Lab.Tiers;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Metrics;
using EdgeRouter.Link.Recorders;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter tier</c>: one tier of a run in several processes. <c>edgerouter demo --tiers separate</c> starts them; each ends with its input.</summary>
internal sealed class TierVerb : IVerb
{
    private const ulong MarketJournalId = 0x4D41_524B_4554;
    private readonly Option<string> _directory = new("--dir") { Description = "directory of the media driver", HelpName = "FOLDER", Required = true };
    private readonly Option<string> _journal = new("--journal") { Description = "folder of the tier's journal", HelpName = "FOLDER", Required = true };
    private readonly Option<string> _capture = new("--capture") { Description = "capture of the day whose market is played", HelpName = "FILE", Required = true };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command market = host.Verb(
            "market",
            "Play the market of a simulated day for a router in another process, until standard input ends.",
            "edgerouter tier market --dir /dev/shm/aeron-desk --capture day1.pcap --journal market",
            RunMarket);
        Command recorder = host.Verb(
            "recorder",
            "Keep a copy of the journal of a router in another process, until standard input ends.",
            "edgerouter tier recorder --dir /dev/shm/aeron-desk --journal copy",
            RunRecorder);
        foreach (Option option in new Option[] { _directory, _journal, _capture })
        {
            market.Add(option);
        }

        recorder.Add(_directory);
        recorder.Add(_journal);
        return new Command("tier", "Run one tier of a run in several processes, as 'demo --tiers separate' starts them.") { market, recorder };
    }

    private ExitCode RunMarket(VerbContext context)
    {
        LabScene scene = SimulatedDay.Load(context.Get(_capture)!).Open<MemoirDepthProtocol>();
        using AeronClient client = Connect(context, "market");
        using var transport = new AeronTransport(client, TierStreams.Market(isRouter: false), context.Clock);
        using JournalWriter journal = JournalWriter.Open(JournalOf(context) with { JournalId = MarketJournalId }, context.Clock);
        var options = new GatewayOptions { Link = TierStreams.Session(LinkTier.Gateway, LinkTier.Router, context.Clock) };
        using var metrics = new LinkMetrics(client, options.Link, TierStreams.Market(isRouter: false));
        using var tier = new MarketTier(scene.Market, options, transport, journal, context.Clock);
        RunUntilEnd(context, client, "yield", () => Showing(metrics, tier.Endpoint.Session, tier.DoWork(), context.Clock));
        return ExitCode.Ok;
    }

    private ExitCode RunRecorder(VerbContext context)
    {
        using AeronClient client = Connect(context, "recorder");
        using var transport = new AeronTransport(client, TierStreams.Recorder(isRouter: false), context.Clock);
        using var copy = new CopyInbox(JournalOf(context), context.Clock);
        LinkOptions options = TierStreams.Session(LinkTier.Recorder, LinkTier.Router, context.Clock);
        using var metrics = new LinkMetrics(client, options, TierStreams.Recorder(isRouter: false));
        var session = new LinkSession(options, transport, new SilentOutbox(), copy);
        RunUntilEnd(context, client, "backoff", () => copy.Failure is { } failure ? throw failure : Showing(metrics, session, session.Poll(context.Clock.NowNs), context.Clock));
        return ExitCode.Ok;
    }

    private static int Showing(LinkMetrics metrics, LinkSession session, int work, IClock clock)
    {
        metrics.Update(session, clock.NowNs);
        return work;
    }

    private static void RunUntilEnd(VerbContext context, AeronClient client, string idleStrategy, Func<int> work)
    {
        IIdleStrategy idle = IdleStrategies.Create(idleStrategy);
        var end = new EndOfInput();
        while (!end.IsThere && !client.IsClosed)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            idle.Idle(work());
        }
    }

    private JournalOptions JournalOf(VerbContext context) => new() { Directory = context.Get(_journal)!, Fsync = JournalFsync.None, SpareBytes = 0 };

    private AeronClient Connect(VerbContext context, string name) => AeronClient.Connect(
        new AeronClientOptions { Epoch = context.Clock, Ticks = context.Ticks, Directory = context.Get(_directory)!, Name = name, Reconnects = false });
}
