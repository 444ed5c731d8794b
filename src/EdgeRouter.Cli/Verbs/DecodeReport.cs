using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Tools.Decode;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows the counts of a decoded capture.</summary>
internal static class DecodeReport
{
    /// <summary>One JSON object or a table, as asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="schemaVersion">Version of the JSON.</param>
    /// <param name="counts">The counts.</param>
    public static void Write(VerbContext context, int schemaVersion, DecodeCounts counts)
    {
        if (context.IsJson)
        {
            context.Reporter.ResultJson(schemaVersion, json => WriteFields(json, counts));
            return;
        }

        string[][] rows =
        [
            ["frames", N(counts.Frames)],
            ["packets", N(counts.Packets)],
            ["messages", N(counts.Messages)],
            ["templates", string.Join(", ", counts.Templates.Select(t => $"{t.Key}: {N(t.Value)}"))],
            ["group instances", N(counts.GroupInstances)],
            ["group entries", N(counts.GroupEntries)],
            ["variable-length data", N(counts.VarData)],
            ["trailing bytes", N(counts.TrailingBytes)],
            ["skipped frames", N(counts.SkippedFrames)],
            ["errors", N(counts.Errors)],
            ["of them unknown templates", N(counts.UnknownTemplates)],
        ];
        context.Reporter.ResultTable(string.Empty, ["decode", ">"], rows);
    }

    /// <summary>Says what was wrong, where anything was.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="path">The capture.</param>
    /// <param name="counts">The counts.</param>
    public static void Warn(ConsoleReporter reporter, string path, DecodeCounts counts)
    {
        if (counts.Errors > 0)
        {
            reporter.Warn($"capture '{path}': {N(counts.Errors)} {(counts.Errors == 1 ? "error" : "errors")}; the first at {counts.FirstError}");
        }

        if (counts.WholeMessages == 0 && counts.UnknownTemplates > 0)
        {
            reporter.Warn($"capture '{path}': none of its {N(counts.UnknownTemplates)} messages is of the schemas given: name theirs with --schema FILE");
        }
    }

    private static void WriteFields(Utf8JsonWriter json, DecodeCounts counts)
    {
        json.WriteNumber("frames", counts.Frames);
        json.WriteNumber("packets", counts.Packets);
        json.WriteNumber("messages", counts.Messages);
        json.WriteStartObject("templates");
        foreach ((int id, long count) in counts.Templates)
        {
            json.WriteNumber(id.ToString(CultureInfo.InvariantCulture), count);
        }

        json.WriteEndObject();
        json.WriteNumber("groupInstances", counts.GroupInstances);
        json.WriteNumber("groupEntries", counts.GroupEntries);
        json.WriteNumber("varData", counts.VarData);
        json.WriteNumber("trailingBytes", counts.TrailingBytes);
        json.WriteNumber("unknownTemplates", counts.UnknownTemplates);
        json.WriteNumber("skippedFrames", counts.SkippedFrames);
        json.WriteNumber("errors", counts.Errors);
    }

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
