using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron streams</c>: publications, images and those that read them.</summary>
internal sealed class StreamsCommand() : LookCommand<StreamRow>(
    "streams",
    "Show publications and images of any Aeron driver, each with its readers: positions, backlog, window left, rate since the last look.",
    "streams")
{
    private const double Megabyte = 1e6;
    private readonly StreamTable _table = new();

    /// <inheritdoc/>
    protected override void Begin(VerbContext context)
    {
        using (DriverView view = Look.Open(context))
        {
            _ = Read(context, view);
        }

        LookOptions.Wait(context, Look.IntervalNs(context));
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StreamRow> Read(VerbContext context, DriverView view) => _table.Look(view.Counters(), (long)(context.Ticks.Ticks * context.Ticks.NsPerTick));

    /// <inheritdoc/>
    protected override void Write(ConsoleReporter reporter, IReadOnlyList<StreamRow> rows) => reporter.ResultTable(
        rows.Count == 0 ? "no streams" : string.Empty,
        ["what", ">stream", ">session", ">id", ">position", ">backlog", ">window left", ">MB/s", ">NAKs", "channel"],
        rows.Select(row => (IReadOnlyList<string>)
        [
            row.Kind == StreamKind.Subscriber ? $"  {NameOf(row.Kind)}" : NameOf(row.Kind),
            $"{row.StreamId}",
            $"{row.SessionId}",
            $"{row.RegistrationId}",
            Figures.Count(row.Position),
            Figures.Count(row.BacklogBytes),
            Figures.Count(row.WindowLeftBytes ?? double.NaN),
            Figures.Fixed((row.BytesPerSecond ?? double.NaN) / Megabyte, 3),
            Figures.Count(row.NakCount ?? double.NaN),
            PlainText.Of(row.Channel),
        ]));

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, StreamRow row)
    {
        json.WriteString("kind", NameOf(row.Kind));
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
    }

    private static string NameOf(StreamKind kind) => kind switch { StreamKind.Publication => "publication", StreamKind.Image => "image", _ => "subscriber" };
}
