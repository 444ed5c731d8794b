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
    private static readonly Universe World = new(
        [
            new Instrument { Id = new InstrumentId(0), Symbol = "AAA" },
            new Instrument { Id = new InstrumentId(1), Symbol = "BBB" },
        ],
        [
            new Venue { Id = new VenueId(0), Name = "LIT", Kind = VenueKind.Lit },
            new Venue { Id = new VenueId(1), Name = "DARK", Kind = VenueKind.Midpoint },
        ]);

    private static readonly RiskMarket Market = new() { Bid = Price.FromDecimal(99.98m), HasBid = true, Ask = Price.FromDecimal(100m), HasAsk = true, NowNs = 1_000 };

    private static long _lastId;

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
        RiskGate gate = GateOf(new RiskLimits { PriceCollarBps = 100 });
        decimal price = decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(gate.Check(Order(side: side) with { LimitPrice = Price.FromDecimal(price) }, Market), Is.EqualTo(expected));
    }

    [TestCase(500, RejectReason.None)]
    [TestCase(501, RejectReason.SizeLimit)]
    [TestCase(0, RejectReason.BadQuantity)]
    [TestCase(-1, RejectReason.BadQuantity)]
    [TestCase(long.MaxValue, RejectReason.SizeLimit)]
    public void ShouldHoldTheSizeLimit(long quantity, RejectReason expected) =>
        Assert.That(GateOf(new RiskLimits { OrderQuantityMax = 500 }).Check(Order(quantity), Market), Is.EqualTo(expected));

    [TestCase(100, RejectReason.None)]
    [TestCase(101, RejectReason.NotionalLimit)]
    public void ShouldHoldTheNotionalLimit(long quantity, RejectReason expected) =>
        Assert.That(GateOf(new RiskLimits { OrderNotionalMax = 10_000 }).Check(Order(quantity), Market), Is.EqualTo(expected));

    [Test]
    public void ShouldNotOverflowWithTheLargestNotional()
    {
        RiskGate gate = GateOf(new RiskLimits { OrderQuantityMax = long.MaxValue, OrderNotionalMax = long.MaxValue, PositionMax = long.MaxValue });
        RiskMarket market = Market with { Ask = new Price(9_000_000_000_000_000_000) };
        Assert.That(gate.Check(Order(long.MaxValue) with { LimitPrice = new Price(9_000_000_000_000_000_000) }, market), Is.EqualTo(RejectReason.NotionalLimit));
    }

    [Test]
    public void ShouldHoldTheRateInASlidingWindow()
    {
        RiskGate gate = GateOf(new RiskLimits { OrderRateMax = 3, OrderRateWindowNs = 100 });
        long[] times = [1_000, 1_000, 1_050, 1_099, 1_100, 1_100, 1_149, 1_150];
        RejectReason[] answers = [.. times.Select(t => gate.Check(Order(), Market with { NowNs = t }))];
        const RejectReason Ok = RejectReason.None;
        const RejectReason Full = RejectReason.RateLimit;
        Assert.That(answers, Is.EqualTo(new[] { Ok, Ok, Ok, Full, Ok, Ok, Full, Ok }));
        Assert.That((gate.PassedCount, gate.RejectCount(Full)), Is.EqualTo((6L, 2L)));
        Assert.That(gate.Check(Order(), Market with { NowNs = 0 }), Is.EqualTo(Full), "time that falls must not free the window");
    }

    [TestCase(Side.Buy, 700, 300, RejectReason.None)]
    [TestCase(Side.Buy, 700, 301, RejectReason.PositionLimit)]
    [TestCase(Side.Sell, -700, 300, RejectReason.None)]
    [TestCase(Side.Sell, -700, 301, RejectReason.PositionLimit)]
    [TestCase(Side.Sell, 700, 1_700, RejectReason.None)]
    [TestCase(Side.Sell, 700, 1_701, RejectReason.PositionLimit)]
    public void ShouldHoldThePositionLimit(Side side, long position, long quantity, RejectReason expected)
    {
        RiskGate gate = GateOf(new RiskLimits { PositionMax = 1_000 });
        gate.SetPosition(new InstrumentId(0), position);
        Assert.That(gate.Check(Order(quantity, side), Market), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldCountOpenOrdersAndFillsAgainstThePosition()
    {
        RiskGate gate = GateOf(new RiskLimits { PositionMax = 1_000 });
        ChildOrder order = Order(600);
        Assert.That(gate.Check(order, Market), Is.EqualTo(RejectReason.None));
        Assert.That(gate.Check(Order(401), Market), Is.EqualTo(RejectReason.PositionLimit));
        gate.Apply(order, new ChildTransition { FilledQuantity = 200, ReservedChange = -200 });
        Assert.That(gate.PositionOf(order.InstrumentId), Is.EqualTo(new RiskPosition(200, 400, 0)));
        gate.Apply(order, new ChildTransition { To = ChildOrderState.Cancelled, ReservedChange = -400 });
        Assert.That(gate.Check(Order(800), Market), Is.EqualTo(RejectReason.None));
        gate.Apply(Order(1, Side.Sell), new ChildTransition { FilledQuantity = 50 });
        Assert.That(gate.PositionOf(order.InstrumentId), Is.EqualTo(new RiskPosition(150, 800, 0)));
    }

    [Test]
    public void ShouldRefuseAnIdThatWasSeen()
    {
        RiskGate gate = GateOf(new RiskLimits());
        ChildOrder order = Order();
        Assert.That(gate.Check(order, Market), Is.EqualTo(RejectReason.None));
        Assert.That(gate.Check(order, Market), Is.EqualTo(RejectReason.Duplicate));
        Assert.That(gate.Check(order with { Id = new ChildOrderId(order.Id.Value + 1) }, Market), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldLetNothingPassTheKillSwitch()
    {
        RiskGate gate = GateOf(new RiskLimits());
        gate.IsKilled = true;
        Assert.That(gate.Check(Order(), Market), Is.EqualTo(RejectReason.KillSwitch));
        gate.IsKilled = false;
        Assert.That(gate.Check(Order(), Market), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldRefuseDisabledAndUnknownVenues()
    {
        RiskGate gate = GateOf(new RiskLimits());
        gate.SetVenueEnabled(new VenueId(0), enabled: false);
        Assert.That(gate.Check(Order(), Market), Is.EqualTo(RejectReason.VenueClosed));
        Assert.That(gate.Check(Order() with { VenueId = new VenueId(1) }, Market), Is.EqualTo(RejectReason.None));
        Assert.That(gate.Check(Order() with { VenueId = new VenueId(64) }, Market), Is.EqualTo(RejectReason.VenueClosed));
        gate.SetVenueEnabled(new VenueId(0), enabled: true);
        Assert.That(gate.Check(Order(), Market), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldRefuseWhatItCannotJudge()
    {
        RiskGate gate = GateOf(new RiskLimits { RestrictedSymbols = ["BBB"] });
        Assert.Multiple(() =>
        {
            Assert.That(gate.Check(Order() with { InstrumentId = new InstrumentId(1) }, Market), Is.EqualTo(RejectReason.Restricted));
            Assert.That(gate.Check(Order() with { InstrumentId = new InstrumentId(2) }, Market), Is.EqualTo(RejectReason.UnknownInstrument));
            Assert.That(gate.Check(Order() with { InstrumentId = new InstrumentId(-1) }, Market), Is.EqualTo(RejectReason.UnknownInstrument));
            Assert.That(gate.Check(Order() with { Side = Side.None }, Market), Is.EqualTo(RejectReason.BadSide));
            Assert.That(gate.Check(Order(), Market with { HasAsk = false }), Is.EqualTo(RejectReason.NoMarket));
            Assert.That(gate.Check(Order(side: Side.Sell), Market with { HasAsk = false }), Is.EqualTo(RejectReason.None));
        });
    }

    [TestCase(nameof(RiskLimits.PriceCollarBps))]
    [TestCase(nameof(RiskLimits.OrderQuantityMax))]
    [TestCase(nameof(RiskLimits.OrderNotionalMax))]
    [TestCase(nameof(RiskLimits.OrderRateMax))]
    [TestCase(nameof(RiskLimits.OrderRateWindowNs))]
    [TestCase(nameof(RiskLimits.PositionMax))]
    [TestCase(nameof(RiskLimits.RestrictedSymbols))]
    public void ShouldNameTheLimitThatIsWrong(string key)
    {
        var limits = new RiskLimits();
        System.Reflection.PropertyInfo property = typeof(RiskLimits).GetProperty(key)!;
        property.SetValue(limits, key == nameof(RiskLimits.RestrictedSymbols) ? new[] { "NONE" } : Convert.ChangeType(0, property.PropertyType, null));
        Assert.That(() => GateOf(limits), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1110").And.Message.Contains(key));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        RiskGate gate = GateOf(new RiskLimits());
        GcAssert.DoesNotAllocate(() => gate.Check(Order(1), Market));
    }

    private static RiskGate GateOf(RiskLimits limits) => new(limits, World);

    private static ChildOrder Order(long quantity = 100, Side side = Side.Buy) => new()
    {
        Id = new ChildOrderId(++_lastId),
        Side = side,
        Type = OrderType.Limit,
        Quantity = quantity,
        LimitPrice = Price.FromDecimal(100m),
    };
}
