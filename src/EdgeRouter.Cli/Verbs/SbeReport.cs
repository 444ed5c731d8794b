using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Sbe.Schema;
using EdgeRouter.Tools.Schemas;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what a check of a schema found.</summary>
/// <param name="context">The verb's context.</param>
/// <param name="path">The schema.</param>
/// <param name="result">What the parser found.</param>
/// <param name="messages">The messages to show.</param>
/// <param name="hasFields">Whether with their fields.</param>
internal sealed class SbeReport(VerbContext context, string path, SbeParseResult result, IReadOnlyList<SbeMessage> messages, bool hasFields)
{
    private const string Indent = "  ";

    // The parser looks at types first; people read files from the top.
    private readonly SbeDiagnostic[] _found = [.. result.Diagnostics.OrderBy(one => one.Path == path ? 1 : 0).ThenBy(one => one.Path, StringComparer.Ordinal).ThenBy(one => one.Line == 0 ? int.MaxValue : one.Line)];

    /// <summary>How the schema differs from an older version, where one was given.</summary>
    public SbeComparisonReport? Comparison { get; init; }

    /// <summary>Whether the schema can be used, and beside its older version.</summary>
    public bool IsOk => result.Schema != null && Comparison is not { BreakingCount: > 0 };

    /// <summary>One JSON object.</summary>
    /// <param name="schemaVersion">Version of the JSON.</param>
    public void WriteJson(int schemaVersion) => context.Reporter.ResultJson(schemaVersion, json =>
    {
        SchemaJson writer = new(json);
        json.WriteBoolean("ok", IsOk);
        json.WriteString("path", path);
        if (result.Schema != null)
        {
            writer.WriteSchema(result.Schema);
            writer.WriteMessages(messages, hasFields);
        }

        writer.WriteDiagnostics(_found);
        Comparison?.WriteJson(json);
    });

    /// <summary>Tables, then the findings, a line each.</summary>
    public void WriteText()
    {
        if (result.Schema != null)
        {
            WriteSchema(result.Schema);
            context.Reporter.ResultTable(
                string.Empty,
                [">id", "message", ">block bytes", ">fields", ">groups", ">data", ">since", ">deprecated"],
                messages.Select(Row));
            foreach (SbeMessage message in hasFields ? messages : [])
            {
                context.Reporter.ResultTable(
                    $"{message.Name} ({N(message.Id)}), block of {N(message.BlockLength)} bytes",
                    [">offset", ">bytes", "name", ">id", "type", "presence", ">since", ">deprecated", "null or constant"],
                    SchemaRows.Of(message).Select(Row));
            }
        }

        foreach (SbeDiagnostic found in _found)
        {
            context.Reporter.Result(found.ToString());
        }

        Comparison?.WriteText(context.Reporter);
    }

    private void WriteSchema(SbeSchema schema)
    {
        string[][] rows =
        [
            ["package", schema.Package],
            ["id", N(schema.Id)],
            ["version", $"{N(schema.Version)} {schema.SemanticVersion}".TrimEnd()],
            ["byte order", schema.IsBigEndian ? "big-endian" : "little-endian"],
            ["header", SchemaText.Header(schema.Header.Composite)],
            ["types", N(schema.Types.Count)],
            ["messages", N(schema.Messages.Count)],
        ];
        context.Reporter.ResultTable(string.Empty, ["schema", path], rows);
    }

    private static string[] Row(SbeMessage message) =>
    [
        N(message.Id), message.Name, N(message.BlockLength), N(message.Fields.Count), N(message.Groups.Count), N(message.Data.Count),
        Since(message.Facts.SinceVersion), N(message.Facts.Deprecated),
    ];

    private static string[] Row(SchemaRow row) =>
    [
        N(row.Offset), N(row.SizeBytes), string.Concat(Enumerable.Repeat(Indent, row.Depth)) + row.Name, row.Id == 0 ? string.Empty : N(row.Id), row.Type, row.Presence,
        Since(row.SinceVersion), N(row.Deprecated), row.Value,
    ];

    private static string Since(int version) => version == 0 ? string.Empty : N(version);

    private static string N(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
