using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class TimeTests : DeskTests
{
    private const long Millisecond = TimeUnits.Millisecond;

    [Test]
    public void ShouldNeverGoBack()
    {
        Market.NowNs += 5000;
        Market.Add(3, 50, Side.Sell, 10_050, 100);
        Market.NowNs -= 3000;
        Market.Add(3, 51, Side.Sell, 10_051, 100);
        Market.Parent(1, 300);
        Assert.That(Market.Engine.NowNs, Is.EqualTo(Desk.StartNs + 5000));
        Assert.That(Child.SendTimeNs, Is.EqualTo(Desk.StartNs + 5000));
        Assert.That(Out.InputTimes, Is.Ordered);
    }

    [Test]
    public void ShouldCancelASilentChildThenDoubtItAndKeepItsShares()
    {
        Market.Parent(1, 300);
        Market.Tick((100 * Millisecond) - 1);
        Assert.That(Out.Cancels, Is.Empty);
        Market.Tick(1);
        Assert.That(Out.Cancels.Single(), Is.EqualTo(new CancelRequest
        {
            ChildId = Child.Id,
            ParentId = new ParentOrderId(1),
            VenueId = new VenueId(1),
            SendTimeNs = Desk.StartNs + (100 * Millisecond),
        }));
        for (int i = 0; i < 100; i++)
        {
            Market.Tick(TimeUnits.Second);
        }

        Assert.That((Out.Cancels.Count, Out.Outcomes.Count, Out.Orders.Count, Market.Engine.OpenParentCount), Is.EqualTo((1, 0, 1, 1)), "in doubt: asked once, then waited for");
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.VenueId.Value, a.Value)), Is.EqualTo(new[] { (AlertKind.ChildInDoubt, (byte)1, 300L) }));
        Assert.That(Market.Engine.State.Risk.PositionOf(Desk.Aaa).OpenBuyQuantity, Is.EqualTo(300));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Out.Orders, Has.Count.EqualTo(2), "the venue has spoken: the parent goes on");
    }

    [Test]
    public void ShouldGiveACancelItsWholeAnswerTime()
    {
        Market.Parent(1, 300);
        Market.Tick(99 * Millisecond);
        Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs);
        Market.Tick(2 * Millisecond); // the order's own time is over: the cancel's is not
        Market.Engine.OnControl(new ControlInput { Kind = ControlKind.EndOfSession, TimeNs = Market.NowNs });
        Assert.That(Out.Cancels, Has.Count.EqualTo(1), "still waiting: nothing more is sent");
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Cancelled));
    }

    [Test]
    public void ShouldNotDisturbAnsweredChildren()
    {
        Market.Parent(1, 300);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Market.Tick(TimeUnits.Second);
        Assert.That(Out.Cancels, Is.Empty);
    }

    [Test]
    public void ShouldCancelAParentAfterItsChildrenHaveEnded()
    {
        Market.Parent(1, 300);
        Assert.That(Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs), Is.EqualTo(RejectReason.None));
        Assert.That(Out.Log.TakeLast(3), Is.EqualTo(new[] { "cancel parent 1", "cancel child 1", "release" }));
        Assert.That(Out.Outcomes, Is.Empty);
        Assert.That(Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs), Is.EqualTo(RejectReason.TooLate), "asked twice");
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Market.Report(Desk.Cancelled(Child, 100));
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].FilledQuantity, Out.Orders.Count), Is.EqualTo((ParentOrderState.Cancelled, 100L, 1)));
        Assert.That(Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs), Is.EqualTo(RejectReason.TooLate));
        Assert.That(Market.Engine.OnParentCancel(new ParentOrderId(8), Market.NowNs), Is.EqualTo(RejectReason.UnknownOrder));
    }

    [Test]
    public void ShouldCancelAWaitingParentAtOnce()
    {
        Market.Parent(1, 300, limitCents: 9_000);
        Market.Engine.OnParentCancel(new ParentOrderId(1), Market.NowNs);
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Cancelled));
        Market.Tick(TimeUnits.Second);
        Assert.That(Out.Outcomes, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldExpireAWaitingParentAtItsHorizon()
    {
        Market.Parent(1, 300, limitCents: 9_000, horizonNs: 15 * Millisecond);
        Market.Tick(14 * Millisecond);
        Assert.That(Out.Outcomes, Is.Empty);
        Market.Tick(1 * Millisecond);
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].EndTimeNs), Is.EqualTo((ParentOrderState.Expired, Desk.StartNs + (15 * Millisecond))));
    }

    [Test]
    public void ShouldCancelTheChildrenOfAnExpiredParentFirst()
    {
        Market.Parent(1, 300, horizonNs: 15 * Millisecond);
        Market.Tick(15 * Millisecond);
        Assert.That((Out.Cancels.Count, Out.Outcomes.Count), Is.EqualTo((1, 0)));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Expired));
    }

    [Test]
    public void ShouldEndEverythingAtTheEndOfTheSession()
    {
        Market.Parent(1, 300, limitCents: 9_000);
        Market.Parent(2, 300);
        Market.Control(ControlKind.EndOfSession);
        Assert.That(Out.Outcomes.Single().ParentId.Value, Is.EqualTo(1));
        Assert.That(Out.Cancels.Single().ParentId.Value, Is.EqualTo(2));
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Out.Outcomes.Select(o => o.State), Is.All.EqualTo(ParentOrderState.Exhausted).And.Exactly(2).Items);
        Assert.That((Market.Engine.OpenParentCount, Out.Orders.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void ShouldFireWhatIsDueInOrderBeforeTheInput()
    {
        Market.Parent(1, 300, limitCents: 9_000, horizonNs: 30 * Millisecond);
        Market.Parent(2, 300);
        Out.Log.Clear();
        Market.NowNs += 150 * Millisecond;
        Market.Parent(3, 100, decide: false);
        Assert.That(Out.Log, Is.EqualTo(new[] { "timer", "done 1 Expired None", "cancel child 1", "release", "accept 3", "release" }));
    }

    [Test]
    public void ShouldEndAParentThatFindsNoTimerForItsEnd()
    {
        Rebuild(s => s with { Engine = s.Engine with { TimerCapacity = 1 } });
        Market.Parent(1, 100, limitCents: 9_000, horizonNs: TimeUnits.Second);
        Market.Parent(2, 100, limitCents: 9_000, horizonNs: TimeUnits.Second);
        Market.Parent(3, 100, limitCents: 9_000);
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.Value)), Is.EqualTo(new[] { (AlertKind.CapacityExceeded, 2L) }));
        Assert.That(Out.Outcomes.Single(), Has.Property("ParentId").EqualTo(new ParentOrderId(2)).And.Property("State").EqualTo(ParentOrderState.Exhausted));
    }

    [Test]
    public void ShouldEndAParentThatFindsNoTimerToWaitWith()
    {
        Rebuild(s => s with { Engine = s.Engine with { TimerCapacity = 1 }, Risk = new Routing.Risk.RiskLimits { OrderQuantityMax = 99 } });
        Market.Parent(1, 100);
        Market.Parent(2, 100);
        Assert.That(Out.Alerts.Select(a => a.Kind), Is.EqualTo(new[] { AlertKind.RiskReject, AlertKind.RiskReject, AlertKind.CapacityExceeded }));
        Assert.That(Out.Outcomes.Single().ParentId.Value, Is.EqualTo(2));
    }

    [Test]
    public void ShouldAlertOnTheMarkThatFindsNoRoomAndGiveTheOthersBack()
    {
        Rebuild(s => s with { Engine = s.Engine with { MarkCapacity = 2 } });
        for (int i = 1; i <= 40; i++)
        {
            Market.Parent(i, 100);
            Market.Report(Desk.Fill(Child, (ulong)i, 100, 100));
            Market.Tick(400 * Millisecond);
        }

        // A mark lives for 1000 ms: of the fills at 0, 400, 800, 1200 ... ms every third finds two before it.
        Market.Tick(TimeUnits.Second);
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.RejectReason)), Is.All.EqualTo((AlertKind.CapacityExceeded, RejectReason.CapacityExceeded)));
        Assert.That((Out.Alerts.Count, Out.Marks.Count), Is.EqualTo((13, 27)));
    }

    [Test]
    public void ShouldNameABadOption()
    {
        foreach (EngineOptions bad in new EngineOptions[]
        {
            new() { ParentCapacity = 0 }, new() { ChildCapacity = 0 }, new() { TimerCapacity = 0 }, new() { DecisionCountMax = 0 }, new() { FruitlessCountMax = 0 }, new() { MarkCapacity = 0 },
            new() { RetryIntervalNs = 0 }, new() { RetryIntervalMaxNs = 1 }, new() { AnswerTimeoutNs = 0 }, new() { MarkOutHorizonNs = 0 }, new() { OwnTakeMemoryNs = 0 }, new() { ChildIdBase = -1 },
        })
        {
            Core.Errors.EdgeRouterException? e = Assert.Throws<Core.Errors.EdgeRouterException>(() => bad.Validated());
            string key = typeof(EngineOptions).GetProperties().Single(p => !Equals(p.GetValue(bad), p.GetValue(new EngineOptions()))).Name;
            Assert.That((e!.Id, e.Message), Is.EqualTo(("ER1130", $"engine option {key} is out of range")));
        }

        Assert.That(new EngineOptions().Validated(), Is.EqualTo(new EngineOptions()));
    }
}
