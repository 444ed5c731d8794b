using System.Text.Json;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron errors</c>: the error log of a driver.</summary>
internal sealed class ErrorsCommand() : LookCommand<ErrorEntry>("errors", "Show what any Aeron driver has noted in its error log: how often, when, what.", "errors")
{
    /// <inheritdoc/>
    protected override IReadOnlyList<ErrorEntry> Read(VerbContext context, DriverView view) => view.Errors();

    /// <inheritdoc/>
    protected override void Write(ConsoleReporter reporter, IReadOnlyList<ErrorEntry> rows)
    {
        reporter.Result(rows.Count == 0 ? "no errors" : $"{rows.Count} distinct errors");
        foreach (ErrorEntry error in rows)
        {
            reporter.Result($"{Figures.Count(error.Count)} times, {DriverLine.TimeOf(error.FirstMs)} to {DriverLine.TimeOf(error.LastMs)}:");
            foreach (string line in error.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                reporter.Result($"  {PlainText.Of(line)}");
            }
        }
    }

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, ErrorEntry row)
    {
        json.WriteNumber("count", row.Count);
        json.WriteNumber("firstMs", row.FirstMs);
        json.WriteNumber("lastMs", row.LastMs);
        json.WriteString("text", row.Text);
    }
}
