using System.CommandLine;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron subscribe</c>: takes numbered messages and checks them.</summary>
internal sealed class SubscribeCommand
{
    private const int SchemaVersion = 1;
    private const double Megabyte = 1e6;
    private readonly MeasureSettings _measure = new(0, 0);

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "subscribe",
            "Take messages of 'aeron publish' until its end or Ctrl-C; count them, and fail if one is missing, doubled, out of order or changed. Those of other programs are counted.",
            "edgerouter aeron subscribe --dir /dev/shm/aeron-desk --channel aeron:ipc",
            Run);
        _measure.AddTo(command);
        _measure.AddEmbeddedTo(command);
        _measure.AddCountTo(command);
        _measure.AddIdleTo(command);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        MeasureOptions options = _measure.Read(context);
        using AeronSession session = _measure.Open(context, "edgerouter-subscribe");
        using Subscription subscription = session.AddSubscription(options.Channel, options.StreamId);
        IIdleStrategy idle = _measure.Idle(context);
        SubscribeResult result = new SubscribeRun(session, options.Count, subscription, context.Cancellation).Run(soFar => context.Reporter.Info(Line(soFar)), idle.Idle);
        Write(context, result);
        context.Cancellation.ThrowIfCancellationRequested();
        if (subscription.IsClosed)
        {
            throw AeronOptions.DriverIsGone(session);
        }

        return result.IsWhole ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void Write(VerbContext context, SubscribeResult result)
    {
        if (!context.IsJson)
        {
            context.Reporter.Result(Line(result));
            LatencyTable.Write(context, "time since sending, by the wall clock", ("age", result.Age));
            return;
        }

        context.Reporter.ResultJson(SchemaVersion, json =>
        {
            json.WriteNumber("messages", result.Count);
            json.WriteNumber("bytes", result.Bytes);
            json.WriteNumber("elapsedNs", result.ElapsedNs);
            json.WriteFinite("messagesPerSecond", RateOf(result.Count, result.ElapsedNs));
            json.WriteNumber("sessions", result.SessionCount);
            json.WriteNumber("lost", result.LostCount);
            json.WriteNumber("disordered", result.DisorderCount);
            json.WriteNumber("changed", result.ChangedCount);
            json.WriteNumber("foreign", result.ForeignCount);
            LatencyTable.Write(json, "age", result.Age);
        });
    }

    private static string Line(SubscribeResult result) =>
        $"took {Figures.Count(result.Count)} messages of {result.SessionCount} sessions, {Figures.Count(RateOf(result.Count, result.ElapsedNs))} a second, {Figures.Fixed(RateOf(result.Bytes, result.ElapsedNs) / Megabyte, 1)} MB/s; lost {Figures.Count(result.LostCount)}, disordered {Figures.Count(result.DisorderCount)}, changed {Figures.Count(result.ChangedCount)}, not checked {Figures.Count(result.ForeignCount)}";

    private static double RateOf(long count, long elapsedNs) => count / (elapsedNs / (double)TimeUnits.Second);
}
