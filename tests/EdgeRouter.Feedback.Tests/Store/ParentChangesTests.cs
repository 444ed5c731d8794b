using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;

namespace EdgeRouter.Feedback.Tests.Store;

/// <summary>Refused and replaced parents.</summary>
public sealed class ParentChangesTests
{
    [Test]
    public void ShouldStoreAParentThatWasRefusedBeforeItWasAccepted()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(folder, Refusal(5, RejectReason.BadPrice));
        Assert.That(Rows(store, "SELECT parent_id, state, reject_reason, quantity, original_quantity FROM parents"), Is.EqualTo(new[] { "5|6|3|1000|1000" }));
        Assert.That(Rows(store, "SELECT * FROM refused_parents"), Is.EqualTo(new[] { $"1|2|5|1|1|1000|{JournalScript.T0 + 1005}|3" }));
    }

    [TestCase(RejectReason.Duplicate)]
    [TestCase(RejectReason.StorageLost)]
    public void ShouldNotLetARefusalTouchTheParentThatHasTheId(RejectReason reason)
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(
            folder,
            JournalScript.Parent(5),
            JournalScript.Parent(5, quantity: 77) with { ArrivalTimeNs = JournalScript.T0 + 900 },
            Refusal(5, reason) with { Quantity = 77, ArrivalTimeNs = JournalScript.T0 + 900 });
        Assert.That(Rows(store, "SELECT quantity, coalesce(state, 'working') FROM parents"), Is.EqualTo(new[] { "1000|working" }));
        Assert.That(Rows(store, "SELECT parent_id, quantity, reject_reason FROM refused_parents"), Is.EqualTo(new[] { $"5|77|{(int)reason}" }));
    }

    [Test]
    public void ShouldGiveTheRowOfARefusedParentToALaterOneOfItsId()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(
            folder,
            Refusal(5, RejectReason.Halted),
            JournalScript.Parent(5, quantity: 300) with { ArrivalTimeNs = JournalScript.T0 + 900 },
            JournalScript.Outcome(5, 300, 300, 1, 2) with { ArrivalTimeNs = JournalScript.T0 + 900 });
        Assert.That(
            Rows(store, "SELECT quantity, state, filled_quantity, arrival_time_ns, reject_reason FROM parents"),
            Is.EqualTo(new[] { $"300|4|300|{JournalScript.T0 + 900}|0" }));
        Assert.That(Rows(store, "SELECT reject_reason FROM refused_parents"), Is.EqualTo(new[] { "31" }));
    }

    [Test]
    public void ShouldStoreARefusalBehindItsOwnOrder()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(folder, JournalScript.Parent(5), Refusal(5, RejectReason.Restricted));
        Assert.That(Rows(store, "SELECT state, reject_reason, client_id FROM parents"), Is.EqualTo(new[] { "6|11|7" }));
    }

    [Test]
    public void ShouldStoreReplacesWithTheirAnswers()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = Project(
            folder,
            JournalScript.Parent(5),
            Replace(5, 1, 1_500),
            Replace(5, 2, 400),
            Answer(5, 1, 1_500),
            Answer(5, 2, 1_500, RejectReason.TooLate),
            Replace(5, 3, 9),
            Answer(5, 8, 1_200),
            JournalScript.Outcome(5, 1_200, 1_200, 1, 2));
        Assert.That(Rows(store, "SELECT replace_id, quantity, reject_reason, quantity_before, answer_quantity, answer_limit_price, urgency_percent, answer_time_ns FROM parent_replaces"), Is.EqualTo(new[]
        {
            "1|1500|0|1000|1500|102|9|78",
            "2|400|38|1500|1500|102|9|78",
            "3|9|||||9|",
            "8||0|1500|1200|102||78",
        }));
        Assert.That(Rows(store, "SELECT quantity, original_quantity, limit_price, state FROM parents"), Is.EqualTo(new[] { "1200|1000|102|4" }));
    }

    private static ParentReplace Replace(long parent, long id, long quantity) => new()
    {
        ParentId = new ParentOrderId(parent),
        ReplaceId = id,
        Quantity = quantity,
        LimitPrice = new Price(101),
        UrgencyPercent = 9,
        TimeNs = 77,
    };

    private static ParentReplaceOutcome Answer(long parent, long id, long quantity, RejectReason reason = RejectReason.None) => new()
    {
        ParentId = new ParentOrderId(parent),
        ReplaceId = id,
        Quantity = quantity,
        LimitPrice = new Price(102),
        RejectReason = reason,
        TimeNs = 78,
    };

    private static ParentOutcome Refusal(long id, RejectReason reason) =>
        JournalScript.Outcome(id, 1_000, 0, 0, 0) with { State = ParentOrderState.Rejected, RejectReason = reason };

    private static FeedbackStore Project(TempFolder folder, params object[] messages)
    {
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.Add(JournalScript.Session());
            foreach (object message in messages)
                script.Add(message);
        }

        FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        new StoreProjector(store).Project(folder.File("journal"));
        return store;
    }

    private static List<string> Rows(FeedbackStore store, string sql)
    {
        var rows = new List<string>();
        using SqliteStatement s = store.Database.Prepare(sql);
        while (s.Step())
            rows.Add(string.Join('|', Enumerable.Range(0, s.ColumnCount).Select(s.GetText)));
        return rows;
    }
}
