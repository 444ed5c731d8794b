using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Lab.Journals;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what a replay of a journal came to.</summary>
/// <param name="outline">The journal.</param>
/// <param name="result">What it came to.</param>
/// <param name="capture">The capture given, or null.</param>
internal sealed class JournalReplayReport(JournalOutline outline, JournalReplayResult result, string? capture)
{
    /// <summary>Version of the JSON output.</summary>
    public const int SchemaVersion = 1;

    private const int FieldsShown = 40;
    private const int ValueLengthMax = 60;

    private string Program => $"{ProductVersion.Number}+{ProductVersion.Commit}";

    /// <summary>The result for people.</summary>
    /// <param name="reporter">Where to.</param>
    public void WriteText(ConsoleReporter reporter)
    {
        reporter.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"run {outline.Header!.RunId}, policy {outline.Header.Policy}: {result.RecordCount:N0} records, {result.EqualCount:N0} compared and equal; {result.InputCount:N0} inputs, {result.PacketCount:N0} packets {(capture is null ? "of the journal" : $"of {capture}")}, {result.RestartCount:N0} restarts"));
        if (result.UnwrittenCount > 0)
        {
            reporter.Result(string.Create(
                CultureInfo.InvariantCulture, $"the journal ends in the middle of an input: {result.UnwrittenCount:N0} more records were due when its process ended"));
        }

        if (result.Difference is not { } difference)
        {
            reporter.Result("the replay is bit-identical");
            return;
        }

        reporter.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"the replay departs at record {difference.Sequence:N0}, after {difference.PacketCount:N0} packets, at {UtcText.Of(difference.TimeNs)}: {What(difference)}"));
        if (difference is { Expected: not null, Actual: not null })
        {
            reporter.ResultTable(
                string.Empty,
                ["field", ">journal", ">replay"],
                difference.Fields.Take(FieldsShown).Select(f => (IReadOnlyList<string>)[f.Field, Shown(f.First), Shown(f.Second)]));
        }

        reporter.Result(Why());
    }

    /// <summary>The fields of the result.</summary>
    /// <param name="json">Where to.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("journal", outline.Directory);
        json.WriteString("capture", capture);
        json.WriteString("run", outline.Header!.RunId);
        json.WriteString("policy", outline.Header.Policy);
        json.WriteString("writtenBy", outline.Header.ProgramVersion);
        json.WriteNumber("records", result.RecordCount);
        json.WriteNumber("equalRecords", result.EqualCount);
        json.WriteNumber("inputs", result.InputCount);
        json.WriteNumber("packets", result.PacketCount);
        json.WriteNumber("restarts", result.RestartCount);
        json.WriteNumber("unwrittenRecords", result.UnwrittenCount);
        json.WriteBoolean("identical", result.Difference is null);
        json.WritePropertyName("firstDifference");
        if (result.Difference is { } difference)
        {
            Write(json, difference);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private void Write(Utf8JsonWriter json, JournalDifference difference)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", difference.Sequence);
        json.WriteNumber("packets", difference.PacketCount);
        json.WriteNumber("timeNs", difference.TimeNs);
        json.WriteString("expected", difference.Expected);
        json.WriteString("actual", difference.Actual);
        json.WriteString("cause", Why());
        json.WriteStartArray("fields");
        foreach (FieldDifference field in difference.Fields)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Field);
            json.WriteString("expected", field.First);
            json.WriteString("actual", field.Second);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string What(JournalDifference difference) => difference switch
    {
        { Expected: null } => $"the replay wrote {difference.Actual}, the journal ends before it",
        { Actual: null } => $"the journal has {difference.Expected}, the replay wrote nothing more",
        _ when !string.Equals(difference.Expected, difference.Actual, StringComparison.Ordinal) => $"the journal has {difference.Expected}, the replay wrote {difference.Actual}",
        { Fields.Count: 0 } => $"{difference.Expected} differs in bytes that are no field",
        _ => string.Create(CultureInfo.InvariantCulture, $"{difference.Expected} differs in {difference.Fields.Count} field{(difference.Fields.Count == 1 ? string.Empty : "s")}"),
    };

    // The inputs come from the journal itself: what can differ is the market data, the program, or the program is not deterministic.
    private string Why()
    {
        bool isSameProgram = string.Equals(outline.Header!.ProgramVersion, Program, StringComparison.Ordinal);
        string program = $"version {outline.Header.ProgramVersion} wrote the journal, this is {Program}";
        return capture is not null && isSameProgram ? $"the capture {capture} is probably another day's"
            : capture is not null ? $"the capture {capture} is probably another day's, or the program is another one: {program}"
            : isSameProgram ? "the same program and data led elsewhere: a defect of ours; please report it with the journal"
            : $"the program is another one: {program}";
    }

    private static string Shown(string? value) => value is null ? "–" : value.Length <= ValueLengthMax ? value : $"{value[..ValueLengthMax]}…";
}
