using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Tests.Store;

public sealed class StoreProjectorTests
{
    private static readonly string[] Tables =
    [
        "sessions", "session_names", "parents", "decisions", "waterfall_steps", "child_orders", "executions", "mark_outs", "alerts",
        "refused_parents", "parent_replaces", "configurations",
    ];

    [Test]
    public void ShouldProjectEveryField()
    {
        using var folder = new TempFolder();
        WriteSmallJournal(folder.File("journal"));
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        ProjectionResult result = new StoreProjector(store).Project(folder.File("journal"));
        Assert.That((result.RunId, result.FirstSequence, result.LastSequence, result.RecordCount), Is.EqualTo(("run-a", 1L, 16L, 16L)));
        Assert.That((result.DecisionCount, result.FillCount, result.DuplicateCount, result.UnknownCount, result.MalformedCount), Is.EqualTo((1L, 2L, 0L, 0L, 0L)));
        AssertRow(store, "sessions", $"1|run-a|7|16|static|3|-5|42|{JournalScript.T0}|0.2|0.1.0+abc|20|21|22|{JournalScript.T0 + 5}|1|2|simulation");
        AssertRow(store, "session_names WHERE kind='feature' AND id=2", "1|feature|2|depth");
        AssertRow(
            store,
            "parents",
            $"1|4|0|1|1000|{JournalScript.T0 + 4}|1|0|3|70|0|0|101000000000|0|0|0|{long.MinValue}|4|1000|100006000000000|2200000|{JournalScript.T0 + 1004}"
            + $"|99990000000|100010000000|100000000000|100020000000|1|2|0|1000|{JournalScript.T0 + JournalScript.HourNs}|5|1|6|7|1|1");
        AssertRow(store, "waterfall_steps WHERE child_index=0", "1|0|0|1|1|2|1|400|7|9|100|12|1");
        AssertRow(store, "waterfall_steps WHERE child_index=1", "1|1|1|0|0|1|1|600|8|10|0|0|0");
        AssertRow(store, "child_orders WHERE child_id=41", $"1|41|4|0|0|0|1|1|1|1|1|400|101000000000|{JournalScript.T0 + 24}|0|0|{JournalScript.T0 + 77}|10|1|1|3|7|2|1|99990000000|100010000000|{JournalScript.T0 + 78}");
        AssertRow(store, "executions WHERE child_id=42", $"1|7|42|4|0|-43|2|2|1|0|600|100010000000|600|0|1800000|{JournalScript.T0 + 30}|{JournalScript.T0 + 40}|0|99980000000|100000000000|7|0");
        AssertRow(store, "mark_outs", $"1|12|41|4|1|0|1|1000000000|100000000000|400|100005000000|{JournalScript.T0 + 99}");
        AssertRow(store, "alerts", $"1|13|1|0|1|4|4|-3|{JournalScript.T0 + 98}|7|2|");
        AssertRow(store, "configurations", $"1|14|2|-3|{JournalScript.T0 + 55}|4");
    }

    [Test]
    public void ShouldPackRowsAndFeaturesOfADecision()
    {
        using var folder = new TempFolder();
        WriteSmallJournal(folder.File("journal"));
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        new StoreProjector(store).Project(folder.File("journal"));
        using SqliteStatement s = store.Database.Prepare("SELECT rows, features, midpoint, bid, model_id, explored, slate_probability, row_count, feature_count, sequence FROM decisions");
        Assert.That(s.Step());
        Assert.That(
            Convert.ToHexString(s.GetBlob(0)),
            Is.EqualTo("0100000000000000" + "FEFFFFFFFFFFFFFF" + "0300000000000000" + "FCFFFFFFFFFFFFFF" + "0500000000000000" + "0000010000000000"
                + "0000000000000080" + "0000000000000000" + "0000000000000000" + "0000000000000000" + "F401000000000000" + "0101000000000000"));
        Assert.That(Convert.ToHexString(s.GetBlob(1)), Is.EqualTo("0000C03F" + "0000C0FF" + "000000C0" + "00008040" + "0000A040" + "0000C040"));
        Assert.That(DecisionRows.Read(s.GetBlob(0), 1), Is.EqualTo(JournalScript.Decision(4).Rows[1]));
        Assert.That(s.GetDouble(2), Is.EqualTo(100_000_000_000.5));
        Assert.That((s.GetLong(4), s.GetLong(5), s.GetDouble(6), s.GetLong(7), s.GetLong(8), s.GetLong(9)), Is.EqualTo((-5L, 1L, 0.25, 2L, 3L, 3L)));
    }

