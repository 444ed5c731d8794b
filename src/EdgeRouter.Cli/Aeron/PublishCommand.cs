using System.CommandLine;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron publish</c>: sends numbered messages.</summary>
internal sealed class PublishCommand
{
    private const int SchemaVersion = 1;
    private const double Megabyte = 1e6;
    private readonly MeasureSettings _measure = new(10_000_000, 0);
    private readonly Option<double> _linger = new("--linger") { Description = "seconds to stay after the last message, so that an embedded driver can send it again", DefaultValueFactory = _ => 0, HelpName = "SECONDS" };

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "publish",
            "Send numbered messages, as many as go or at a rate, to 'aeron subscribe' or any other program.",
            "edgerouter aeron publish --dir /dev/shm/aeron-desk --size 64 --count 10000000",
            Run);
        _measure.AddTo(command);
        _measure.AddEmbeddedTo(command);
        _measure.AddSendingTo(command);
        command.Add(_linger);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        MeasureOptions options = _measure.Read(context);
        long lingerNs = (long)(AeronOptions.InRange(context, _linger, 0, 3_600) * TimeUnits.Second);
        using AeronSession session = _measure.Open(context, "edgerouter-publish");
        using ExclusivePublication publication = session.AddPublication(options.Channel, options.StreamId);
        MeasureSettings.CheckSize(options, publication);
        PublishResult result = new PublishRun(session, options, publication, context.Cancellation).Run(soFar => context.Reporter.Info(Line(soFar)));
        Write(context, result);
        long endTicks = context.Ticks.Ticks + (long)(lingerNs / context.Ticks.NsPerTick);
        _ = session.WaitUntil(() => context.Ticks.Ticks >= endTicks, context.Cancellation);
        context.Cancellation.ThrowIfCancellationRequested();
        return ExitCode.Ok;
    }

    private static void Write(VerbContext context, PublishResult result)
    {
        if (!context.IsJson)
        {
            context.Reporter.Result(Line(result));
            return;
        }

        context.Reporter.ResultJson(SchemaVersion, json =>
        {
            json.WriteNumber("messages", result.Count);
            json.WriteNumber("bytes", result.Bytes);
            json.WriteNumber("elapsedNs", result.ElapsedNs);
            json.WriteFinite("messagesPerSecond", RateOf(result.Count, result.ElapsedNs));
            json.WriteNumber("backPressure", result.BackPressureCount);
            json.WriteNumber("notConnected", result.NotConnectedCount);
        });
    }

    private static string Line(PublishResult result) =>
        $"sent {Figures.Count(result.Count)} messages, {Figures.Count(RateOf(result.Count, result.ElapsedNs))} a second, {Figures.Fixed(RateOf(result.Bytes, result.ElapsedNs) / Megabyte, 1)} MB/s; offers without room {Figures.Count(result.BackPressureCount)}, without a listener {Figures.Count(result.NotConnectedCount)}";

    private static double RateOf(long count, long elapsedNs) => count / (elapsedNs / (double)TimeUnits.Second);
}
