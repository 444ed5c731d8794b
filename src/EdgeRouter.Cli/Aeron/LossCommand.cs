using System.Text.Json;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron loss</c>: what a driver's receiver lost on its way.</summary>
internal sealed class LossCommand() : LookCommand<LossEntry>("loss", "Show what any Aeron driver lost of the streams that it receives, before it was sent again.", "losses")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<LossEntry> Read(VerbContext context, DriverView view) => view.Losses();

    /// <inheritdoc/>
    protected override void Write(ConsoleReporter reporter, IReadOnlyList<LossEntry> rows) => reporter.ResultTable(
        rows.Count == 0 ? "no losses" : string.Empty,
        [">losses", ">bytes", "first", "last", ">session", ">stream", "channel", "source"],
        rows.Select(loss => (IReadOnlyList<string>)
        [
            Figures.Count(loss.Count),
            Figures.Count(loss.TotalBytes),
            DriverLine.TimeOf(loss.FirstMs),
            DriverLine.TimeOf(loss.LastMs),
            $"{loss.SessionId}",
            $"{loss.StreamId}",
            PlainText.Of(loss.Channel),
            PlainText.Of(loss.Source),
        ]));

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, LossEntry row)
    {
        json.WriteNumber("count", row.Count);
        json.WriteNumber("bytes", row.TotalBytes);
        json.WriteNumber("firstMs", row.FirstMs);
        json.WriteNumber("lastMs", row.LastMs);
        json.WriteNumber("sessionId", row.SessionId);
        json.WriteNumber("streamId", row.StreamId);
        json.WriteString("channel", row.Channel);
        json.WriteString("source", row.Source);
    }
}
