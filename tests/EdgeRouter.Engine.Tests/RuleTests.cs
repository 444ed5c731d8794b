using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Routing.Policies;

namespace EdgeRouter.Engine.Tests;

internal sealed class RuleTests : DeskTests
{
    [Test]
    public void ShouldSendNothingOutsideALimitBand()
    {
        Assert.That(Band(9_900, 10_000), Is.True);
        Market.Parent(1, 100);
        Assert.That(Out.Orders, Is.Empty, "the offer is above the band");
        Market.Parent(2, 100, Side.Sell);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITA 100@9999"));
        Assert.That(Band(0, 0), Is.True);
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Desk.Text(Child), Is.EqualTo("LITB 100@10001"));
        Assert.That(Band(10_000, 9_900), Is.False, "upside down");
    }

    [Test]
    public void ShouldNotSellShortAtTheBidWhileRestricted()
    {
        Market.Control(new ControlInput { Kind = ControlKind.ShortRestrictionOn });
        Market.Submit(Desk.Order(1, 100, Side.Sell) with { ShortSale = ShortSale.Short, HasLocate = true });
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.RejectReason, a.Value, a.Limit)), Is.EqualTo(new[] { (AlertKind.RiskReject, RejectReason.ShortRestricted, 9_999 * Desk.Cent, 9_999 * Desk.Cent) }));
        Market.Submit(Desk.Order(2, 100, Side.Sell));
        Market.Submit(Desk.Order(3, 100, Side.Sell) with { ShortSale = ShortSale.ShortExempt, HasLocate = true });
        Assert.That(Out.Orders.Select(o => o.ParentId.Value), Is.EqualTo(new[] { 2L, 3L }), "long and exempt sales pass");
        Market.Control(new ControlInput { Kind = ControlKind.ShortRestrictionOff });
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Child.ParentId.Value, Is.EqualTo(1));
    }

    [Test]
    public void ShouldSellWhatIsHardToBorrowOnlyWithALocate()
    {
        Market.Configure(ConfigurationKind.RiskLimits, """{"schemaVersion":1,"hardToBorrowSymbols":["AAA"]}""", out _);
        ParentOrder order = Desk.Order(1, 100, Side.Sell) with { ShortSale = ShortSale.Short };
        Assert.That(Market.Submit(order), Is.EqualTo(RejectReason.NoLocate));
        Assert.That(Market.Submit(order with { Id = new ParentOrderId(2), HasLocate = true }), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldSpendTheCreditThatAControlGives()
    {
        Market.Control(new ControlInput { Kind = ControlKind.CreditSet, ClientId = 7, Value = 10_001 });
        Market.Submit(Desk.Order(1, 100) with { ClientId = 7 });
        Assert.That(Out.Orders, Has.Count.EqualTo(1), "100 at 100.01");
        Market.Submit(Desk.Order(2, 100) with { ClientId = 7 });
        Assert.That(Out.Orders, Has.Count.EqualTo(1));
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.RejectReason, a.ClientId, a.Value, a.Limit)), Is.EqualTo(new[] { (AlertKind.RiskReject, RejectReason.ClientCredit, 7, 20_002L, 10_001L) }));
        Market.Submit(Desk.Order(3, 100) with { ClientId = 8 });
        Assert.That(Out.Orders, Has.Count.EqualTo(2), "another client's credit is its own");
        Market.Control(new ControlInput { Kind = ControlKind.CreditSet, ClientId = 7, Value = 30_000 });
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Child.ParentId.Value, Is.EqualTo(2));
    }

    [Test]
    public void ShouldTakeNewLimitsAsAWholeOrNotAtAll()
    {
        Assert.That(Market.Configure(ConfigurationKind.RiskLimits, """{"schemaVersion":1,"orderQuantityMax":50}""", out string problem), Is.True);
        Assert.That((problem, Out.Alerts.Single().Kind), Is.EqualTo((string.Empty, AlertKind.ConfigurationSwitched)));
        Market.Parent(1, 100);
        Assert.That((Out.Orders.Count, Out.Alerts[^1].RejectReason, Out.Alerts[^1].Limit), Is.EqualTo((0, RejectReason.SizeLimit, 50L)));
        Assert.That(Market.Configure(ConfigurationKind.RiskLimits, """{"schemaVersion":1,"orderQuantityMax":500,"orderRateMax":-1}""", out problem), Is.False);
        Assert.That(problem, Does.Contain("orderRateMax"));
        Assert.That(Out.Alerts[^1].Kind, Is.EqualTo(AlertKind.ConfigurationRefused));
        Market.Parent(2, 100);
        Assert.That(Out.Orders, Is.Empty, "the old limits hold");
        Assert.That(Out.Log.Count(l => l == "configuration RiskLimits"), Is.EqualTo(2), "both are journaled");
    }

    [TestCase("")]
    [TestCase("{")]
    [TestCase("[]")]
    [TestCase("\u0000\u0001")]
    [TestCase("""{"schemaVersion":2}""")]
    public void ShouldRefuseContentThatIsNoConfiguration(string content)
    {
        foreach (ConfigurationKind kind in new[] { ConfigurationKind.RiskLimits, ConfigurationKind.ReferenceData, ConfigurationKind.VenueStatistics, (ConfigurationKind)200 })
        {
            Assert.That(Market.Configure(kind, content, out string problem), Is.False, kind.ToString());
            Assert.That(problem, Is.Not.Empty.And.Not.Contains("\n"));
        }

        Assert.That(Market.Parent(1, 100), Is.EqualTo(RejectReason.None));
        Assert.That(Out.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldSendNoLessThanTheMinimumQuantity()
    {
        Market.Submit(Desk.Order(1, 500) with { MinimumQuantity = 350 });
        Assert.That(Out.Orders.Select(o => (Desk.Text(o), o.MinimumQuantity)), Is.EqualTo(new[] { ("LITB 400@10001", 350L) }));
        Assert.That(Out.Plans[0].Select(c => c.VenueId.Value), Does.Not.Contain((byte)0), "LITA shows 300");
    }

    [TestCase(RoutingInstructions.LitOnly, new byte[] { 0, 1, 3 })]
    [TestCase(RoutingInstructions.DarkOnly, new byte[] { 2 })]
    public void ShouldKeepToTheVenuesThatTheClientWants(RoutingInstructions instructions, byte[] venues)
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Submit(Desk.Order(1, 2000) with { Instructions = instructions, PermittedActions = RouteActions.All });
        Assert.That(Out.Plans[0].Select(c => c.VenueId.Value).Distinct(), Is.Not.Empty.And.SubsetOf(venues));
    }

    [Test]
    public void ShouldOnlyPostWhereTheClientWantsThat()
    {
        Rebuild(s => s with { Policy = "static" });
        Market.Submit(Desk.Order(1, 100, limitCents: 10_005) with { Instructions = RoutingInstructions.PostOnly, PermittedActions = RouteActions.Take | RouteActions.Post });
        Assert.That(Out.Orders.Select(o => (o.Action, o.LimitPrice.Nanos)), Is.EqualTo(new[] { (RouteAction.Post, 9_999 * Desk.Cent) }));
    }

    [Test]
    public void ShouldDecideByTheOrdersOwnPolicy()
    {
        Market.Submit(Desk.Order(1, 100) with { PolicyId = PolicyIds.Static });
        Market.Parent(2, 100);
        Assert.That(Out.Decisions.Select(d => d.PolicyId), Is.EqualTo(new[] { PolicyIds.Static, PolicyIds.BestPrice }));
    }

    [Test]
    public void ShouldSayThatThereIsNoRoomForAChild()
    {
        Rebuild(s => s with { Engine = s.Engine with { ChildCapacity = 1 } });
        Market.Parent(1, 100);
        Market.Parent(2, 100);
        Assert.That(Out.Alerts.Select(a => (a.Kind, a.RejectReason, a.ParentId.Value)), Is.EqualTo(new[] { (AlertKind.RiskReject, RejectReason.CapacityExceeded, 2L) }));
        Market.Report(Desk.Fill(Child, 1, 100, 100));
        Market.Tick(10 * TimeUnits.Millisecond);
        Assert.That(Child.ParentId.Value, Is.EqualTo(2), "an ended child makes room");
    }

    private bool Band(long lowCents, long highCents) =>
        Market.Control(new ControlInput { Kind = ControlKind.LimitBandSet, Value = lowCents * Desk.Cent, Value2 = highCents * Desk.Cent });
}
