using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.MarketData.Books;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows a replay's result.</summary>
internal static class CaptureReplayReport
{
    private const int SchemaVersion = 1;

    /// <summary>One JSON object.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="feed">Protocol name.</param>
    /// <param name="source">Source name.</param>
    /// <param name="result">The result.</param>
    /// <param name="books">Books to be written too, or null.</param>
    public static void WriteJson(ConsoleReporter reporter, string feed, string source, CaptureReplayResult result, MarketState? books) => reporter.ResultJson(SchemaVersion, json =>
    {
        json.WriteString("feed", feed);
        json.WriteString("source", source);
        json.WriteNumber("frames", result.Frames);
        json.WriteNumber("packets", result.Packets);
        json.WriteNumber("messages", result.Messages);
        WriteTemplates(json, result);
        json.WriteNumber("groupInstances", result.GroupInstances);
        json.WriteNumber("groupEntries", result.GroupEntries);
        json.WriteNumber("trailingBytes", result.TrailingBytes);
        json.WriteNumber("unknownTemplates", result.UnknownTemplates);
        json.WriteNumber("malformed", result.Malformed);
        json.WriteNumber("duplicates", result.Duplicates);
        json.WriteNumber("late", result.Late);
        json.WriteNumber("gaps", result.Gaps);
        json.WriteNumber("gapPackets", result.GapPackets);
        json.WriteNumber("snapshotPackets", result.SnapshotPackets);
        json.WriteNumber("snapshotsApplied", result.SnapshotsApplied);
        json.WriteNumber("healedBooks", result.HealedBooks);
        json.WriteNumber("instruments", result.Instruments);
        json.WriteNumber("unknownInstruments", result.UnknownInstruments);
        json.WriteNumber("otherPackets", result.OtherPackets);
        json.WriteNumber("rejectedFrames", result.Parsed.RejectedCount);
        json.WriteBoolean("midSession", result.IsMidSession);
        json.WriteNumber("staleBooks", result.StaleBooks);
        json.WriteNumber("steadyAllocatedBytes", result.SteadyAllocatedBytes);
        json.WriteString("bookHash", Hash(result));
        json.WriteFinite("nsPerMessage", Math.Round(result.NsPerMessage, 1));
        if (books is not null)
        {
            BookJson.WriteBooks(json, books);
        }
    });

    /// <summary>A table.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="result">The result.</param>
    /// <param name="books">Books to be written too, or null.</param>
    public static void WriteText(ConsoleReporter reporter, CaptureReplayResult result, MarketState? books)
    {
        string[][] rows =
        [
            ["frames", N(result.Frames)],
            ["packets on the selected lines", N(result.Packets)],
            ["messages", N(result.Messages)],
            ["templates", string.Join(", ", result.Templates.Select(t => $"{t.Key}: {N(t.Value)}"))],
            ["group instances", N(result.GroupInstances)],
            ["group entries", N(result.GroupEntries)],
            ["unknown templates, skipped", N(result.UnknownTemplates)],
            ["malformed", N(result.Malformed)],
            ["duplicate packets dropped", N(result.Duplicates)],
            ["gaps (packets lost)", $"{N(result.Gaps)} ({N(result.GapPackets)})"],
            ["snapshots that healed (books)", $"{N(result.SnapshotsApplied)} ({N(result.HealedBooks)})"],
            ["other packets", N(result.OtherPackets)],
            ["frames that are no UDP datagram", N(result.Parsed.RejectedCount)],
            ["instruments", N(result.Instruments)],
            ["stale books", N(result.StaleBooks)],
            ["books", result.IsMidSession ? "unverified: the capture starts mid-session" : "complete from the session's start"],
            ["book hash", Hash(result)],
            ["ns per message", result.NsPerMessage.ToString("0.0", CultureInfo.InvariantCulture)],
        ];
        reporter.ResultTable(string.Empty, ["replay", ">"], rows);
        if (books is not null)
        {
            using var text = new StringWriter();
            BookPrinter.Write(books, text);
            reporter.Result(text.ToString().TrimEnd());
        }
    }

    /// <summary>Says what the user should look at, one line a thing.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="path">The capture.</param>
    /// <param name="result">The result.</param>
    public static void Warn(ConsoleReporter reporter, string path, CaptureReplayResult result)
    {
        if (result.DescribeDamage() is { } damage)
        {
            reporter.Warn($"capture '{path}': {damage}; what they said is lost and the books are stale where it matters");
        }

        if (result.UnknownInstruments > 0)
        {
            reporter.Warn($"capture '{path}': {N(result.UnknownInstruments)} events are of instruments that found no room or are not known");
        }
    }

    private static void WriteTemplates(Utf8JsonWriter json, CaptureReplayResult result)
    {
        json.WriteStartObject("templates");
        foreach ((int id, long count) in result.Templates)
        {
            json.WriteNumber(id.ToString(CultureInfo.InvariantCulture), count);
        }

        json.WriteEndObject();
    }

    private static string Hash(CaptureReplayResult result) => result.BookHash.ToString("x16", CultureInfo.InvariantCulture);

    private static string N(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
