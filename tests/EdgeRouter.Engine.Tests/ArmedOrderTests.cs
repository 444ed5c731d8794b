using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class ArmedOrderTests : DeskTests
{
    [Test]
    public void ShouldRouteABuyOnTheVeryTickThatReachesItsLimit()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        Market.NowNs += 7;
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That((Desk.Text(Child), Child.SendTimeNs), Is.EqualTo(("LITC 100@10000", Desk.StartNs + 7)));
        Assert.That(Market.Engine.ArmedParentCount, Is.Zero);
    }

    [Test]
    public void ShouldRouteASaleOnTheVeryTickThatReachesItsLimit()
    {
        Market.Parent(1, 100, Side.Sell, limitCents: 10_000);
        Assert.That((Out.Orders.Count, Market.Engine.ArmedParentCount), Is.EqualTo((0, 1)));
        Market.NowNs += 7;
        Market.Add(3, 9, Side.Buy, 10_000, 100);
        Market.DecideAll();
        Assert.That((Desk.Text(Child), Child.SendTimeNs), Is.EqualTo(("LITC 100@10000", Desk.StartNs + 7)));
    }

    [Test]
    public void ShouldRouteABuyWhenTheMidpointComesWithinItsLimit()
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Parent(1, 100, limitCents: 9_999, actions: RouteActions.Aggressive);
        Assert.That((Out.Orders.Count, Market.Engine.ArmedParentCount), Is.EqualTo((0, 1)), "the midpoint is 100.00");
        Market.Delete(0, 1);
        Market.Delete(1, 3);
        Market.DecideAll();
        Assert.That(Out.Orders, Is.Empty, "one side has no midpoint");
        Market.Add(0, 9, Side.Buy, 9_997, 100);
        Market.DecideAll();
        Assert.That((Desk.Text(Child), Child.Action), Is.EqualTo(("DARK 100@9999", RouteAction.Midpoint)), "the midpoint is 99.99");
    }

    [Test]
    public void ShouldRouteASaleWhenTheMidpointComesWithinItsLimit()
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Parent(1, 100, Side.Sell, limitCents: 10_001, actions: RouteActions.Aggressive);
        Market.MoveOffer(10_002);
        Assert.That(Out.Orders, Is.Empty, "100.005");
        Market.Add(0, 21, Side.Sell, 10_003, 100);
        Market.Delete(0, 20);
        Market.DecideAll();
        Assert.That(Desk.Text(Child), Is.EqualTo("DARK 100@10001"));
    }

    [Test]
    public void ShouldTakeTheMostEagerFirstAndEqualsInOrderOfArrival()
    {
        Market.Delete(0, 1);
        Market.Delete(1, 3);
        Market.Add(0, 9, Side.Buy, 9_990, 100);
        Market.Parent(1, 100, limitCents: 9_999);
        Market.Parent(2, 100, limitCents: 10_000);
        Market.Parent(3, 100, limitCents: 9_999);
        Market.Parent(4, 100, limitCents: 10_000);
        Market.Add(3, 10, Side.Sell, 9_999, 1000);
        Market.DecideAll();
        Assert.That(Out.Orders.Select(o => o.ParentId.Value), Is.EqualTo(new[] { 2L, 4L, 1L, 3L }));
    }

    [Test]
    public void ShouldWakeOnlyThoseThatATickReaches()
    {
        Market.Parent(1, 100, limitCents: 9_999);
        Market.Parent(2, 100, limitCents: 10_000);
        Market.Add(3, 10, Side.Sell, 10_000, 1000);
        Market.DecideAll();
        Assert.That((Out.Orders.Single().ParentId.Value, Market.Engine.ArmedParentCount), Is.EqualTo((2L, 1)));
    }

    [Test]
    public void ShouldLetThousandsWaitWithoutATimerOrAWord()
    {
        Rebuild(s => s with { Engine = s.Engine with { ParentCapacity = 4000 } });
        for (int i = 1; i <= 4000; i++)
        {
            Market.Parent(i, 100, i % 2 == 0 ? Side.Buy : Side.Sell, limitCents: i % 2 == 0 ? 9_998 - (i % 1000) : 10_002 + (i % 1000));
        }

        Out.Log.Clear();
        Market.Add(3, 10, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Market.Tick(TimeUnits.Second);
        Assert.That((Market.Engine.ArmedParentCount, Market.Engine.NextTimerNs), Is.EqualTo((4000, long.MaxValue)));
        Assert.That(Out.Log, Is.Empty);
    }

    [Test]
    public void ShouldForgetAWaitThatACancelEnds()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        Market.Cancel(1);
        NothingIsSentAt(10_000);
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Cancelled));
    }

    [Test]
    public void ShouldForgetAWaitThatTimeEnds()
    {
        Market.Parent(1, 100, limitCents: 10_000, horizonNs: 5);
        Market.Tick(5);
        NothingIsSentAt(10_000);
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Expired));
    }

    [Test]
    public void ShouldForgetAWaitThatALateFillEnds()
    {
        Market.Parent(1, 300, limitCents: 10_001);
        Market.MoveOffer(0);
        Market.Report(Desk.Cancelled(Child));
        Assert.That(Market.Engine.ArmedParentCount, Is.EqualTo(1));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Filled));
        NothingIsSentAt(10_000);
    }

    [Test]
    public void ShouldWaitAtTheNewLimitAfterAReplace()
    {
        Market.Parent(1, 100, limitCents: 9_990);
        Market.Replace(1, 100, 10_000);
        Assert.That((Out.Orders.Count, Market.Engine.ArmedParentCount), Is.EqualTo((0, 1)));
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITC 100@10000" }));
    }

    [Test]
    public void ShouldWaitAgainWhenTheQuoteFaded()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Market.Delete(3, 9);
        Market.Report(Desk.Cancelled(Child));
        Assert.That((Out.Orders.Count, Market.Engine.ArmedParentCount), Is.EqualTo((1, 1)));
        Market.NowNs += TimeUnits.Second;
        Market.Add(3, 10, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That(Out.Orders, Has.Count.EqualTo(2));
    }

    [Test]
    public void ShouldNotTakeAMidpointForAPriceWhereTheClientWantsLitVenues()
    {
        Market.Submit(Desk.Order(1, 100, limitCents: 10_000) with { PermittedActions = RouteActions.Aggressive, Instructions = RoutingInstructions.LitOnly });
        Assert.That((Market.Engine.ArmedParentCount, Market.Engine.NextTimerNs), Is.EqualTo((1, long.MaxValue)), "the midpoint is 100.00 already");
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITC 100@10000" }));
    }

    [Test]
    public void ShouldNotMissTheTickWhileItWaitsForATime()
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Parent(1, 100, limitCents: 10_000, actions: RouteActions.Aggressive);
        for (int i = 0; i < 8; i++)
        {
            Market.Report(Desk.Cancelled(Child));
        }

        Assert.That(Out.Children.Distinct(), Is.EqualTo(new[] { "DARK 100@10000" }), "the midpoint is reached, and nobody is there");
        Assert.That((Out.Orders.Count, Market.Engine.NextTimerNs), Is.EqualTo((8, Desk.StartNs + (10 * TimeUnits.Millisecond))));
        Market.NowNs += 7;
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That((Out.Orders.Count, Child.SendTimeNs), Is.EqualTo((9, Desk.StartNs + 7)));
    }

    [Test]
    public void ShouldNotRouteIntoAHalt()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        Market.SetStatus(0, TradingStatus.Halted);
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That(Out.Orders, Is.Empty);
        Market.SetStatus(0, TradingStatus.Trading);
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITC 100@10000" }));
    }

    private void NothingIsSentAt(long cents)
    {
        int before = Out.Orders.Count;
        Market.Add(3, 9, Side.Sell, cents, 1000);
        Market.DecideAll();
        Assert.That((Market.Engine.ArmedParentCount, Out.Orders.Count), Is.EqualTo((0, before)));
    }
}
