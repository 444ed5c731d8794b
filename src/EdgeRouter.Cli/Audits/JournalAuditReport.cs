using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Orders;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Journals;

namespace EdgeRouter.Cli.Audits;

/// <summary>Shows what a journal holds and what its books say.</summary>
/// <param name="journal">Its files.</param>
/// <param name="outline">Its records.</param>
/// <param name="books">Its books; null where it has no setup to fold it by.</param>
internal sealed class JournalAuditReport(JournalReport journal, JournalOutline outline, BooksReport? books)
{
    /// <summary>Version of the JSON output.</summary>
    public const int SchemaVersion = 1;

    /// <summary>Its books; null where it has no setup.</summary>
    public BooksReport? Books => books;

    private IEnumerable<(string Kind, long Count)> Alerts =>
        Enum.GetValues<AlertKind>().Select(kind => (kind.ToString(), outline.AlertCountOf(kind))).Where(a => a.Item2 > 0);

    /// <summary>The result for people.</summary>
    /// <param name="reporter">Where to.</param>
    public void WriteText(ConsoleReporter reporter)
    {
        reporter.Result($"journal {journal.JournalId:x16} in {journal.Directory}{(outline.Header is { } header ? $": run {header.RunId}, policy {header.Policy}, by version {header.ProgramVersion}" : string.Empty)}");
        reporter.Result(string.Create(
            CultureInfo.InvariantCulture,
            $"records {journal.FirstSequence:N0} to {journal.LastSequence:N0}, {UtcText.Of(outline.FirstTimeNs)} to {UtcText.Of(outline.LastTimeNs)}; {outline.SessionCount:N0} starts, {(outline.IsClosed ? "closed in order" : "not closed in order")}, {(outline.PacketRecordCount > 0 ? "with" : "without")} market data"));
        reporter.Result(journal.TornBytes == 0 ? "no torn tail" : string.Create(CultureInfo.InvariantCulture, $"torn tail: {journal.TornBytes:N0} bytes at offset {journal.TornOffset:N0} of the last segment, which the next writer cuts"));
        reporter.Result(string.Empty);
        reporter.ResultTable(
            "segments",
            ["file", ">bytes", ">records", ">first", ">last", "begun"],
            journal.Segments.Select(s => (IReadOnlyList<string>)[Path.GetFileName(s.Path), N(s.LengthBytes), N(s.RecordCount), N(s.FirstSequence), N(s.LastSequence), UtcText.Of(s.CreatedNs)]));
        WriteFaults(reporter);
        reporter.ResultTable("records by message", ["message", ">count"], outline.CountByMessage.Select(m => (IReadOnlyList<string>)[m.Key, N(m.Value)]));
        if (Alerts.Any())
        {
            reporter.ResultTable("alerts", ["kind", ">count"], Alerts.Select(a => (IReadOnlyList<string>)[a.Kind, N(a.Count)]));
        }

        if (books is null)
        {
            reporter.Result("no books: the journal does not begin with a setup to fold it by");
        }
        else
        {
            WriteBooks(reporter, books);
        }
    }

