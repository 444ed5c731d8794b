using System.CommandLine;
using System.Text;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron driver</c>: a media driver of its own process.</summary>
internal sealed class DriverCommand
{
    private const int SchemaVersion = 1;
    private const int PollMs = 100;
    private static readonly Dictionary<string, ThreadingMode> Modes = new(StringComparer.Ordinal)
    {
        ["dedicated"] = ThreadingMode.Dedicated,
        ["shared-network"] = ThreadingMode.SharedNetwork,
        ["shared"] = ThreadingMode.Shared,
        ["invoker"] = ThreadingMode.Invoker,
    };

    private readonly Option<string?> _directory = AeronOptions.Directory();
    private readonly Option<string> _threading = new("--threading") { Description = "threads: one each for conductor, sender and receiver; one for the last two; one for all; or this command's own", DefaultValueFactory = _ => "shared" };
    private readonly Option<string> _idle = new("--idle") { Description = "what a thread does when there is nothing to do", DefaultValueFactory = _ => "backoff" };
    private readonly Option<string?> _cpus = new("--cpu") { Description = "processors that the threads are bound to, one each: conductor, sender, receiver; default: anywhere", HelpName = "N,N,N" };
    private readonly Option<string> _ipcTerm = new("--ipc-term") { Description = "term of an IPC publication whose channel names none", DefaultValueFactory = _ => "1m", HelpName = "SIZE" };
    private readonly Option<string> _udpTerm = new("--udp-term") { Description = "term of a UDP publication whose channel names none", DefaultValueFactory = _ => "1m", HelpName = "SIZE" };
    private readonly Option<string> _mtu = new("--mtu") { Description = "longest datagram whose channel names none", DefaultValueFactory = _ => "1408", HelpName = "SIZE" };
    private readonly Option<string> _receiveBuffer = new("--socket-rcvbuf") { Description = "receive buffer of sockets", DefaultValueFactory = _ => "128k", HelpName = "SIZE" };
    private readonly Option<string> _receiveWindow = new("--rcv-window") { Description = "how far a sender may be ahead of a receiver here", DefaultValueFactory = _ => "128k", HelpName = "SIZE" };
    private readonly Option<double> _liveness = new("--client-liveness") { Description = "seconds after which a silent client is given up", DefaultValueFactory = _ => 10, HelpName = "SECONDS" };
    private readonly Option<bool> _sparse = new("--sparse") { Description = "map pages on first touch: less memory, page faults in streams" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "seed of session ids and first terms; default: from the clock", HelpName = "N" };
    private readonly Option<string?> _token = new("--termination-token") { Description = "a client that sends this token may end the driver", HelpName = "TEXT" };
    private readonly Option<bool> _keep = new("--keep-directory") { Description = "leave the files when it ends" };

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "driver",
            "Run a media driver until Ctrl-C; any Aeron client finds it by its directory.",
            "edgerouter aeron driver --dir /dev/shm/aeron-desk --threading shared --idle backoff",
            Run);
        _threading.AcceptOnlyFromAmong([.. Modes.Keys]);
        _idle.AcceptOnlyFromAmong([.. IdleStrategies.Names]);
        foreach (Option option in new Option[] { _directory, _threading, _idle, _cpus, _ipcTerm, _udpTerm, _mtu, _receiveBuffer, _receiveWindow, _liveness, _sparse, _seed, _token, _keep })
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        using CancellationTokenSource terminated = new();
        using (MediaDriver driver = MediaDriver.Launch(Options(context, terminated)))
        {
            Announce(context, driver);
            RunUntilEnded(context, driver, terminated.Token);
            if (driver.Failure is { } failure)
            {
                throw new EdgeRouterException("ER9109", ExitCode.Bug, $"the media driver has failed: {failure.GetType().Name}: {failure.Message}; please report it", failure);
            }
        }

        if (!terminated.IsCancellationRequested)
        {
            context.Cancellation.ThrowIfCancellationRequested();
        }

        return ExitCode.Ok;
    }

    private static void RunUntilEnded(VerbContext context, MediaDriver driver, CancellationToken terminated)
    {
        IIdleStrategy idle = IdleStrategies.Create(driver.Options.ConductorIdle);
        WaitHandle[] ends = [context.Cancellation.WaitHandle, terminated.WaitHandle];
        bool isInvoked = driver.Options.Threading == ThreadingMode.Invoker;
        while (!context.Cancellation.IsCancellationRequested && !terminated.IsCancellationRequested && !driver.IsFailed)
        {
            if (isInvoked)
            {
                idle.Idle(driver.DoWork());
            }
            else
            {
                _ = WaitHandle.WaitAny(ends, PollMs);
            }
        }
    }

    private static void Announce(VerbContext context, MediaDriver driver)
    {
        MediaDriverOptions options = driver.Options;
        string threading = Modes.First(mode => mode.Value == options.Threading).Key;
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                json.WriteString("directory", driver.Directory);
                json.WriteNumber("processId", Environment.ProcessId);
                json.WriteString("threading", threading);
                json.WriteString("idle", options.ConductorIdle);
                json.WriteNumber("ipcTermBytes", options.IpcTermBytes);
                json.WriteNumber("udpTermBytes", options.Network.TermBytes);
                json.WriteNumber("mtuBytes", options.Network.MtuBytes);
                json.WriteNumber("clientLivenessNs", options.ClientLivenessNs);
                json.WriteNumber("seed", driver.Seed);
            });
            return;
        }

        context.Reporter.Result($"directory: {driver.Directory}");
        context.Reporter.Result($"process {Environment.ProcessId}, threading {threading}, idle {options.ConductorIdle}, terms {options.IpcTermBytes} (IPC) and {options.Network.TermBytes} (UDP) bytes, mtu {options.Network.MtuBytes}, seed {driver.Seed}");
    }

    private MediaDriverOptions Options(VerbContext context, CancellationTokenSource terminated)
    {
        string idle = context.Get(_idle)!;
        string? token = context.Get(_token);
        return new MediaDriverOptions
        {
            Clock = context.Clock,
            Ticks = context.Ticks,
            Directory = AeronOptions.Directory(context, _directory),
            Threading = Modes[context.Get(_threading)!],
            ConductorIdle = idle,
            SenderIdle = idle,
            ReceiverIdle = idle,
            Cpus = AeronOptions.Cpus(context, _cpus),
            IpcTermBytes = AeronOptions.Size(context, _ipcTerm),
            FileAllocation = context.Get(_sparse) ? FileAllocation.Sparse : FileAllocation.PreTouched,
            ClientLivenessNs = Liveness(context),
            UnblockTimeoutNs = Liveness(context) * 3 / 2,
            Network = new NetworkSettings
            {
                TermBytes = AeronOptions.Size(context, _udpTerm),
                MtuBytes = AeronOptions.Size(context, _mtu),
                SocketReceiveBytes = AeronOptions.Size(context, _receiveBuffer),
                ReceiverWindowBytes = AeronOptions.Size(context, _receiveWindow),
            },
            Seed = context.Get(_seed),
            DeletesDirectoryOnClose = !context.Get(_keep),
            TerminationValidator = token is null ? null : sent => sent.Span.SequenceEqual(Encoding.UTF8.GetBytes(token)),
            OnTermination = terminated.Cancel,
            OnError = context.Reporter.Warn,
        };
    }

    private long Liveness(VerbContext context) => (long)(AeronOptions.InRange(context, _liveness, 0.1, 3_600) * TimeUnits.Second);
}
