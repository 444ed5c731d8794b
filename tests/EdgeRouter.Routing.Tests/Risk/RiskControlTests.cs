using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

[TestFixture]
public sealed class RiskControlTests
{
    [TestCase(ControlKind.KillSwitchOn, ControlKind.KillSwitchOff, false, false, false)]
    [TestCase(ControlKind.ClientKillOn, ControlKind.ClientKillOff, true, false, false)]
    [TestCase(ControlKind.VenueKillOn, ControlKind.VenueKillOff, false, true, false)]
    [TestCase(ControlKind.InstrumentKillOn, ControlKind.InstrumentKillOff, false, false, true)]
    public void ShouldKillWhatTheSwitchNames(ControlKind on, ControlKind off, bool sparesClients, bool sparesVenues, bool sparesInstruments)
    {
        var desk = new RiskDesk();
        ChildOrder hit = desk.Order() with { ClientId = 5, VenueId = new VenueId(1), InstrumentId = new InstrumentId(1) };
        ChildOrder[] others = [hit with { ClientId = 6 }, hit with { VenueId = new VenueId(0) }, hit with { InstrumentId = new InstrumentId(0) }];
        bool[] spared = [sparesClients, sparesVenues, sparesInstruments];

        Assert.That(desk.Control(on, venue: 1, instrument: 1, client: 5), Is.EqualTo(RiskControlResult.CancelOpen));
        Assert.That((desk.Check(hit), desk.Gate.MustCancel(hit)), Is.EqualTo((RejectReason.KillSwitch, true)));
        Assert.That(others.Select(o => desk.Check(o)), Is.EqualTo(spared.Select(s => s ? RejectReason.None : RejectReason.KillSwitch)));
        Assert.That(others.Select(o => desk.Gate.MustCancel(o)), Is.EqualTo(spared.Select(s => !s)));

        Assert.That(desk.Control(off, venue: 1, instrument: 1, client: 5), Is.EqualTo(RiskControlResult.Applied));
        Assert.That((desk.Check(hit), desk.Gate.MustCancel(hit)), Is.EqualTo((RejectReason.None, false)));
    }

    [TestCase(ControlKind.KillSwitchOn, true)]
    [TestCase(ControlKind.ClientKillOn, true)]
    [TestCase(ControlKind.InstrumentKillOn, true)]
    [TestCase(ControlKind.VenueKillOn, false)]
    public void ShouldKillParentsButNotForTheirVenue(ControlKind on, bool expected)
    {
        var desk = new RiskDesk();
        var order = new ParentOrder { InstrumentId = new InstrumentId(1), ClientId = 5, Side = Side.Buy, Quantity = 100 };
        desk.Control(on, venue: 1, instrument: 1, client: 5);
        Assert.That(desk.Gate.IsKilled(order), Is.EqualTo(expected));
        Assert.That(desk.Gate.CheckParent(order).Reason, Is.EqualTo(expected ? RejectReason.KillSwitch : RejectReason.None));
    }

    [Test]
    public void ShouldKeepTheCausesOfAClosedVenueApart()
    {
        var desk = new RiskDesk();
        ChildOrder order = desk.Order();
        Assert.That(desk.Control(ControlKind.LinkDown), Is.EqualTo(RiskControlResult.Applied), "children in doubt are not cancelled");
        desk.Control(ControlKind.VenueDisable);
        desk.Control(ControlKind.VenueKillOn);
        Assert.That((desk.Gate.ClosedVenues, desk.Gate.DisabledVenues), Is.EqualTo((1UL, 1UL)));
        Assert.That(desk.Check(order), Is.EqualTo(RejectReason.KillSwitch));
        desk.Control(ControlKind.VenueKillOff);
        Assert.That(desk.Check(order), Is.EqualTo(RejectReason.VenueClosed));
        desk.Control(ControlKind.VenueEnable);
        Assert.That(desk.Check(order), Is.EqualTo(RejectReason.LinkDown));
        Assert.That(desk.Check(order with { VenueId = new VenueId(1) }), Is.EqualTo(RejectReason.None));
        desk.Control(ControlKind.LinkUp);
        Assert.That((desk.Check(order), desk.Gate.ClosedVenues), Is.EqualTo((RejectReason.None, 0UL)));
    }

    [TestCase(ControlKind.VenueDisable, 3, 0, 0, 0)]
    [TestCase(ControlKind.VenueKillOn, 64, 0, 0, 0)]
    [TestCase(ControlKind.LinkDown, 255, 0, 0, 0)]
    [TestCase(ControlKind.InstrumentKillOn, 0, 2, 0, 0)]
    [TestCase(ControlKind.ShortRestrictionOn, 0, -1, 0, 0)]
    [TestCase(ControlKind.LimitBandSet, 0, 0, 2, 1)]
    [TestCase(ControlKind.LimitBandSet, 0, 0, -1, 1)]
    [TestCase(ControlKind.LimitBandSet, 0, 0, 0, -1)]
    [TestCase(ControlKind.CreditSet, 0, 0, -1, 0)]
    [TestCase(ControlKind.PositionSet, 0, 0, 1_000_000_000_000_001, 0)]
    [TestCase(ControlKind.PositionSet, 0, 0, long.MinValue, 0)]
    [TestCase(ControlKind.PositionSet, 0, 0, 1, -1)]
    public void ShouldRefuseAControlThatMakesNoSense(ControlKind kind, int venue, int instrument, long value, long value2)
    {
        var desk = new RiskDesk();
        byte[] before = RiskDesk.StateOf(desk.Gate);
        Assert.That(desk.Control(kind, venue, instrument, 0, value, value2), Is.EqualTo(RiskControlResult.Refused));
        Assert.That(RiskDesk.StateOf(desk.Gate), Is.EqualTo(before));
    }