    /// <summary>The fields of the result.</summary>
    /// <param name="json">Where to.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("journal", journal.Directory);
        json.WriteString("journalId", Hex(journal.JournalId));
        json.WriteString("run", outline.Header?.RunId);
        json.WriteString("policy", outline.Header?.Policy);
        json.WriteString("writtenBy", outline.Header?.ProgramVersion);
        json.WriteNumber("records", journal.RecordCount);
        json.WriteNumber("firstSequence", journal.FirstSequence);
        json.WriteNumber("lastSequence", journal.LastSequence);
        json.WriteNumber("lastUsableSequence", journal.LastUsableSequence);
        json.WriteNumber("firstTimeNs", outline.FirstTimeNs);
        json.WriteNumber("lastTimeNs", outline.LastTimeNs);
        json.WriteNumber("starts", outline.SessionCount);
        json.WriteBoolean("closed", outline.IsClosed);
        json.WriteNumber("tornBytes", journal.TornBytes);
        json.WriteNumber("packetRecords", outline.PacketRecordCount);
        json.WriteNumber("unknownRecords", outline.UnknownCount);
        WriteList(json, "segments", journal.Segments, s =>
        {
            json.WriteString("file", Path.GetFileName(s.Path));
            json.WriteNumber("bytes", s.LengthBytes);
            json.WriteNumber("records", s.RecordCount);
            json.WriteNumber("firstSequence", s.FirstSequence);
            json.WriteNumber("lastSequence", s.LastSequence);
            json.WriteNumber("createdNs", s.CreatedNs);
        });
        WriteList(json, "damages", journal.Damages, d =>
        {
            json.WriteString("file", Path.GetFileName(d.Path));
            json.WriteNumber("offset", d.Offset);
            json.WriteNumber("bytes", d.LengthBytes);
            json.WriteNumber("sequence", d.Sequence);
            json.WriteNumber("nextSequence", d.NextSequence);
            json.WriteString("error", d.Error.ToUserLine());
        });
        WriteList(json, "snapshots", journal.Snapshots, s =>
        {
            json.WriteString("file", Path.GetFileName(s.Path));
            json.WriteNumber("sequence", s.Sequence);
            json.WriteNumber("bytes", s.LengthBytes);
            json.WriteString("stateHash", Hex(s.StateHash));
            json.WriteString("problem", s.Problem?.ToUserLine());
        });
        WriteCounts(json, "messages", outline.CountByMessage.Select(m => (m.Key, m.Value)));
        WriteCounts(json, "alerts", Alerts);
        json.WritePropertyName("books");
        if (books is null)
        {
            json.WriteNullValue();
        }
        else
        {
            WriteBooks(json, books);
        }
    }

    private void WriteFaults(ConsoleReporter reporter)
    {
        if (journal.Damages.Count > 0)
        {
            reporter.ResultTable(
                "damage",
                ["file", ">offset", ">bytes", ">first record lost", "what"],
                journal.Damages.Select(d => (IReadOnlyList<string>)[Path.GetFileName(d.Path), N(d.Offset), N(d.LengthBytes), N(d.Sequence), d.Error.ToUserLine()]));
        }

        if (journal.Snapshots.Count > 0)
        {
            reporter.ResultTable(
                "snapshots",
                ["file", ">after record", ">bytes", "state hash", "verdict"],
                journal.Snapshots.Select(s => (IReadOnlyList<string>)[Path.GetFileName(s.Path), N(s.Sequence), N(s.LengthBytes), Hex(s.StateHash), s.Problem?.ToUserLine() ?? "good"]));
        }
    }

    private static void WriteBooks(ConsoleReporter reporter, BooksReport books)
    {
        reporter.ResultTable(
            "books after the last record",
            ["what", ">value"],
            [
                ["open parents", N(books.OpenParentCount)], ["open children", N(books.OpenChildCount)], ["children in doubt", N(books.InDoubtCount)],
                ["unresolved shares", N(books.UnresolvedQuantity)], ["parents remembered", N(books.ParentCount)], ["children remembered", N(books.ChildCount)],
                ["reports applied", N(books.Reports.AppliedCount)], ["reports repeated", N(books.Reports.DuplicateCount)], ["reports late", N(books.Reports.LateCount)],
                ["reports contradictory", N(books.Reports.ContradictoryCount)], ["over-fills", N(books.Reports.OverFillCount)], ["last child id", N(books.LastChildId)],
                ["session ended", books.IsSessionEnded ? "yes" : "no"], ["journal lost", books.IsStorageLost ? "yes" : "no"],
                ["self-help", books.SelfHelpVenues.Count == 0 ? "–" : string.Join(' ', books.SelfHelpVenues)], ["snapshots held against the fold", N(books.SnapshotCount)],
                ["state hash", Hex(books.StateHash)],
            ]);
        reporter.ResultTable(
            "positions, shares",
            ["instrument", ">position", ">open to buy", ">open to sell"],
            books.Positions.Select(p => (IReadOnlyList<string>)[p.Symbol, N(p.Position), N(p.OpenBuyQuantity), N(p.OpenSellQuantity)]));
        reporter.Result(books.Violations.Count == 0 ? "the books agree" : "the books do not agree:");
        foreach (string violation in books.Violations)
        {
            reporter.Result($"  {violation}");
        }
    }

    private static void WriteBooks(Utf8JsonWriter json, BooksReport books)
    {
        json.WriteStartObject();
        json.WriteString("stateHash", Hex(books.StateHash));
        json.WriteNumber("openParents", books.OpenParentCount);
        json.WriteNumber("openChildren", books.OpenChildCount);
        json.WriteNumber("childrenInDoubt", books.InDoubtCount);
        json.WriteNumber("unresolvedQuantity", books.UnresolvedQuantity);
        json.WriteNumber("parentsRemembered", books.ParentCount);
        json.WriteNumber("childrenRemembered", books.ChildCount);
        json.WriteNumber("lastChildId", books.LastChildId);
        json.WriteBoolean("sessionEnded", books.IsSessionEnded);
        json.WriteBoolean("storageLost", books.IsStorageLost);
        json.WriteNumber("snapshotsCompared", books.SnapshotCount);
        json.WriteStartObject("reports");
        json.WriteNumber("applied", books.Reports.AppliedCount);
        json.WriteNumber("repeated", books.Reports.DuplicateCount);
        json.WriteNumber("late", books.Reports.LateCount);
        json.WriteNumber("contradictory", books.Reports.ContradictoryCount);
        json.WriteNumber("overFills", books.Reports.OverFillCount);
        json.WriteEndObject();
        WriteList(json, "positions", books.Positions, p =>
        {
            json.WriteString("instrument", p.Symbol);
            json.WriteNumber("position", p.Position);
            json.WriteNumber("openBuyQuantity", p.OpenBuyQuantity);
            json.WriteNumber("openSellQuantity", p.OpenSellQuantity);
        });
        json.WriteStartArray("selfHelpVenues");
        books.SelfHelpVenues.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteStartArray("violations");
        books.Violations.ToList().ForEach(json.WriteStringValue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> writeFields)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            writeFields(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter json, string name, IEnumerable<(string Name, long Count)> counts)
    {
        json.WriteStartObject(name);
        foreach ((string key, long count) in counts)
        {
            json.WriteNumber(key, count);
        }

        json.WriteEndObject();
    }

    private static string N(long value) => Figures.Count(value);

    private static string Hex(ulong value) => value.ToString("x16", CultureInfo.InvariantCulture);
}
