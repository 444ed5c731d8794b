using System.Diagnostics;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

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

    [Test]
    public void ShouldExplainScoredDecisionsOfAJournalThatHasItsMarketData()
    {
        string store = _folder.File("scored.db");
        Expect.Done(InProcess.Run("replay", "--capture", DayFiles.Capture, "--policy", "rank-and-fill", "--model", DayFiles.Models, "--store", store, "--run", "scored", "--no-warm-up", "--journal-packets"));
        string journal = $"{store}.journals/scored";
        foreach (string of in new[] { "min(parent_id)", "max(parent_id)" })
        {
            long parent = ScoredParent(store, of);
            CommandResult result = CommandResult.Of("route", "--journal", journal, "--parent", $"{parent}");
            using (Assert.EnterMultipleScope())
            {
                Assert.That(result.ExitCode, Is.Zero, result.Stdout);
                Assert.That(result.Stdout, Does.Match(@"raw outputs are those that the scorer gave\s+same\s+\d+ rows").And.Match(@"scores follow from raw outputs\s+same\s+\d+ rows, to the bit"));
                Assert.That(result.Stdout, Does.Contain("policy rank-and-fill, scored by ").And.Match(@"quantity left\s+same").And.Match(@"the risk gate passes what left\s+same"));
            }
        }

        long first = ScoredParent(store, "min(parent_id)");
        CommandResult.Of("route", "--journal", journal, "--parent", $"{first}", "--decision", "99").AssertFailed(3, "ER4064", $"parent order {first} has no decision 99");
        CommandResult.Of("route", "--journal", journal, "--parent", $"{first}", "--decision", "-1").AssertFailed(2, "ER9068", "--decision -1");
        CommandResult.Of("route", "--journal", journal, "--parent", "7").AssertFailed(3, "ER4063", "has no parent order 7", "from 10000001");
    }

    [Test]
    public void ShouldScoreABookWithModels()
    {
        CommandResult given = CommandResult.Of("route", "--example", "textbook");
        CommandResult scored = CommandResult.Of("route", "--example", "textbook", "--models", DayFiles.Models);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(given.Stdout, Does.Contain("scored by book-file").And.Match(@"DARK midpoint\s+0\.3500\s+0\.7500\s+1\.3000"));
            Assert.That(scored.ExitCode, Is.Zero, scored.Stderr);
            Assert.That(scored.Stdout, Does.Contain("scored by cpu").And.Not.Match(@"DARK midpoint\s+0\.3500\s+0\.7500"));
        }

        CommandResult.Of("route", "--example", "textbook", "--models", _folder.File("none")).AssertFailed(3, "ER4001", "model.json");
    }

    [Test]
    public void ShouldTakeInstrumentsAndVenuesFromReferenceData()
    {
        string reference = DocumentedReference();
        string book = _folder.Write("reference-book.json", """
            { "schemaVersion": 1, "time": "2024-12-10T15:00:00Z", "books": [{ "symbol": "AAPL", "venue": "LITA", "bids": [[220.00, 500]], "asks": [[220.05, 300]] }] }
            """u8.ToArray());
        CommandResult result = CommandResult.Of("route", "--book", book, "--reference", reference, "--order", "buy 200 AAPL limit 221 day", "--policy", "static");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero, result.Stderr);
            Assert.That(result.Stdout, Does.Match(@"1\s+DRKA\s+midpoint").And.Match(@"2\s+LITA\s+take\s+limit\s+ioc\s+200\s+220\.05"));
            Assert.That(result.Stdout, Does.Not.Contain("alert:"));
        }

        string late = _folder.Write("late-book.json", File.ReadAllBytes(book));
        File.WriteAllText(late, File.ReadAllText(late).Replace("2024-12-10", "2025-12-10", StringComparison.Ordinal));
        CommandResult.Of("route", "--book", late, "--reference", reference, "--order", "buy 200 AAPL market").AssertFailed(3, "ER1159", "not at 2025-12-10T15:00:00Z");
        CommandResult.Of("route", "--example", "textbook", "--reference", reference).AssertFailed(3, "ER4060", "leave them out of the book file");
    }

    [Test]
    public void ShouldStopWhenInterrupted()
    {
        string journal = LongLife(_folder.File("long"), FirstParent());
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "route", "--journal", journal, "--parent", FirstParent()])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> stdout = process.StandardOutput.ReadToEndAsync();
        Task<string> stderr = process.StandardError.ReadToEndAsync();
        for (int i = 0; i < 10_000 && !Reads(process.Id, journal) && !process.WaitForExit(2); i++)
        {
        }

        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
        Assert.That((process.ExitCode, stdout.GetAwaiter().GetResult(), stderr.GetAwaiter().GetResult()), Is.EqualTo((130, string.Empty, "error ER9030: stopped by the user\n")));
    }

    // A venue that says the same a million times: all of it belongs to the parent's life.
    private static string LongLife(string folder, string parent)
    {
        byte[] report = [];
        JournalFiles.Copy(Journal, folder, (_, message, payload) =>
        {
            report = report.Length == 0 && message == "ExecutionReport" && ReportOf.Parent(payload) == parent ? payload.ToArray() : report;
            return payload.ToArray();
        });
        Assert.That(report, Is.Not.Empty);
        using JournalWriter writer = JournalWriter.Open(new JournalOptions { Directory = folder, Fsync = JournalFsync.None, SpareBytes = 0 }, new ManualClock { NowNs = 1 });
        for (int i = 0; i < 1_000_000; i++)
        {
            writer.Append(report);
        }

        writer.Commit();
        return folder;
    }

    private static bool Reads(int processId, string folder)
    {
        try
        {
            return Directory.GetFiles($"/proc/{processId}/fd").Any(fd => new FileInfo(fd).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);
        }
        catch (IOException)
        {
            return false; // A descriptor was closed just now.
        }
    }

    private static long ScoredParent(string store, string which)
    {
        using SqliteDatabase database = SqliteDatabase.Open(store, SqliteOpenMode.ReadOnly);
        return database.QueryLong($"SELECT {which} FROM decisions WHERE model_id <> 0");
    }

    // The file of the documentation.
    private string DocumentedReference()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "src", "docs", "REFERENCE.md")))
        {
            folder = folder.Parent;
        }

        string page = File.ReadAllText(Path.Combine(folder!.FullName, "src", "docs", "REFERENCE.md"));
        int start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        return _folder.Write("reference.json", System.Text.Encoding.UTF8.GetBytes(page[start..page.IndexOf("```", start, StringComparison.Ordinal)]));
    }

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

    private sealed class ReportOf : ProtocolVisitor
    {
        private long _parentId;

        public static string Parent(ReadOnlySpan<byte> payload)
        {
            var report = new ReportOf();
            ProtocolReader.Dispatch(payload, ref report);
            return report._parentId.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => _parentId = report.ParentId.Value;
    }
}
