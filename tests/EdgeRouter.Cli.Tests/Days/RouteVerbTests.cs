using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Time;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Journal;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary><c>edgerouter route</c>: one decision explained.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class RouteVerbTests
{
    private readonly TemporaryFolder _folder = new();

    private static string Journal => $"{DayFiles.Store}.journals/training";

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void ShouldPrintTheTextbookCaseInAHundredColumns()
    {
        CommandResult result = CommandResult.Of("route", "--example", "textbook");
        string[] tables = [.. result.Stdout[result.Stdout.IndexOf("\nBuy 10,000", StringComparison.Ordinal)..].Split('\n')];
        string[] steps = [.. tables[Array.FindIndex(tables, l => l.StartsWith("Waterfall", StringComparison.Ordinal))..].Where(l => l.Contains("ms", StringComparison.Ordinal))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Stderr);
            Assert.That(tables.Where(l => l.Length > 100), Is.Empty);
            Assert.That(steps.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]), Is.EqualTo(new[] { "DARK", "ECN", "EXCH" }));
        }
    }

    [Test]
    public void ShouldGiveEverythingAsJson()
    {
        JsonElement decision = CommandResult.Of("route", "--example", "textbook", "--objective", "speed", "--json").Json.GetProperty("decision");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(decision.GetProperty("children").EnumerateArray().Select(c => c.GetProperty("venue").GetString()).First(), Is.EqualTo("EXCH"));
            Assert.That(decision.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("features").EnumerateObject().Count()), Has.All.EqualTo(60));
            Assert.That(decision.GetProperty("children")[0].GetProperty("risk").EnumerateArray().Count(), Is.GreaterThan(20));
        }
    }

    [Test]
    public void ShouldRouteTheExampleThatItWrote()
    {
        string book = _folder.File("book.json");
        Assert.That(CommandResult.Of("route", "--write-example", book).ExitCode, Is.Zero);
        CommandResult result = CommandResult.Of("route", "--book", book, "--order", "sell 300 ACME limit 399.97 ioc", "--policy", "static", "--json");
        Assert.That(result.ExitCode, Is.Zero, result.Stderr);
        Assert.That(result.Json.GetProperty("decision").GetProperty("policy").GetString(), Is.EqualTo("static"));
        CommandResult.Of("route", "--write-example", book).AssertFailed(2, "ER9072", "book.json");
    }

    [Test]
    public void ShouldExplainADecisionOfAJournal()
    {
        CommandResult result = CommandResult.Of("route", "--journal", Journal, "--parent", FirstParent(), "--json");
        JsonElement json = result.Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Stdout);
            Assert.That(json.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("result").GetString()), Does.Contain("same").And.Not.Contain("differs"));
            Assert.That(json.GetProperty("timeline").EnumerateArray().Select(t => t.GetProperty("kind").GetString()), Is.SupersetOf(new[] { "order", "decision", "child", "report", "end" }));
            Assert.That(json.GetProperty("decision").GetProperty("children").EnumerateArray().Count(c => c.GetProperty("childId").GetInt64() > 0), Is.Positive);
        }
    }

    [Test]
    public void ShouldFailWhereTheJournalSaysSomethingElse()
    {
        long parent = long.Parse(FirstParent(), System.Globalization.CultureInfo.InvariantCulture);
        CommandResult before = CommandResult.Of("route", "--journal", Journal, "--parent", $"{parent}", "--json");
        long sequence = before.Json.GetProperty("sequence").GetInt64();
        long left = before.Json.GetProperty("decision").GetProperty("remainingQuantity").GetInt64();
        string folder = _folder.File("tampered");
        Directory.CreateDirectory(folder);
        CopyTampered(folder, sequence, left);
        CommandResult result = CommandResult.Of("route", "--journal", folder, "--parent", $"{parent}");
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Stderr);
        Assert.That(result.Stdout, Does.Contain($"difference: quantity left: the journal says {left + 1}, the records before it leave {left}"));
    }

    [TestCase(2, "ER9069")]
    [TestCase(2, "ER9069", "--example", "other")]
    [TestCase(2, "ER9069", "--book", "book.json")]
    [TestCase(2, "ER9067", "--journal", "x", "--policy", "static")]
    [TestCase(2, "ER9068", "--journal", "x")]
    [TestCase(2, "ER9071", "--example", "textbook", "--policy", "best")]
    [TestCase(2, "ER4062", "--example", "textbook", "--objective", "gain")]
    [TestCase(2, "ER4058", "--example", "textbook", "--order", "buy 1 XYZ market")]
    [TestCase(3, "ER9010", "--journal", "/nowhere/at/all", "--parent", "1")]
    [TestCase(3, "ER4059", "--book", "/nowhere/book.json", "--order", "buy 1 ACME market")]
    public void ShouldSayWhatIsWrong(int exitCode, string id, params string[] args) => CommandResult.Of(["route", .. args]).AssertFailed(exitCode, id);

    [Test]
    public void ShouldEndWithOneWhereTheOrderIsRefused()
    {
        string limits = _folder.Write("limits.json", """{"schemaVersion":1,"parentQuantityMax":100}"""u8.ToArray());
        CommandResult result = CommandResult.Of("route", "--example", "textbook", "--limits", limits);
        Assert.That(result.ExitCode, Is.EqualTo(1), result.Stderr);
        Assert.That(result.Stdout, Does.Contain("outcome: the order was refused at the door: SizeLimit"));
    }

    [Test]
    public void ShouldNameTheJournalsParents() => CommandResult.Of("route", "--journal", Journal, "--parent", "1").AssertFailed(3, "ER4063", "10000001");

    private static string FirstParent()
    {
        using SqliteDatabase database = SqliteDatabase.Open(DayFiles.Store, SqliteOpenMode.ReadOnly);
        return database.QueryLong("SELECT min(parent_id) FROM child_orders").ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    // The same records, but the decision had one share more to route.
    private static void CopyTampered(string folder, long sequence, long left)
    {
        using var reader = new JournalReader(Journal);
        using JournalWriter writer = JournalWriter.Open(new JournalOptions { Directory = folder, Fsync = JournalFsync.None, JournalId = 7, SpareBytes = 0 }, new ManualClock { NowNs = 1 });
        while (reader.TryRead(out JournalRecord record))
        {
            byte[] payload = record.Payload.ToArray();
            if (record.Sequence == sequence)
            {
                int at = payload.AsSpan().IndexOf(BitConverter.GetBytes(left));
                BitConverter.GetBytes(left + 1).CopyTo(payload, at);
            }

            writer.Append(payload);
        }

        writer.Commit();
    }
}
