using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Schema.Compatibility;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows how a schema differs from an older version.</summary>
/// <param name="path">The older schema.</param>
/// <param name="older">The older schema.</param>
/// <param name="findings">The differences.</param>
internal sealed class SbeComparisonReport(string path, SbeSchema older, IReadOnlyList<SbeCompatibilityFinding> findings)
{
    /// <summary>Differences that part readers and writers of the two versions.</summary>
    public int BreakingCount { get; } = findings.Count(finding => finding.Severity == SbeCompatibilitySeverity.Breaking);

    /// <summary>The member <c>against</c>.</summary>
    /// <param name="json">The writer, inside the result.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteStartObject("against");
        json.WriteString("path", path);
        json.WriteNumber("version", older.Version);
        json.WriteNumber("breaking", BreakingCount);
        json.WriteStartArray("findings");
        foreach (SbeCompatibilityFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("severity", Name(finding.Severity));
            json.WriteString("place", finding.Place);
            json.WriteNumber("olderLine", finding.OlderLine);
            json.WriteNumber("newerLine", finding.NewerLine);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A line for each difference, breaking ones first, and one that counts them.</summary>
    /// <param name="reporter">Takes the lines.</param>
    public void WriteText(ConsoleReporter reporter)
    {
        foreach (SbeCompatibilityFinding finding in findings.OrderByDescending(finding => finding.Severity))
        {
            reporter.Result($"{Name(finding.Severity)}: {finding.Place}: {finding.Message}");
        }

        reporter.Result($"against version {older.Version} ({path}): {BreakingCount} breaking, {findings.Count - BreakingCount} safe");
    }

    private static string Name(SbeCompatibilitySeverity severity) => severity == SbeCompatibilitySeverity.Breaking ? "breaking" : "safe";
}
