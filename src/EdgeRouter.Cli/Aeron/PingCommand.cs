using System.CommandLine;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron ping</c>: round trips.</summary>
internal sealed class PingCommand
{
    private const int SchemaVersion = 1;
    private const long DefaultCount = 1_000_000;
    private const long DefaultWarmUp = 100_000;
    private readonly MeasureSettings _measure = new(DefaultCount, DefaultWarmUp);
    private readonly PongSettings _pong = new();
    private readonly Option<bool> _raw = new("--raw") { Description = "measure two bare threads over two cache lines first, as the floor" };

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "ping",
            "Measure round trips to 'aeron pong', or, with --embedded, to a second thread of this process over a driver inside it.",
            "edgerouter aeron ping --embedded --raw --size 64 --count 1000000",
            Run);
        _measure.AddTo(command);
        _measure.AddEmbeddedTo(command);
        _measure.AddSendingTo(command);
        _measure.AddWarmUpTo(command);
        _pong.AddTo(command);
        command.Add(_raw);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        MeasureOptions options = _measure.Read(context);
        if (options.Count == 0)
        {
            throw EdgeRouterException.Usage("ER9108", "--count 0 is outside 1 and more: round trips are counted, then shown");
        }

        LatencyHistogram? raw = context.Get(_raw) ? new RawPingPong(context.Ticks).Run(options.WarmUpCount, options.Count, context.Cancellation) : null;
        context.Cancellation.ThrowIfCancellationRequested();
        using AeronSession session = _measure.Open(context, "edgerouter-ping");
        (string pongChannel, int pongStream) = _pong.Read(context, options);
        using Subscription answers = session.AddSubscription(pongChannel, pongStream);
        using ExclusivePublication pings = session.AddPublication(options.Channel, options.StreamId);
        MeasureSettings.CheckSize(options, pings);
        using AgentRunner? pong = session.IsEmbedded ? StartPong(session, options, pongChannel, pongStream) : null;
        PingResult result;
        using (WorkProgress progress = context.Reporter.StartProgress("aeron ping", options.WarmUpCount + options.Count))
        {
            result = new PingRun(session, options, pings, answers, context.Cancellation).Run(progress.Report);
        }

        Write(context, options, result, raw);
        context.Cancellation.ThrowIfCancellationRequested();
        return result.MismatchCount == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static AgentRunner StartPong(AeronSession session, MeasureOptions options, string pongChannel, int pongStream)
    {
        ExclusivePublication answers = session.AddPublication(pongChannel, pongStream);
        Subscription pings = session.AddSubscription(options.Channel, options.StreamId);
        EchoAgent echo = new(pings, answers, () => 0) { IsAssembling = options.SizeBytes > answers.PayloadBytesMax };
        AgentRunner runner = new(echo, new SpinIdle());
        runner.Start();
        return runner;
    }

    private static void Write(VerbContext context, MeasureOptions options, PingResult result, LatencyHistogram? raw)
    {
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                json.WriteString("channel", options.Channel);
                json.WriteNumber("sizeBytes", options.SizeBytes);
                LatencyTable.Write(json, "roundTrip", result.Latency);
                json.WriteNumber("mismatches", result.MismatchCount);
                json.WriteNumber("backPressure", result.BackPressureCount);
                if (raw != null)
                {
                    LatencyTable.Write(json, "raw", raw);
                }
            });
            return;
        }

        (string, LatencyHistogram)[] rows = [($"{options.Channel}, {options.SizeBytes} bytes", result.Latency)];
        LatencyTable.Write(context, "round trips", raw == null ? rows : [("two bare threads", raw), .. rows]);
        context.Reporter.Result($"answers that were not what was sent: {result.MismatchCount}; offers repeated: {result.BackPressureCount}");
    }
}
