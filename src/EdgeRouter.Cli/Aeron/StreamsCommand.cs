using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron streams</c>: publications, images and those that read them.</summary>
internal sealed class StreamsCommand
{
    private const int SchemaVersion = 1;
    private const double Megabyte = 1e6;
    private readonly LookOptions _look = new();

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(
            "streams",
            "Show publications and images of any Aeron driver, each with its readers: positions, backlog, window left, rate since the last look.",
            "edgerouter aeron streams --dir /dev/shm/aeron-desk --once",
            Run);
        _look.AddTo(command);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        using DriverView view = _look.Open(context);
        StreamTable table = new();
        _ = table.Look(view.Counters(), NowNs(context));
        LookOptions.Wait(context, _look.IntervalNs(context));
        _look.Repeat(context, () => Show(context, view, table.Look(view.Counters(), NowNs(context))));
        return ExitCode.Ok;
    }

    private static long NowNs(VerbContext context) => (long)(context.Ticks.Ticks * context.Ticks.NsPerTick);

    private static void Show(VerbContext context, DriverView view, IReadOnlyList<StreamRow> rows)
    {
        if (context.IsJson)
        {
            WriteJson(context, view, rows);
            return;
        }

        DriverLine.Write(context, view);
        context.Reporter.ResultTable(
            rows.Count == 0 ? "no streams" : string.Empty,
            ["what", ">stream", ">session", ">id", ">position", ">backlog", ">window left", ">MB/s", ">NAKs", "channel"],
            rows.Select(row => (IReadOnlyList<string>)
            [
                NameOf(row.Kind),
                $"{row.StreamId}",
                $"{row.SessionId}",
                $"{row.RegistrationId}",
                Figures.Count(row.Position),
                Figures.Count(row.BacklogBytes),
                Figures.Count(row.WindowLeftBytes ?? double.NaN),
                Figures.Fixed((row.BytesPerSecond ?? double.NaN) / Megabyte, 3),
                Figures.Count(row.NakCount ?? double.NaN),
                row.Channel,
            ]));
    }

    private static string NameOf(StreamKind kind) => kind switch { StreamKind.Publication => "publication", StreamKind.Image => "image", _ => "  subscriber" };

    private static void WriteJson(VerbContext context, DriverView view, IReadOnlyList<StreamRow> rows) => context.Reporter.ResultJson(SchemaVersion, json =>
    {
        DriverLine.Write(json, context, view);
        json.WriteStartArray("streams");
        foreach (StreamRow row in rows)
        {
            json.WriteStartObject();
            json.WriteString("kind", NameOf(row.Kind).Trim());
            json.WriteString("channel", row.Channel);
            json.WriteNumber("streamId", row.StreamId);
            json.WriteNumber("sessionId", row.SessionId);
            json.WriteNumber("registrationId", row.RegistrationId);
            json.WriteNumber("sourceId", row.SourceId);
            json.WriteNumber("position", row.Position);
            json.WriteNumber("backlogBytes", row.BacklogBytes);
            json.WriteFinite("windowLeftBytes", row.WindowLeftBytes ?? double.NaN);
            json.WriteFinite("bytesPerSecond", row.BytesPerSecond ?? double.NaN);
            json.WriteFinite("nakCount", row.NakCount ?? double.NaN);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
