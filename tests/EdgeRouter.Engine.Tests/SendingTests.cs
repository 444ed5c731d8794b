using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Engine.Tests;

internal sealed class SendingTests : DeskTests
{
    [Test]
    public void ShouldSendTheFirstStepAloneAndPlanTheRest()
    {
        Market.Parent(1, 600);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 400@10001" }), "the larger of two equal quotes, what it shows");
        Assert.That(Out.Plans[0].Select(c => (c.StepIndex, c.VenueId.Value, c.Quantity)), Is.EqualTo(new[] { ((byte)0, (byte)1, 400L), ((byte)1, (byte)0, 200L) }));
        ChildOrder child = Child;
        Assert.That((child.Side, child.Type, child.TimeInForce, child.SendTimeNs, child.DecisionIndex), Is.EqualTo((Side.Buy, OrderType.Limit, TimeInForce.ImmediateOrCancel, Desk.StartNs, 0)));
    }

    [Test]
    public void ShouldSellAtTheBid()
    {
        Market.Parent(1, 150, Side.Sell);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITA 150@9999" }));
    }

    [Test]
    public void ShouldNotGoBeyondTheLimitNorTheBestQuote()
    {
        Market.Add(0, 5, Side.Sell, 10_002, 5000);
        Market.Parent(1, 2000, limitCents: 10_001);
        Market.Report(Desk.Fill(Child, 1, 400, 400));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 400@10001", "LITA 300@10001" }), "both offers at the limit are taken, and no more");
        Market.Parent(2, 100, limitCents: 10_000);
        Assert.That(Out.Orders, Has.Count.EqualTo(2), "nothing within the second parent's limit");
    }