    [TestCase(ControlKind.EndOfSession)]
    [TestCase(ControlKind.SelfHelpDeclare)]
    [TestCase(ControlKind.StorageLost)]
    [TestCase((ControlKind)250)]
    public void ShouldLeaveTheRestToOthers(ControlKind kind)
    {
        var desk = new RiskDesk();
        byte[] before = RiskDesk.StateOf(desk.Gate);
        Assert.That(desk.Control(kind), Is.EqualTo(RiskControlResult.NotRisk));
        Assert.That(RiskDesk.StateOf(desk.Gate), Is.EqualTo(before));
    }

    [Test]
    public void ShouldKnowClientsByListOrCredit()
    {
        var limits = new RiskLimits { IsClientListClosed = true, Clients = [new ClientRiskLimits { ClientId = 3 }] };
        var desk = new RiskDesk(limits);
        desk.Control(ControlKind.CreditSet, client: 4, value: 1_000_000);
        desk.Control(ControlKind.ClientKillOn, client: 5);
        desk.Control(ControlKind.ClientKillOff, client: 5);
        int[] clients = [0, 3, 4, 5, 6];
        Assert.That(clients.Where(c => desk.Check(desk.Order() with { ClientId = c }) == RejectReason.None), Is.EqualTo(new[] { 0, 3, 4 }));
        Assert.That(desk.Check(desk.Order() with { ClientId = 6 }), Is.EqualTo(RejectReason.UnknownClient));
        Assert.That(desk.Gate.CheckParent(new ParentOrder { ClientId = 6, Side = Side.Buy }).Reason, Is.EqualTo(RejectReason.UnknownClient));
        desk.Reload(limits with { Clients = [new ClientRiskLimits { ClientId = 6 }] });
        Assert.That(clients.Where(c => desk.Check(desk.Order() with { ClientId = c }) == RejectReason.None), Is.EqualTo(new[] { 0, 4, 6 }));
        desk.Reload(new RiskLimits());
        Assert.That(clients.Where(c => desk.Check(desk.Order() with { ClientId = c }) == RejectReason.None), Is.EqualTo(clients));
    }

    [Test]
    public void ShouldRefuseClientsThatItCannotCount()
    {
        var desk = new RiskDesk(capacity: new RiskCapacity { ClientsMax = 2 });
        Assert.That(desk.Send(desk.Order() with { ClientId = 9 }), Is.EqualTo(RejectReason.None));
        Assert.That(desk.Check(desk.Order() with { ClientId = 10 }), Is.EqualTo(RejectReason.CapacityExceeded));
        Assert.That(desk.Control(ControlKind.CreditSet, client: 10, value: 1), Is.EqualTo(RiskControlResult.Refused));
        Assert.That(desk.Control(ControlKind.ClientKillOn, client: 10), Is.EqualTo(RiskControlResult.CancelOpen));
        Assert.That((desk.Check(desk.Order() with { ClientId = 9 }), desk.Check(desk.Order())), Is.EqualTo((RejectReason.None, RejectReason.None)));
    }

    [TestCase(OrderType.Limit, 100, 10_000, RejectReason.None)]
    [TestCase(OrderType.Limit, 101, 10_000, RejectReason.NotionalLimit)]
    [TestCase(OrderType.Market, 100, 0, RejectReason.None)]
    [TestCase(OrderType.Market, 101, 0, RejectReason.NotionalLimit)]
    [TestCase(OrderType.MidpointPeg, 101, 0, RejectReason.NotionalLimit)]
    [TestCase(OrderType.Limit, 201, 4_000, RejectReason.SizeLimit)]
    public void ShouldRefuseAParentThatIsTooLarge(OrderType type, long quantity, long cents, RejectReason expected)
    {
        var desk = new RiskDesk(new RiskLimits { ParentQuantityMax = 200, ParentNotionalMax = 10_000 });
        var order = new ParentOrder
        {
            Side = Side.Buy,
            Type = type,
            Quantity = quantity,
            LimitPrice = new Price(cents * 10_000_000),
            ArrivalBid = Price.FromDecimal(99m),
            ArrivalAsk = Price.FromDecimal(100m),
        };
        Assert.That(desk.Gate.CheckParent(order).Reason, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldRefuseAParentThatCouldNeverTrade()
    {
        var desk = new RiskDesk(new RiskLimits { RestrictedSymbols = ["AAA"], HardToBorrowSymbols = ["BBB"] });
        var order = new ParentOrder { InstrumentId = new InstrumentId(1), Side = Side.Sell, Quantity = 100, ShortSale = ShortSale.Short };
        Assert.Multiple(() =>
        {
            Assert.That(desk.Gate.CheckParent(order).Reason, Is.EqualTo(RejectReason.NoLocate));
            Assert.That(desk.Gate.CheckParent(order with { HasLocate = true }).Reason, Is.EqualTo(RejectReason.None));
            Assert.That(desk.Gate.CheckParent(order with { InstrumentId = new InstrumentId(0) }).Reason, Is.EqualTo(RejectReason.Restricted));
            Assert.That(desk.Gate.CheckParent(order with { InstrumentId = new InstrumentId(2) }).Reason, Is.EqualTo(RejectReason.UnknownInstrument));
            Assert.That(desk.Gate.CheckParent(order with { Side = Side.None }).Reason, Is.EqualTo(RejectReason.BadSide));
        });
    }
}
