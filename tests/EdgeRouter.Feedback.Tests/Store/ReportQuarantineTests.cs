using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Feedback.Tests.Store;

/// <summary>What reports, corrections and busts in any order leave of a child's fills. Child 11 of parent 1 buys 1,000 at venue 1.</summary>
public sealed class ReportQuarantineTests
{
    private const long Price100 = 100_000_000_000;
    private const long Price101 = 101_000_000_000;

    [Test]
    public void ShouldTakeARepeatedFillOnce() => AssertFills("300@100", [0, 1], Fill(1, 300), Fill(1, 300));

    [Test]
    public void ShouldTakeFillsWithoutAnIdAsTheyCome() => AssertFills("300@100 300@100", [0, 0], Fill(0, 300), Fill(0, 300));

    [Test]
    public void ShouldRestateACorrectedFill() => AssertFills("250@101", [0, 0], Fill(1, 300), Correction(2, 1, 250));

    [Test]
    public void ShouldFollowAChainOfCorrections() =>
        AssertFills("200@101 100@100", [0, 0, 0, 0], Fill(1, 300), Fill(9, 100), Correction(2, 1, 250), Correction(3, 2, 200));

    [Test]
    public void ShouldUndoABustedFill() => AssertFills("100@100", [0, 0, 0], Fill(1, 300), Fill(2, 100), Bust(3, 1));

    [Test]
    public void ShouldUndoACorrectedFillThatIsBustedByItsCorrectionsName() => AssertFills(string.Empty, [0, 0, 0], Fill(1, 300), Correction(2, 1, 250), Bust(4, 2));

    [Test]
    public void ShouldKnowABustByTheFillsOwnId() => AssertFills(string.Empty, [0, 0], Fill(1, 300), Bust(1, 0));

    [Test]
    public void ShouldNotReviveABustedFill() => AssertFills(string.Empty, [0, 0, 0], Fill(1, 300), Bust(3, 1), Correction(4, 1, 200));

    [Test]
    public void ShouldTakeABustThatOvertookItsFill() => AssertFills(string.Empty, [0, 0], Bust(3, 1), Fill(1, 300));

    [Test]
    public void ShouldTakeACorrectionThatOvertookItsFill() => AssertFills("250@101", [0, 0], Correction(3, 1, 250), Fill(1, 300));

    [Test]
    public void ShouldQuarantineWhatRestatesNothing() => AssertFills("300@100", [0, 3, 3, 1], Fill(1, 300), Bust(3, 2), Correction(4, 8, 10), Fill(1, 300));

    [Test]
    public void ShouldQuarantineAnUnknownOrder() =>
        AssertFills("300@100", [2, 2, 0], Fill(5, 300) with { ChildId = new ChildOrderId(99) }, Bust(6, 5) with { ChildId = new ChildOrderId(99) }, Fill(1, 300));

    [TestCase(0)]
    [TestCase(-5)]
    [TestCase(1_000_000_000_001)]
    [TestCase(long.MaxValue)]
    [TestCase(long.MinValue)]
    public void ShouldQuarantineAnImpossibleQuantity(long quantity) => AssertFills("300@100", [4, 0], Fill(5, quantity), Fill(1, 300));

    [Test]
    public void ShouldTakeACorrectionToNothing() => AssertFills("0@101", [0, 0], Fill(1, 300), Correction(2, 1, 0));

    [Test]
    public void ShouldLeaveOtherReportsAlone() => AssertFills(
        "300@100", [0, 0, 0], Fill(1, 300), Fill(1, 0) with { Type = ExecutionType.Cancelled }, Fill(2, long.MaxValue) with { Type = ExecutionType.OrderStatus });

    [Test]
    public void ShouldKeepRunsAndOrdersApart() =>
        AssertFills("300@100 200@100", [0, 0, 3], Fill(1, 300), Fill(1, 200) with { ChildId = new ChildOrderId(12) }, Bust(7, 6) with { ChildId = new ChildOrderId(12) });

    [Test]
    public void ShouldStayExactWhereASumPasses64Bits()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(folder, Fill(1, 1_000_000_000_000), Fill(2, 1_000_000_000_000));
        TcaChild child = TcaStore.LoadChildren(store, 1).First();
        Assert.That(child.FilledQuantity, Is.EqualTo(2_000_000_000_000));
        Assert.That(child.FilledNotionalNanos, Is.EqualTo((Int128)2_000_000_000_000 * Price100));
    }

    [Test]
    public void ShouldSayWhichReportAnAlertIsAbout()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(
            folder,
            Fill(1, 300),
            new EngineAlert { Kind = AlertKind.OverFill, VenueId = new VenueId(1), Value = 300, Limit = 200 },
            Fill(2, 300) with { VenueId = new VenueId(0) },
            new EngineAlert { Kind = AlertKind.KillSwitch, VenueId = new VenueId(1) },
            new EngineAlert { Kind = AlertKind.LateFill, VenueId = new VenueId(1) });
        Assert.That(Column(store, "SELECT kind || ':' || coalesce(report_sequence, '-') FROM alerts ORDER BY sequence"), Is.EqualTo(new[] { "3:5", "6:-", "9:5" }));
    }

    private static void AssertFills(string expected, int[] quarantine, params object[] reports)
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(folder, reports);
        Assert.That(string.Join(' ', Column(store, "SELECT last_quantity || '@' || (last_price / 1000000000) FROM fills ORDER BY fill_sequence")), Is.EqualTo(expected));
        Assert.That(Column(store, "SELECT quarantine FROM executions ORDER BY sequence").Select(int.Parse), Is.EqualTo(quarantine));
    }

    private static FeedbackStore Project(TempFolder folder, params object[] messages)
    {
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.Add(JournalScript.Session());
            script.Add(JournalScript.Parent(1));
            script.Add(JournalScript.Child(11, 1, 1, 1_000));
            script.Add(JournalScript.Child(12, 1, 1, 1_000));
            foreach (object message in messages)
                script.Add(message);
        }

        FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        new StoreProjector(store).Project(folder.File("journal"));
        return store;
    }

    private static ExecutionReport Fill(ulong id, long quantity) => JournalScript.Fill(11, 1, 1, quantity, Price100, 100) with { ExecutionId = id };

    private static ExecutionReport Correction(ulong id, ulong of, long quantity) =>
        Fill(id, quantity) with { Type = ExecutionType.TradeCorrection, ReferenceExecutionId = of, LastPrice = new Price(Price101) };

    private static ExecutionReport Bust(ulong id, ulong of) => Fill(id, 0) with { Type = ExecutionType.TradeBust, ReferenceExecutionId = of };

    private static List<string> Column(FeedbackStore store, string sql)
    {
        var values = new List<string>();
        using SqliteStatement s = store.Database.Prepare(sql);
        while (s.Step())
            values.Add(s.GetText(0));
        return values;
    }
}