    [Test]
    public void ShouldWaitForAPriceWithoutATimerAndTakeItWhenItComes()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        Assert.That(Out.Orders, Is.Empty);
        Assert.That((Market.Engine.NextTimerNs, Market.Engine.ArmedParentCount), Is.EqualTo((long.MaxValue, 1)));
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITC 100@10000" }));
    }

    [Test]
    public void ShouldAskMoreAndMoreSeldomWhenNothingComesOfIt()
    {
        Rebuild(s => s with { Risk = new RiskLimits { OrderQuantityMax = 99 } });
        Market.Parent(1, 100);
        List<long> tries = [Market.NowNs];
        while (tries.Count < 18)
        {
            Market.Tick(Market.Engine.NextTimerNs - Market.NowNs);
            tries.Add(Market.NowNs);
        }

        // Eight tries at the shortest distance, then doubling to the longest.
        long[] distances = [.. tries.Zip(tries.Skip(1), (a, b) => (b - a) / TimeUnits.Millisecond)];
        Assert.That(distances, Is.EqualTo(new long[] { 10, 10, 10, 10, 10, 10, 10, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 1000 }));
        Assert.That(Out.Alerts, Has.Count.EqualTo(18), "one alert a try");
    }

    [Test]
    public void ShouldGiveUpAskingInBounds()
    {
        Rebuild(s => s with { Risk = new RiskLimits { OrderQuantityMax = 99 }, Engine = s.Engine with { DecisionCountMax = 3 } });
        Market.Parent(1, 100);
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Out.Outcomes, Is.Empty);
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Out.Outcomes.Single(), Has.Property("State").EqualTo(ParentOrderState.Exhausted).And.Property("DecisionCount").EqualTo(3));
        Assert.That(Market.Engine.NextTimerNs, Is.EqualTo(long.MaxValue));
    }

    [Test]
    public void ShouldGiveUpAfterTheLastDecision()
    {
        Rebuild(s => s with { Engine = s.Engine with { DecisionCountMax = 3 } });
        Market.Parent(1, 1000);
        while (Market.Engine.OpenParentCount > 0 && Out.Orders.Count < 10)
        {
            Market.NowNs += TimeUnits.Second; // what a miss says is forgotten
            Market.Report(Desk.Cancelled(Child));
        }

        Assert.That(Out.Orders, Has.Count.EqualTo(3));
        Assert.That((Out.Outcomes[0].State, Out.Outcomes[0].DecisionCount), Is.EqualTo((ParentOrderState.Exhausted, 3)));
    }

    [Test]
    public void ShouldAlertAndSendNothingThatTheRiskGateRefuses()
    {
        Rebuild(s => s with { Risk = new RiskLimits { OrderQuantityMax = 99 } });
        Market.Parent(1, 100);
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(Out.Alerts.Single(), Is.EqualTo(new EngineAlert
        {
            Kind = AlertKind.RiskReject,
            RejectReason = RejectReason.SizeLimit,
            VenueId = new VenueId(1),
            ParentId = new ParentOrderId(1),
            Value = 100,
            Limit = 99,
            TimeNs = Desk.StartNs,
        }));
        Assert.That(Market.Engine.ChildCount, Is.Zero);
    }

    [Test]
    public void ShouldTakeNothingWhileKilledAndGoOnAfterIt()
    {
        Market.Control(ControlKind.KillSwitchOn);
        Assert.That(Market.Parent(1, 100), Is.EqualTo(RejectReason.KillSwitch));
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(
            Out.Alerts.Select(a => (a.Kind, a.RejectReason, a.Value)),
            Is.EqualTo(new[] { (AlertKind.KillSwitch, RejectReason.KillSwitch, 1L), (AlertKind.ParentRefused, RejectReason.KillSwitch, 100L) }));
        Market.Control(ControlKind.KillSwitchOff);
        Market.Parent(2, 100);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 100@10001" }));
    }

    [Test]
    public void ShouldPassOverADisabledVenueUntilItIsEnabled()
    {
        Market.Control(ControlKind.VenueDisable, 1);
        Market.Parent(1, 100);
        Market.Control(ControlKind.VenueEnable, 1);
        Market.Parent(2, 100);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITA 100@10001", "LITB 100@10001" }));
    }

    [Test]
    public void ShouldNotMistakeAnUnknownVenueForAnother()
    {
        Market.Control(ControlKind.VenueDisable, 64); // 64 modulo 64 is venue 0
        Market.Control(ControlKind.VenueDisable, 255);
        Assert.That(Market.Engine.State.Risk.DisabledVenues, Is.Zero);
        Assert.That(Out.Log.Count(l => l == "control VenueDisable"), Is.EqualTo(2), "journaled all the same");
    }

    [Test]
    public void ShouldNotUseAStaleVenue()
    {
        Market.LosePacket(1);
        Market.Parent(1, 100);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITA 100@10001" }));
    }

    [TestCase(TradingStatus.Halted)]
    [TestCase(TradingStatus.Paused)]
    public void ShouldSendNowhereWhileOneProtectedVenueHalts(TradingStatus status)
    {
        Market.SetStatus(1, status);
        Market.Parent(1, 100);
        Assert.That(Out.Orders, Is.Empty, "a regulatory halt binds all, and their feeds do not tell of it at the same instant");
        Market.SetStatus(1, TradingStatus.Trading);
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 100@10001" }), "on the status itself, not when a time is over");
    }

    [Test]
    public void ShouldLookEverMoreRarelyWhereNothingChanges()
    {
        Market.SetStatus(1, TradingStatus.Halted);
        Market.Parent(1, 100);
        int looks = 0;
        for (long endNs = Market.NowNs + (60 * TimeUnits.Second); Market.Engine.NextTimerNs < endNs; looks++)
        {
            Market.Tick(Market.Engine.NextTimerNs - Market.NowNs);
        }

        Assert.That(looks, Is.EqualTo(8 + 6 + 58), "eight times after 10 ms, then 20, 40 .. 640, 1.34 s in all, then every second");
    }

    [Test]
    public void ShouldWakeOnAControlThatOpensAVenue()
    {
        Market.Engine.OnControl(new ControlInput { Kind = ControlKind.VenueDisable, VenueId = new VenueId(0), TimeNs = Market.NowNs });
        Market.Engine.OnControl(new ControlInput { Kind = ControlKind.VenueDisable, VenueId = new VenueId(1), TimeNs = Market.NowNs });
        Market.Parent(1, 100);
        Assert.That(Out.Orders, Is.Empty);
        Market.Engine.OnControl(new ControlInput { Kind = ControlKind.VenueEnable, VenueId = new VenueId(1), TimeNs = Market.NowNs });
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 100@10001" }));
    }

    [Test]
    public void ShouldPassOverAHaltedVenueWhereHaltsBindTheirVenueAlone()
    {
        Rebuild(s => s with { Policies = new PolicyOptions { Waterfall = new WaterfallOptions { Protection = new ProtectionOptions { HaltsEverywhere = false } } } });
        Market.SetStatus(1, TradingStatus.Halted);
        Market.Parent(1, 100);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITA 100@10001" }));
    }

    [Test]
    public void ShouldRespectExcludedVenuesAndSendAStepTogether()
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Engine.OnParentOrder(Desk.Order(1, 200) with { ExcludedVenues = 0b0001 });
        Market.DecideAll();
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 200@10001" }));
    }

    [Test]
    public void ShouldNotSendTheSameSharesTwice()
    {
        Market.Parent(1, 400);
        Market.Report(Desk.Fill(Child, 1, 400, 400));
        Market.Parent(2, 400);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 400@10001", "LITA 300@10001" }), "LITB's offer is ours already, though its feed still shows it");
        Market.NowNs += 300 * TimeUnits.Millisecond;
        Market.Parent(3, 400);
        Assert.That(Out.Children.Last(), Is.EqualTo("LITB 400@10001"), "what the feed shows after a while is there");
    }
}
