using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;
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
    public void ShouldWaitForAQuoteAndTakeItWhenItComes()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(Market.Engine.NextTimerNs, Is.EqualTo(Desk.StartNs + (10 * TimeUnits.Millisecond)));
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITC 100@10000" }));
    }

    [Test]
    public void ShouldGiveUpWaitingInBounds()
    {
        Market.Parent(1, 100, limitCents: 10_000);
        for (int i = 0; i < 5; i++)
        {
            Assert.That(Out.Outcomes, Is.Empty, $"after {i} waits");
            Market.Tick(10 * TimeUnits.Millisecond);
        }

        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Exhausted));
        Assert.That(Out.Outcomes[0].EndTimeNs, Is.EqualTo(Desk.StartNs + (50 * TimeUnits.Millisecond)));
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
            TimeNs = Desk.StartNs,
        }));
        for (int i = 0; i < 5; i++)
        {
            Market.Tick(10 * TimeUnits.Millisecond);
        }

        Assert.That(Out.Outcomes.Single().State, Is.EqualTo(ParentOrderState.Exhausted));
        Assert.That((Out.Alerts.Count, Out.Orders.Count, Market.Engine.ChildCount), Is.EqualTo((6, 0, 0L)), "one alert a try");
    }

    [Test]
    public void ShouldStopAtTheKillSwitchAndGoOnAfterIt()
    {
        Market.Control(ControlKind.KillSwitchOn);
        Market.Parent(1, 100);
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.RejectReason)), Is.EqualTo(new[] { (AlertKind.KillSwitch, RejectReason.None), (AlertKind.RiskReject, RejectReason.KillSwitch) }));
        Market.Control(ControlKind.KillSwitchOff);
        Market.Tick(10 * TimeUnits.Millisecond);
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
    public void ShouldNotUseAHaltedVenue(TradingStatus status)
    {
        Market.SetStatus(1, status);
        Market.Parent(1, 100);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITA 100@10001" }));
        Market.SetStatus(1, TradingStatus.Trading);
        Market.Parent(2, 100);
        Assert.That(Out.Children.Last(), Is.EqualTo("LITB 100@10001"));
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
