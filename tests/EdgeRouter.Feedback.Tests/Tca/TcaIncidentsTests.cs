using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Feedback.Tests.Store;

namespace EdgeRouter.Feedback.Tests.Tca;

/// <summary>Everything inconsistent that a journal holds must be counted, with its numbers.</summary>
public sealed class TcaIncidentsTests
{
    [Test]
    public void ShouldCountByKindVenueAndReason()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        WriteRun(store, folder.File("a"), "run-a", 1);
        Assert.That(TcaStore.Report(store, new TcaOptions()).Incidents.Select(Text), Is.EqualTo(new[]
        {
            "alert RiskReject @LIT1 SizeLimit ×2 900/500",
            "alert RiskReject @MID1 PriceCollar ×1 -3/-4",
            "alert OverFill @MID1  ×1 1100/1000",
            "alert UnknownReport @LIT1 UnknownOrder ×1 ",
            "alert KillSwitch @  ×1 ",
            "alert ContradictoryReport @LIT1 anomaly 6 ×1 ",
            "alert ContradictoryReport @LIT1 anomaly 13 ×2 ",
            "report order refused @LIT1 VenueBusy ×1 ",
            "report bust @MID1  ×1 ",
            "report fill, repeated @MID1  ×1 ",
            "report fill, unknown order @LIT1  ×1 ",
            "parent refused @ BadPrice ×2 ",
            "parent refused @ Duplicate ×1 ",
            "parent replaced @  ×1 -400",
            "parent replace refused @ TooLate ×1 ",
            "child in doubt @LIT1  ×1 0",
            "child in doubt @MID1  ×1 1",
        }));
    }

    [Test]
    public void ShouldAddUpRunsOfOnePolicy()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        WriteRun(store, folder.File("a"), "run-a", 1);
        WriteRun(store, folder.File("b"), "run-b", 2);
        TcaReport report = TcaStore.Report(store, new TcaOptions());
        Assert.That(report.Incidents, Has.Count.EqualTo(17));
        Assert.That(report.Incidents.Select(Text), Does.Contain("alert RiskReject @LIT1 SizeLimit ×4 900/500").And.Contain("parent replaced @  ×2 -800")
            .And.Contain("child in doubt @MID1  ×2 2"));
        Assert.That(TcaStore.Report(store, new TcaOptions(), null, ["run-b"]).Incidents.Sum(i => i.Count), Is.EqualTo(20));
    }

    [Test]
    public void ShouldHaveNothingToSayOfACleanRun()
    {
        using var folder = new TempFolder();
        using FeedbackStore store = FeedbackStore.Open(folder.File("store.db"), SqliteOpenMode.Create);
        using (var script = new JournalScript(folder.File("a")))
        {
            script.Add(JournalScript.Session());
            script.AddParent(1);
        }

        new StoreProjector(store).Project(folder.File("a"));
        Assert.That(TcaStore.Report(store, new TcaOptions()).Incidents, Is.Empty);
    }

    private static string Text(TcaIncident i) =>
        $"{i.Source} {i.Kind} @{i.Venue} {i.Reason} ×{i.Count} {i.Value}{(i.Limit.HasValue ? $"/{i.Limit}" : string.Empty)}";

    private static void WriteRun(FeedbackStore store, string directory, string runId, ulong journalId)
    {
        using (var script = new JournalScript(directory, journalId))
        {
            script.Add(JournalScript.Session(runId));
            script.Add(JournalScript.Parent(1));
            script.Add(JournalScript.Child(11, 1, 1, 1_000));
            script.Add(JournalScript.Child(12, 1, 0, 1_000));
            script.Add(JournalScript.Fill(11, 1, 1, 600, 100, 0));
            script.Add(JournalScript.Fill(11, 1, 1, 600, 100, 0));
            script.Add(JournalScript.Fill(99, 1, 0, 600, 100, 0));
            script.Add(Alert(AlertKind.UnknownReport, 0, RejectReason.UnknownOrder, 99, 0));
            script.Add(JournalScript.Fill(11, 1, 1, 0, 0, 0) with { Type = ExecutionType.TradeBust, ExecutionId = 5, ReferenceExecutionId = ulong.MaxValue - 11 });
            script.Add(JournalScript.Fill(12, 1, 0, 0, 0, 0) with { Type = ExecutionType.Rejected, RejectReason = RejectReason.VenueBusy, ReceiveTimeNs = 10 });
            script.Add(Alert(AlertKind.RiskReject, 0, RejectReason.SizeLimit, 900, 500));
            script.Add(Alert(AlertKind.RiskReject, 0, RejectReason.SizeLimit, 700, 600));
            script.Add(Alert(AlertKind.RiskReject, 1, RejectReason.PriceCollar, -3, -4));
            script.Add(Alert(AlertKind.OverFill, 1, RejectReason.None, 1_100, 1_000));
            script.Add(Alert(AlertKind.KillSwitch, 0, RejectReason.None, 1, 0));
            script.Add(Alert(AlertKind.ContradictoryReport, 0, RejectReason.None, 11, 13));
            script.Add(Alert(AlertKind.ContradictoryReport, 0, RejectReason.None, 12, 6));
            script.Add(Alert(AlertKind.ContradictoryReport, 0, RejectReason.None, 12, 13));
            script.Add(new ChildDoubt { ChildId = new ChildOrderId(11), TimeNs = JournalScript.T0 + 100 });
            script.Add(new ChildDoubt { ChildId = new ChildOrderId(12), TimeNs = 5 });
            script.Add(Alert(AlertKind.ChildInDoubt, 1, RejectReason.None, 400, 0));
            AddRefusals(script);
            script.Add(new ParentReplace { ParentId = new ParentOrderId(1), ReplaceId = 1, Quantity = 600 });
            script.Add(new ParentReplaceOutcome { ParentId = new ParentOrderId(1), ReplaceId = 1, Quantity = 600 });
            script.Add(new ParentReplace { ParentId = new ParentOrderId(1), ReplaceId = 2, Quantity = 700 });
            script.Add(new ParentReplaceOutcome { ParentId = new ParentOrderId(1), ReplaceId = 2, Quantity = 600, RejectReason = RejectReason.TooLate });
        }

        new StoreProjector(store).Project(directory);
    }

    private static void AddRefusals(JournalScript script)
    {
        foreach ((long id, RejectReason reason) in new[] { (2L, RejectReason.BadPrice), (3L, RejectReason.BadPrice), (1L, RejectReason.Duplicate) })
        {
            script.Add(JournalScript.Outcome(id, 10, 0, 0, 0) with { State = ParentOrderState.Rejected, RejectReason = reason });
            script.Add(Alert(AlertKind.ParentRefused, 0, reason, 10, 0));
        }
    }

    private static EngineAlert Alert(AlertKind kind, byte venue, RejectReason reason, long value, long limit) =>
        new() { Kind = kind, VenueId = new VenueId(venue), RejectReason = reason, Value = value, Limit = limit };
}
