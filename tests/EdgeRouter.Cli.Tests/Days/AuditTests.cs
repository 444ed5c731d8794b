using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary><c>audit</c> of journals, reference data and limits.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class AuditTests
{
    private readonly TemporaryFolder _folder = new();

    private static string Journal => $"{DayFiles.Store}.journals/training";

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    // The store is another projection of the same journal: counts and positions must be its.
    [Test]
    public void ShouldCountWhatTheStoreHas()
    {
        CommandResult result = Audit("journal", Journal, "--json");
        Expect.Done(result);
        JsonElement books = result.Json.GetProperty("books");
        JsonElement messages = result.Json.GetProperty("messages");
        using SqliteDatabase database = SqliteDatabase.Open(DayFiles.Store, SqliteOpenMode.ReadOnly);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(messages.GetProperty("ParentOrderNew").GetInt64(), Is.EqualTo(database.QueryLong("SELECT count(*) FROM parents")));
            Assert.That(messages.GetProperty("ChildOrderNew").GetInt64(), Is.EqualTo(database.QueryLong("SELECT count(*) FROM child_orders")).And.EqualTo(books.GetProperty("childrenRemembered").GetInt64()));
            Assert.That(messages.EnumerateObject().Sum(m => m.Value.GetInt64()), Is.EqualTo(result.Number("records")));
            Assert.That(books.GetProperty("violations").GetArrayLength(), Is.Zero);
            Assert.That((books.GetProperty("openParents").GetInt64(), books.GetProperty("openChildren").GetInt64(), books.GetProperty("childrenInDoubt").GetInt64()), Is.EqualTo((0L, 0L, 0L)));
            Assert.That(
                books.GetProperty("positions").EnumerateArray().Sum(p => p.GetProperty("position").GetInt64()),
                Is.EqualTo(database.QueryLong("SELECT sum(CASE side WHEN 1 THEN filled_quantity ELSE -filled_quantity END) FROM parents")));
            Assert.That(result.Json.GetProperty("closed").GetBoolean(), Is.True);
        }

        CommandResult text = Audit("journal", Journal);
        Expect.Done(text);
        Assert.That(text.Stdout, Does.Contain("the books agree").And.Contain("ExecutionReport").And.Contain("no torn tail"));
    }

    [Test]
    public void ShouldTellATornTailFromDamage()
    {
        string torn = JournalFiles.CopyBytes(Journal, _folder.File("torn"), bytes => bytes[..^5]);
        CommandResult result = Audit("journal", torn, "--json");
        Expect.Done(result);
        Assert.That((result.Number("tornBytes") > 0, result.Json.GetProperty("closed").GetBoolean()), Is.EqualTo((true, false)));

        string damaged = JournalFiles.CopyBytes(Journal, _folder.File("damaged"), bytes =>
        {
            bytes[bytes.Length / 2] ^= 0x10;
            return bytes;
        });
        result = Audit("journal", damaged, "--json");
        Assert.That((result.ExitCode, result.ErrorLines[^1]), Is.EqualTo((1, result.ErrorLines[^1])));
        Assert.That(result.ErrorLines[^1], Does.StartWith("error ER9085: ").And.Contain("damaged in 1 places").And.Contain("ER5004"));
        Assert.That(result.Json.GetProperty("damages").GetArrayLength(), Is.EqualTo(1));
        Assert.That(result.Json.GetProperty("lastUsableSequence").GetInt64(), Is.LessThan(result.Number("lastSequence")).And.EqualTo(result.Json.GetProperty("messages").EnumerateObject().Sum(m => m.Value.GetInt64())));
    }

    [Test]
    public void ShouldFindAnEndThatTheFillsDoNotLeadTo()
    {
        long parentId = 0;
        string wrong = JournalFiles.Copy(Journal, _folder.File("wrong"), (_, message, payload) =>
            message == "ParentOrderDone" && parentId == 0 ? OutcomeRewriter.WithMoreFilled(payload, out parentId) : payload.ToArray());
        CommandResult result = Audit("journal", wrong);
        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.ErrorLines[^1], Does.StartWith("error ER9086: ").And.Contain($"parent {parentId} ended with"));
        Assert.That(result.Stdout, Does.Contain("the books do not agree:"));
    }

    [Test]
    public void ShouldMissAReport()
    {
        bool isLeftOut = false;
        string wrong = JournalFiles.Copy(Journal, _folder.File("missing"), (_, _, payload) =>
        {
            bool isTrade = !isLeftOut && TradePeek.IsTrade(payload);
            isLeftOut |= isTrade;
            return isTrade ? [] : payload.ToArray();
        });
        CommandResult result = Audit("journal", wrong, "--json");
        Assert.That((result.ExitCode, isLeftOut), Is.EqualTo((1, true)));
        Assert.That(result.Json.GetProperty("books").GetProperty("violations").GetArrayLength(), Is.Positive);
    }

    [Test]
    public void ShouldShowTheReferenceDataInForce()
    {
        string file = ReferenceExample();
        JsonElement august = Audit("reference", file, "--at", "2024-08-01", "--json").Json;
        JsonElement october = Audit("reference", file, "--at", "2024-11-29T15:00Z", "--json").Json;
        JsonElement lita = october.GetProperty("venues")[0];
        using (Assert.EnterMultipleScope())
        {
            // A share of 0.003 is in the tier "high" until October, whose schedule begins "high" at 0.004.
            Assert.That((Tier(august), Tier(october)), Is.EqualTo(("high 2900000", "base 3000000")));

            // Early close the day after Thanksgiving: 13:00 in New York is 18:00 UTC.
            Assert.That(
                lita.GetProperty("sessions").EnumerateArray().Select(s => (s.GetProperty("session").GetString(), Hour(s, "fromNs"), Hour(s, "toNs"))),
                Is.EqualTo(new[] { ("pre", 9.0, 14.5), ("regular", 14.5, 18.0), ("post", 18.0, 22.0) }));
            Assert.That(august.GetProperty("nextChangeNs").GetInt64() / 1_000_000_000, Is.EqualTo(1_727_755_200), "2024-10-01 in New York");
            Assert.That(october.GetProperty("nextChangeNs").ValueKind, Is.EqualTo(JsonValueKind.Null));
            Expect.Done(Audit("reference", file, "--at", "2024-11-29"));
            Expect.Failed(Audit("reference", file, "--at", "yesterday"), 2, "ER9087", "yesterday");
            Expect.Failed(Audit("reference", file, "--at", "2023-01-01"), 3, "ER1159", "valid from");
            Expect.Failed(Audit("reference", _folder.File("none.json")), 3, "ER9010", "none.json");
        }
    }

    [Test]
    public void ShouldValidateLimitsAgainstTheirUniverse()
    {
        string reference = ReferenceExample();
        string limits = _folder.File("limits.json");
        File.WriteAllText(limits, """{ "schemaVersion": 1, "priceCollarBps": 50, "instruments": [{ "symbol": "AAPL", "positionMax": 500000 }] }""");
        CommandResult result = Audit("limits", limits, "--reference", reference, "--json");
        Expect.Done(result);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Json.GetProperty("limits").GetProperty("priceCollarBps").GetInt32(), Is.EqualTo(50));
            Assert.That(Audit("limits", limits, "--reference", reference).Stdout, Does.Contain("AAPL").And.Contain("500,000"));
            Expect.Failed(Audit("limits", limits, "--universe-of", Journal), 3, "ER1143", "AAPL");
            Expect.Failed(Audit("limits", limits), 2, "ER9084", "--reference", "--universe-of");
            Expect.Failed(Audit("limits", limits, "--reference", reference, "--universe-of", Journal), 2, "ER9084", "one of");
        }
    }

    private static CommandResult Audit(params string[] args) => InProcess.Run(["audit", .. args]);

    private static string Tier(JsonElement data) =>
        $"{data.GetProperty("venues")[0].GetProperty("tier").GetString()} {data.GetProperty("venues")[0].GetProperty("takerFeeNanos").GetInt64()}";

    private static double Hour(JsonElement session, string name) => session.GetProperty(name).GetInt64() / 3.6e12 % 24;

    // The example of the documentation: it must be right.
    private string ReferenceExample()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "src", "docs", "REFERENCE.md")))
        {
            folder = folder.Parent;
        }

        string page = File.ReadAllText(Path.Combine(folder!.FullName, "src", "docs", "REFERENCE.md"));
        string path = _folder.File("reference.json");
        int start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        File.WriteAllText(path, page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
        return path;
    }

    private sealed class OutcomeRewriter : ProtocolVisitor
    {
        private readonly byte[] _buffer = new byte[1024];
        private int _length;
        private long _parentId;

        public static byte[] WithMoreFilled(ReadOnlySpan<byte> payload, out long parentId)
        {
            var rewriter = new OutcomeRewriter();
            ProtocolReader.Dispatch(payload, ref rewriter);
            parentId = rewriter._parentId;
            return rewriter._buffer[..rewriter._length];
        }

        public override void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome)
        {
            _parentId = outcome.ParentId.Value;
            _length = ProtocolWriter.Write(_buffer, envelope, outcome with { FilledQuantity = outcome.FilledQuantity + 100 });
        }
    }

    private sealed class TradePeek : ProtocolVisitor
    {
        private bool _isTrade;

        public static bool IsTrade(ReadOnlySpan<byte> payload)
        {
            var peek = new TradePeek();
            ProtocolReader.Dispatch(payload, ref peek);
            return peek._isTrade;
        }

        public override void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => _isTrade = report.Type == ExecutionType.Trade;
    }
}
