using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Risk;

[TestFixture]
public sealed class RiskGateTests
{
    [TestCase("101.00", Side.Buy, RejectReason.None)]
    [TestCase("101.01", Side.Buy, RejectReason.PriceCollar)]
    [TestCase("1.00", Side.Buy, RejectReason.None)]
    [TestCase("98.99", Side.Sell, RejectReason.None)]
    [TestCase("98.98", Side.Sell, RejectReason.PriceCollar)]
    [TestCase("0", Side.Buy, RejectReason.BadPrice)]
    [TestCase("-1", Side.Sell, RejectReason.BadPrice)]
    [TestCase("100.001", Side.Buy, RejectReason.BadPrice)]
    public void ShouldHoldThePriceCollar(string limit, Side side, RejectReason expected)
    {
        var desk = new RiskDesk(new RiskLimits { PriceCollarBps = 100 });
        Assert.That(desk.Check(desk.Order(side: side, price: decimal.Parse(limit, CultureInfo.InvariantCulture))), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldSayTheNumbers()
    {
        var desk = new RiskDesk(new RiskLimits { PriceCollarBps = 100, OrderQuantityMax = 500, OrderNotionalMax = 10_000 });
        Assert.Multiple(() =>
        {
            Assert.That(desk.Verdict(desk.Order(price: 101.01m)), Is.EqualTo(new RiskVerdict(RejectReason.PriceCollar, 101_010_000_000, 101_000_000_000)));
            Assert.That(desk.Verdict(desk.Order(501)), Is.EqualTo(new RiskVerdict(RejectReason.SizeLimit, 501, 500)));
            Assert.That(desk.Verdict(desk.Order(101, price: 99.99m)), Is.EqualTo(new RiskVerdict(RejectReason.NotionalLimit, 10_099, 10_000)), "10,098.99 rounded up");
        });
    }

    [TestCase(500, RejectReason.None)]
    [TestCase(501, RejectReason.SizeLimit)]
    [TestCase(0, RejectReason.BadQuantity)]
    [TestCase(-1, RejectReason.BadQuantity)]
    [TestCase(long.MaxValue, RejectReason.SizeLimit)]
    public void ShouldHoldTheSizeLimit(long quantity, RejectReason expected)
    {
        var desk = new RiskDesk(new RiskLimits { OrderQuantityMax = 500 });
        Assert.That(desk.Check(desk.Order(quantity)), Is.EqualTo(expected));
    }

    [TestCase(100, Side.Buy, "100", RejectReason.None)]
    [TestCase(101, Side.Buy, "100", RejectReason.NotionalLimit)]
    [TestCase(100, Side.Sell, "99", RejectReason.None)]
    [TestCase(101, Side.Sell, "99", RejectReason.NotionalLimit)]
    public void ShouldHoldTheNotionalLimit(long quantity, Side side, string price, RejectReason expected)
    {
        var desk = new RiskDesk(new RiskLimits { OrderNotionalMax = 10_000 });
        Assert.That(desk.Check(desk.Order(quantity, side, decimal.Parse(price, CultureInfo.InvariantCulture))), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldNotOverflowWithTheLargestNumbers()
    {
        const long Most = 1_000_000_000_000_000;
        var desk = new RiskDesk(new RiskLimits { OrderQuantityMax = Most, OrderNotionalMax = long.MaxValue, PositionMax = Most, PriceCollarBps = 10_000 });
        var huge = new Price(9_000_000_000_000_000_000);
        RiskMarket market = RiskDesk.Market with { Ask = huge };
        ChildOrder order = desk.Order(Most) with { LimitPrice = huge, Ask = huge };
        Assert.That(desk.Gate.Check(order, market), Is.EqualTo(new RiskVerdict(RejectReason.NotionalLimit, long.MaxValue, long.MaxValue)), "9e24 against 9.2e18 units");
        Assert.That(desk.Gate.Check(order with { Quantity = Most + 1 }, market).Reason, Is.EqualTo(RejectReason.SizeLimit));
        ChildOrder fits = order with { Quantity = 1_000_000_000 };
        Assert.That(desk.Gate.Check(fits, market).Reason, Is.EqualTo(RejectReason.None), "9e18 units");
        desk.Gate.OnChildSent(fits);
        Assert.That(RiskDesk.Units(desk.Gate.OpenNotionalNanos), Is.EqualTo(9e18m));
    }

    [TestCase(OrderType.Market, RejectReason.BadPrice)]
    [TestCase(OrderType.Limit, RejectReason.None)]
    [TestCase(OrderType.MidpointPeg, RejectReason.None)]
    [TestCase(OrderType.PrimaryPeg, RejectReason.None)]
    [TestCase((OrderType)99, RejectReason.BadPrice)]
    public void ShouldLetNothingLeaveWithoutALimit(OrderType type, RejectReason expected)
    {
        var desk = new RiskDesk();
        Assert.That(desk.Check(desk.Order() with { Type = type }), Is.EqualTo(expected));
    }

    [TestCase(Side.Buy, 700, 300, RejectReason.None)]
    [TestCase(Side.Buy, 700, 301, RejectReason.PositionLimit)]
    [TestCase(Side.Sell, -700, 300, RejectReason.None)]
    [TestCase(Side.Sell, -700, 301, RejectReason.PositionLimit)]
    [TestCase(Side.Sell, 700, 1_700, RejectReason.None)]
    [TestCase(Side.Sell, 700, 1_701, RejectReason.PositionLimit)]
    public void ShouldHoldThePositionLimit(Side side, long position, long quantity, RejectReason expected)
    {
        var desk = new RiskDesk(new RiskLimits { PositionMax = 1_000 });
        desk.Control(ControlKind.PositionSet, value: position);
        Assert.That(desk.Check(desk.Order(quantity, side)), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldCountOpenOrdersAndFillsAgainstThePosition()
    {
        var desk = new RiskDesk(new RiskLimits { PositionMax = 1_000 });
        ChildOrder order = desk.Order(600);
        Assert.That(desk.Send(order), Is.EqualTo(RejectReason.None));
        Assert.That(desk.Check(desk.Order(401)), Is.EqualTo(RejectReason.PositionLimit));
        desk.Fill(order, 200, 100m);
        Assert.That(desk.Gate.PositionOf(order.InstrumentId), Is.EqualTo(new RiskPosition(200, 400, 0)));
        desk.Cancel(order);
        Assert.That(desk.Send(desk.Order(800)), Is.EqualTo(RejectReason.None));
        ChildOrder sale = desk.Order(50, Side.Sell);
        desk.Send(sale);
        desk.Fill(sale, 50, 100m);
        Assert.That(desk.Gate.PositionOf(order.InstrumentId), Is.EqualTo(new RiskPosition(150, 800, 0)));
    }

    [Test]
    public void ShouldRefuseAnIdThatDoesNotRise()
    {
        var desk = new RiskDesk();
        ChildOrder order = desk.Order();
        ChildOrder later = desk.Order();
        Assert.That(desk.Send(later), Is.EqualTo(RejectReason.None));
        Assert.That((desk.Check(order), desk.Check(later), desk.Check(desk.Order())), Is.EqualTo((RejectReason.Duplicate, RejectReason.Duplicate, RejectReason.None)));
    }

    [Test]
    public void ShouldChangeNothingByChecking()
    {
        var desk = new RiskDesk(new RiskLimits { OrderRateMax = 1, DuplicateWindowNs = 10, OpenNotionalMax = 10_000 });
        byte[] before = RiskDesk.StateOf(desk.Gate);
        ChildOrder order = desk.Order();
        Assert.That((desk.Check(order), desk.Check(order), desk.Check(desk.Order(9_999))), Is.EqualTo((RejectReason.None, RejectReason.None, RejectReason.AggregateNotional)));
        Assert.That(RiskDesk.StateOf(desk.Gate), Is.EqualTo(before));
        Assert.That((desk.Gate.PassedCount, desk.Gate.RefusedCount(RejectReason.AggregateNotional)), Is.EqualTo((2L, 1L)));
    }

    [Test]
    public void ShouldRefuseWhatItCannotJudge()
    {
        var desk = new RiskDesk(new RiskLimits { RestrictedSymbols = ["BBB"] });
        Assert.Multiple(() =>
        {
            Assert.That(desk.Check(desk.Order() with { InstrumentId = new InstrumentId(1) }), Is.EqualTo(RejectReason.Restricted));
            Assert.That(desk.Check(desk.Order() with { InstrumentId = new InstrumentId(2) }), Is.EqualTo(RejectReason.UnknownInstrument));
            Assert.That(desk.Check(desk.Order() with { InstrumentId = new InstrumentId(-1) }), Is.EqualTo(RejectReason.UnknownInstrument));
            Assert.That(desk.Check(desk.Order() with { VenueId = new VenueId(3) }), Is.EqualTo(RejectReason.VenueClosed));
            Assert.That(desk.Check(desk.Order() with { VenueId = new VenueId(64) }), Is.EqualTo(RejectReason.VenueClosed));
            Assert.That(desk.Check(desk.Order() with { Side = Side.None }), Is.EqualTo(RejectReason.BadSide));
            Assert.That(desk.Gate.Check(desk.Order(), RiskDesk.Market with { HasAsk = false }).Reason, Is.EqualTo(RejectReason.NoMarket));
            Assert.That(desk.Gate.Check(desk.Order(), RiskDesk.Market with { Ask = default }).Reason, Is.EqualTo(RejectReason.NoMarket));
            Assert.That(desk.Gate.Check(desk.Order(side: Side.Sell), RiskDesk.Market with { HasAsk = false }).Reason, Is.EqualTo(RejectReason.None));
        });
    }

    [Test]
    public void ShouldReadTheTickOfTheReferenceDataInForce()
    {
        var world = new Universe(RiskDesk.World.Instruments.ToArray(), RiskDesk.World.Venues.ToArray());
        var gate = new RiskGate(new RiskLimits(), world);
        ChildOrder order = new RiskDesk().Order(price: 100.01m);
        Assert.That(gate.Check(order, RiskDesk.Market).Reason, Is.EqualTo(RejectReason.None));
        world.Adopt(new Universe([.. RiskDesk.World.Instruments.ToArray().Select(i => i with { TickNanos = 50_000_000 })], RiskDesk.World.Venues.ToArray()), 2);
        Assert.That(gate.Check(order, RiskDesk.Market), Is.EqualTo(new RiskVerdict(RejectReason.BadPrice, 100_010_000_000, 50_000_000)));
    }

    [TestCase(Side.Sell, ShortSale.Short, false, RejectReason.NoLocate)]
    [TestCase(Side.Sell, ShortSale.ShortExempt, false, RejectReason.NoLocate)]
    [TestCase(Side.Sell, ShortSale.Short, true, RejectReason.None)]
    [TestCase(Side.Sell, ShortSale.None, false, RejectReason.None)]
    [TestCase(Side.Buy, ShortSale.None, false, RejectReason.None)]
    public void ShouldWantALocateForWhatIsHardToBorrow(Side side, ShortSale shortSale, bool hasLocate, RejectReason expected)
    {
        var desk = new RiskDesk(new RiskLimits { HardToBorrowSymbols = ["AAA"] });
        ChildOrder order = desk.Order(side: side) with { ShortSale = shortSale, HasLocate = hasLocate };
        Assert.That(desk.Check(order), Is.EqualTo(expected));
        Assert.That(desk.Check(order with { InstrumentId = new InstrumentId(1) }), Is.EqualTo(RejectReason.None), "easy to borrow");
    }

    [TestCase("99.98", OrderType.Limit, ShortSale.Short, RejectReason.ShortRestricted)]
    [TestCase("99.97", OrderType.Limit, ShortSale.Short, RejectReason.ShortRestricted)]
    [TestCase("99.99", OrderType.Limit, ShortSale.Short, RejectReason.None)]
    [TestCase("99.98", OrderType.Limit, ShortSale.ShortExempt, RejectReason.None)]
    [TestCase("99.98", OrderType.Limit, ShortSale.None, RejectReason.None)]
    [TestCase("99.98", OrderType.MidpointPeg, ShortSale.Short, RejectReason.None)]
    [TestCase("99.98", OrderType.PrimaryPeg, ShortSale.Short, RejectReason.None)]
    [TestCase("99.98", OrderType.MarketPeg, ShortSale.Short, RejectReason.ShortRestricted)]
    public void ShouldKeepShortSalesAboveTheBidWhileRestricted(string price, OrderType type, ShortSale shortSale, RejectReason expected)
    {
        var desk = new RiskDesk();
        ChildOrder order = desk.Order(side: Side.Sell, price: decimal.Parse(price, CultureInfo.InvariantCulture)) with { Type = type, ShortSale = shortSale };
        Assert.That(desk.Check(order), Is.EqualTo(RejectReason.None));
        desk.Control(ControlKind.ShortRestrictionOn);
        Assert.That(desk.Check(order), Is.EqualTo(expected));
        Assert.That(desk.Check(order with { InstrumentId = new InstrumentId(1) }), Is.EqualTo(RejectReason.None), "another instrument");
        desk.Control(ControlKind.ShortRestrictionOff);
        Assert.That(desk.Check(order), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldNotTakeAPegForAboveTheBidInALockedMarket()
    {
        var desk = new RiskDesk();
        desk.Control(ControlKind.ShortRestrictionOn);
        ChildOrder order = desk.Order(side: Side.Sell, price: 99.98m) with { Type = OrderType.MidpointPeg, ShortSale = ShortSale.Short };
        Assert.That(desk.Gate.Check(order, RiskDesk.Market with { Ask = RiskDesk.Market.Bid }).Reason, Is.EqualTo(RejectReason.ShortRestricted));
        Assert.That(desk.Gate.Check(order, RiskDesk.Market with { HasAsk = false }).Reason, Is.EqualTo(RejectReason.ShortRestricted));
    }

    [TestCase("99.95", RejectReason.LimitBand)]
    [TestCase("99.96", RejectReason.None)]
    [TestCase("100.04", RejectReason.None)]
    [TestCase("100.05", RejectReason.LimitBand)]
    public void ShouldKeepToTheLimitBand(string price, RejectReason expected)
    {
        var desk = new RiskDesk();
        desk.Control(ControlKind.LimitBandSet, value: 99_960_000_000, value2: 100_040_000_000);
        ChildOrder order = desk.Order(price: decimal.Parse(price, CultureInfo.InvariantCulture));
        Assert.That(desk.Check(order), Is.EqualTo(expected));
        Assert.That(desk.Check(order with { InstrumentId = new InstrumentId(1) }), Is.EqualTo(RejectReason.None), "another instrument");
        desk.Control(ControlKind.LimitBandSet);
        Assert.That(desk.Check(order), Is.EqualTo(RejectReason.None), "no band");
    }

    [Test]
    public void ShouldLetOverridesReplaceOrAdd()
    {
        var desk = new RiskDesk(new RiskLimits
        {
            OrderQuantityMax = 1_000,
            Instruments = [new InstrumentRiskLimits { Symbol = "BBB", OrderQuantityMax = 2_000, OrderNotionalMax = 150_000, PriceCollarBps = 10, PositionMax = 1_600 }],
            Venues = [new VenueRiskLimits { Name = "DARK", OrderQuantityMax = 1_500, OrderNotionalMax = 20_000 }],
            Clients = [new ClientRiskLimits { ClientId = 7, OrderQuantityMax = 300, OrderNotionalMax = 20_000 }],
        });
        ChildOrder b = desk.Order(1_500) with { InstrumentId = new InstrumentId(1) };
        Assert.Multiple(() =>
        {
            Assert.That(desk.Verdict(desk.Order(1_001)), Is.EqualTo(new RiskVerdict(RejectReason.SizeLimit, 1_001, 1_000)));
            Assert.That(desk.Check(b), Is.EqualTo(RejectReason.None), "the instrument's size replaces the general one");
            Assert.That(desk.Check(b with { Quantity = 1_501 }), Is.EqualTo(RejectReason.NotionalLimit));
            Assert.That(desk.Check(b with { Quantity = 1_601, LimitPrice = Price.FromDecimal(90m) }), Is.EqualTo(RejectReason.PositionLimit));
            Assert.That(desk.Check(b with { LimitPrice = Price.FromDecimal(100.11m) }), Is.EqualTo(RejectReason.PriceCollar));
            Assert.That(desk.Verdict(b with { Quantity = 1_501, VenueId = new VenueId(RiskDesk.Dark) }), Is.EqualTo(new RiskVerdict(RejectReason.SizeLimit, 1_501, 1_500)));
            Assert.That(desk.Verdict(b with { Quantity = 201, VenueId = new VenueId(RiskDesk.Dark) }), Is.EqualTo(new RiskVerdict(RejectReason.NotionalLimit, 20_100, 20_000)));
            Assert.That(desk.Verdict(b with { Quantity = 301, ClientId = 7 }), Is.EqualTo(new RiskVerdict(RejectReason.SizeLimit, 301, 300)));
            Assert.That(desk.Verdict(b with { Quantity = 201, ClientId = 7 }), Is.EqualTo(new RiskVerdict(RejectReason.NotionalLimit, 20_100, 20_000)));
            Assert.That(desk.Check(b with { Quantity = 1_001, ClientId = 8 }), Is.EqualTo(RejectReason.None));
        });
    }

    [TestCaseSource(nameof(WrongLimits))]
    public void ShouldNameTheLimitThatIsWrong(RiskLimits limits, string key) =>
        Assert.That(() => new RiskGate(limits, RiskDesk.World), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1110").And.Message.Contains(key));

    [TestCase(0, 1, 1, "ClientsMax")]
    [TestCase(1, 0, 1, "OwnOrdersMax")]
    [TestCase(1, 1, int.MaxValue, "RecentOrdersMax")]
    public void ShouldNameTheCapacityThatIsWrong(int clients, int own, int recent, string key)
    {
        var capacity = new RiskCapacity { ClientsMax = clients, OwnOrdersMax = own, RecentOrdersMax = recent };
        Assert.That(() => new RiskGate(new RiskLimits(), RiskDesk.World, capacity), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1144").And.Message.Contains(key));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var desk = new RiskDesk(new RiskLimits
        {
            DuplicateWindowNs = 1,
            OpenNotionalMax = 1_000_000_000,
            PositionNotionalMax = 1_000_000_000,
            VenueOrderRateMax = 1_000,
            ClientOrderRateMax = 1_000,
        });
        long id = 0;
        int client = 0;
        int passed = 0;
        ChildOrder order = desk.Order(1) with { BeneficialOwner = 3 };
        GcAssert.DoesNotAllocate(() =>
        {
            ChildOrder next = order with { Id = new ChildOrderId(++id), ClientId = (client = (client + 1) % 200), SendTimeNs = id * 1_000_000 };
            RiskVerdict verdict = desk.Gate.Check(next, RiskDesk.Market with { NowNs = next.SendTimeNs });
            passed += verdict.IsPassed ? 1 : 0;
            desk.Gate.OnChildSent(next);
            desk.Gate.OnChildChanged(next, new ChildTransition { To = ChildOrderState.Filled, FilledQuantity = 1, ReservedChange = -1 }, new ExecutionReport { LastQuantity = 1, LastPrice = next.LimitPrice });
            desk.Gate.OnControl(new ControlInput { Kind = ControlKind.PositionSet });
        });
        Assert.That(passed, Is.EqualTo(id), "each ends before the next, and the window is short");
    }

    private static IEnumerable<TestCaseData> WrongLimits()
    {
        yield return new TestCaseData(new RiskLimits { PriceCollarBps = 0 }, "priceCollarBps");
        yield return new TestCaseData(new RiskLimits { PriceCollarBps = 10_001 }, "priceCollarBps");
        yield return new TestCaseData(new RiskLimits { OrderQuantityMax = 0 }, "orderQuantityMax");
        yield return new TestCaseData(new RiskLimits { OrderNotionalMax = -5 }, "orderNotionalMax");
        yield return new TestCaseData(new RiskLimits { OpenNotionalMax = 0 }, "openNotionalMax");
        yield return new TestCaseData(new RiskLimits { PositionMax = 1_000_000_000_000_001 }, "positionMax");
        yield return new TestCaseData(new RiskLimits { PositionNotionalMax = 0 }, "positionNotionalMax");
        yield return new TestCaseData(new RiskLimits { OrderRateMax = 1_000_001 }, "orderRateMax");
        yield return new TestCaseData(new RiskLimits { VenueOrderRateMax = 0 }, "venueOrderRateMax");
        yield return new TestCaseData(new RiskLimits { ClientOrderRateMax = 0 }, "clientOrderRateMax");
        yield return new TestCaseData(new RiskLimits { OrderRateWindowNs = 0 }, "orderRateWindowNs");
        yield return new TestCaseData(new RiskLimits { DuplicateWindowNs = -1 }, "duplicateWindowNs");
        yield return new TestCaseData(new RiskLimits { ParentQuantityMax = 0 }, "parentQuantityMax");
        yield return new TestCaseData(new RiskLimits { ParentNotionalMax = 0 }, "parentNotionalMax");
        yield return new TestCaseData(new RiskLimits { RestrictedSymbols = ["NONE"] }, "restrictedSymbols names 'NONE'");
        yield return new TestCaseData(new RiskLimits { HardToBorrowSymbols = ["AAA", "AAA"] }, "hardToBorrowSymbols names 'AAA' twice");
        yield return new TestCaseData(new RiskLimits { Instruments = [new InstrumentRiskLimits { Symbol = "BBB", PositionMax = 0 }] }, "instruments[BBB].positionMax");
        yield return new TestCaseData(new RiskLimits { Venues = [new VenueRiskLimits { Name = "NONE" }] }, "venues names 'NONE'");
        yield return new TestCaseData(new RiskLimits { Clients = [new ClientRiskLimits { ClientId = 3, OrderRateMax = 10_001 }] }, "clients[3].orderRateMax");
        yield return new TestCaseData(
            new RiskLimits { Clients = [.. Enumerable.Range(1, 256).Select(i => new ClientRiskLimits { ClientId = i })] },
            "clients brings the number of clients to 257");
    }
}