    [Test]
    public void ShouldReadADecisionBack()
    {
        using var folder = new TempFolder();
        WriteSmallJournal(folder.File("journal"));
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        new StoreProjector(store).Project(folder.File("journal"));
        StoredDecision decision = DecisionReader.Read(store, 1).Single();
        Assert.That((decision.ParentId.Value, decision.FeatureCount, DecisionReader.Count(store, 1)), Is.EqualTo((4L, 3, 1L)));
        Assert.That(decision.Rows, Is.EqualTo(JournalScript.Decision(4).Rows.ToArray()));
        Assert.That(decision.Features, Is.EqualTo(new[] { 1.5f, float.NaN, -2f, 4f, 5f, 6f }));
        Assert.That(DecisionReader.Read(store, 2), Is.Empty);
        store.Database.Execute("UPDATE decisions SET features = substr(features, 1, 23)");
        Assert.That(DecisionReader.Read(store, 1).Single().Features, Is.Empty);
        store.Database.Execute("UPDATE decisions SET row_count = 3");
        Assert.That(DecisionReader.Read(store, 1).Single().Rows, Is.Empty);
    }

    [Test]
    public void ShouldGoOnWhereItEndedAndAddNothingTwice()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        using (var script = new JournalScript(folder.File("journal"), segmentBytes: 8192))
        {
            script.Add(JournalScript.Session());
            for (int id = 1; id <= 60; id++)
            {
                script.AddParent(id);
                script.Commit();
                if (id % 7 == 0)
                    Assert.That(new StoreProjector(store).Project(folder.File("journal")).LastSequence, Is.EqualTo(1 + (id * 7)));
            }
        }

        ProjectionResult last = new StoreProjector(store).Project(folder.File("journal"));
        Assert.That((last.FirstSequence, last.RecordCount), Is.EqualTo((2L + (56 * 7), 28L)));
        ProjectionResult nothing = new StoreProjector(store).Project(folder.File("journal"));
        Assert.That((nothing.RecordCount, nothing.LastSequence), Is.EqualTo((0L, 421L)));
        using FeedbackStore rebuilt = FeedbackStore.Open(folder.File("rebuilt.db"), SqliteOpenMode.Create);
        Assert.That(new StoreProjector(rebuilt).Project(folder.File("journal")).DuplicateCount, Is.Zero);
        Assert.That(Dump(rebuilt), Is.EqualTo(Dump(store)));
        Assert.That(store.Database.QueryLong("SELECT count(*) FROM executions"), Is.EqualTo(120));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ShouldProjectAJournalOfTheProtocolsOlderVersions(int version)
    {
        // As such a program wrote it: the version in the header (offset 6), and no text of the market behind the last one.
        byte[] start = new byte[4096];
        SessionHeader header = JournalScript.Session(market: string.Empty);
        int length = ProtocolWriter.Write(start, new MessageEnvelope { Sequence = 1, TimeNs = JournalScript.T0 }, header) - sizeof(ushort);
        start[6] = (byte)version;
        using var folder = new TempFolder();
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.AddRaw(start[..length]);
        }

        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        new StoreProjector(store).Project(folder.File("journal"));
        StoredSession session = store.Sessions().Single();
        Assert.That((session.RunId, session.Policy, session.Market), Is.EqualTo((header.RunId, header.Policy, string.Empty)));
        Assert.That(store.Database.QueryLong("SELECT count(*) FROM session_names"), Is.EqualTo(7));
    }

    [Test]
    public void ShouldKeepRunsApart()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        foreach ((string run, string policy, ulong id) in new[] { ("a", "static", 1UL), ("b", "best-price", 2UL) })
        {
            using (var script = new JournalScript(folder.File(run), id))
            {
                script.Add(JournalScript.Session(run, policy));
                script.AddParent(1);
            }

            new StoreProjector(store).Project(folder.File(run));
        }

        Assert.That(store.Sessions().Select(s => (s.RunId, s.Policy, s.JournalId, s.IsClosed)), Is.EqualTo(new[] { ("a", "static", 1UL, false), ("b", "best-price", 2UL, false) }));
        Assert.That(store.Database.QueryLong("SELECT count(*) FROM parents WHERE parent_id=1"), Is.EqualTo(2));
    }

    [Test]
    public void ShouldLeaveTheFirstParentOfADuplicateId()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.Add(JournalScript.Session());
            script.AddParent(1);
            script.Add(JournalScript.Parent(1, quantity: 5));
            script.Add(JournalScript.Outcome(1, 5, 0, 0, 0) with { State = ParentOrderState.Rejected, RejectReason = RejectReason.Duplicate });
        }

        Assert.That(new StoreProjector(store).Project(folder.File("journal")).DuplicateCount, Is.EqualTo(2));
        Assert.That(store.Database.QueryLong("SELECT quantity FROM parents WHERE state=4"), Is.EqualTo(1_000));
    }

    [Test]
    public void ShouldCountWhatItCannotRead()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.Add(JournalScript.Session());
            script.AddRaw([1, 2, 3]);
            script.AddRaw([0, 0, 9, 9, 0x59, 0x1B, 1, 0]);
            script.AddRaw([1], type: 9);
            script.AddParent(1);
        }

        ProjectionResult result = new StoreProjector(store).Project(folder.File("journal"));
        Assert.That((result.MalformedCount, result.UnknownCount, result.FillCount), Is.EqualTo((1L, 2L, 2L)));
    }

    [Test]
    public void ShouldKeepWhatStandsBeforeDamage()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.Add(JournalScript.Session());
            for (int id = 1; id <= 20; id++)
            {
                script.AddParent(id);
                script.Commit();
            }
        }

        string segment = Directory.GetFiles(folder.File("journal"), "*.seg").Single();
        byte[] bytes = File.ReadAllBytes(segment);
        byte kept = bytes[bytes.Length / 2];
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);
        Assert.That(Assert.Throws<EdgeRouterException>(() => new StoreProjector(store).Project(folder.File("journal")))!.Id, Is.EqualTo("ER5004"));
        long before = store.Database.QueryLong("SELECT count(*) FROM parents");
        Assert.That(before, Is.InRange(5, 15));
        bytes[bytes.Length / 2] = kept;
        File.WriteAllBytes(segment, bytes);
        Assert.That(new StoreProjector(store).Project(folder.File("journal")).DuplicateCount, Is.Zero);
        Assert.That(store.Database.QueryLong("SELECT count(*) FROM parents"), Is.EqualTo(20));
    }

    [Test]
    public void ShouldRefuseAJournalThatIsNotTheStores()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        WriteRun(folder.File("a"), "run", 1, 3);
        WriteRun(folder.File("b"), "run", 2, 3);
        WriteRun(folder.File("c"), "run", 1, 2);
        new StoreProjector(store).Project(folder.File("a"));
        AssertError("ER5020", () => new StoreProjector(store).Project(folder.File("b")));
        AssertError("ER5020", () => new StoreProjector(store).Project(folder.File("c")));
        using (var script = new JournalScript(folder.File("d"), 3))
            script.AddParent(1);
        AssertError("ER5019", () => new StoreProjector(store).Project(folder.File("d")));
        AssertError("ER5001", () => new StoreProjector(store).Project(folder.File("missing")));
    }

    [Test]
    public void ShouldRefuseANewerStoreAndAForeignDatabase()
    {
        using var folder = new TempFolder();
        using (FeedbackStore store = FeedbackStore.Open(folder.File("newer.db"), SqliteOpenMode.Create))
            store.Database.UserVersion = FeedbackStore.SchemaVersion + 1;
        Assert.That(AssertError("ER5017", () => FeedbackStore.Open(folder.File("newer.db"), SqliteOpenMode.ReadWrite)).Message, Does.Contain("version 4"));
        using (SqliteDatabase other = SqliteDatabase.Open(folder.File("other.db"), SqliteOpenMode.Create))
            other.Execute("CREATE TABLE t(a)");
        AssertError("ER5018", () => FeedbackStore.Open(folder.File("other.db"), SqliteOpenMode.Create));
        AssertError("ER5025", () => FeedbackStore.Open(folder.File("missing.db"), SqliteOpenMode.ReadOnly));
    }

    [Test]
    public void ShouldSayThatTheStoreIsLocked()
    {
        using var folder = new TempFolder();
        WriteRun(folder.File("a"), "run", 1, 1);
        using FeedbackStore holder = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        holder.Database.Begin();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.ReadWrite, busyTimeoutMs: 10);
        AssertError("ER5013", () => new StoreProjector(store).Project(folder.File("a")));
        holder.Database.Rollback();
        Assert.That(new StoreProjector(store).Project(folder.File("a")).FillCount, Is.EqualTo(2));
    }

    private static void WriteRun(string directory, string runId, ulong journalId, int parents)
    {
        using var script = new JournalScript(directory, journalId);
        script.Add(JournalScript.Session(runId));
        for (int id = 1; id <= parents; id++)
            script.AddParent(id);
    }

    private static void WriteSmallJournal(string directory)
    {
        using var script = new JournalScript(directory);
        script.Add(JournalScript.Session());
        script.Add(JournalScript.Parent(4));
        script.Add(JournalScript.Decision(4));
        script.Add(JournalScript.Child(41, 4, 1, 400));
        script.Add(JournalScript.Fill(41, 4, 1, 400, 100_000_000_000, 400_000));
        script.Add(JournalScript.Child(42, 4, 0, 600));
        script.Add(JournalScript.Fill(42, 4, 0, 600, 100_010_000_000, 1_800_000));
        script.Add(new CancelRequest { ChildId = new ChildOrderId(41), ParentId = new ParentOrderId(4), SendTimeNs = JournalScript.T0 + 77 });
        script.Add(new ChildDoubt { ChildId = new ChildOrderId(41), TimeNs = JournalScript.T0 + 78 });
        script.Add(JournalScript.Outcome(4, 1_000, 1_000, 100_006_000_000_000, 2_200_000));
        script.Add(123L);
        script.Add(new MarkOut
        {
            ChildId = new ChildOrderId(41),
            ParentId = new ParentOrderId(4),
            VenueId = new VenueId(1),
            Side = Side.Buy,
            HorizonNs = 1_000_000_000,
            FillPrice = new Price(100_000_000_000),
            FillQuantity = 400,
            Midpoint = new Price(100_005_000_000),
            TimeNs = JournalScript.T0 + 99,
        });
        script.Add(new EngineAlert
        {
            Kind = AlertKind.RiskReject,
            InstrumentId = new InstrumentId(1),
            ParentId = new ParentOrderId(4),
            RejectReason = RejectReason.PriceCollar,
            Value = -3,
            TimeNs = JournalScript.T0 + 98,
            ClientId = 7,
            Limit = 2,
        });
        script.AddConfiguration(ConfigurationKind.ReferenceData, ulong.MaxValue - 2, [1, 2, 3, 4]);
        script.Add(new ControlInput { Kind = ControlKind.EndOfSession });
        script.Add(new SessionSummary(JournalScript.T0 + 5, 1, 2));
    }

    private static void AssertRow(FeedbackStore store, string from, string expected) => Assert.That(Rows(store, from), Is.EqualTo(new[] { expected }), from);

    private static string Dump(FeedbackStore store) => string.Join("\n", Tables.SelectMany(t => Rows(store, t)));

    private static List<string> Rows(FeedbackStore store, string from)
    {
        var rows = new List<string>();
        using SqliteStatement s = store.Database.Prepare($"SELECT * FROM {from}");
        while (s.Step())
            rows.Add(string.Join("|", Enumerable.Range(0, s.ColumnCount).Select(s.GetText)));
        return rows;
    }

    private static EdgeRouterException AssertError(string id, Action action)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => action())!;
        Assert.That(error.Id, Is.EqualTo(id));
        return error;
    }
}
