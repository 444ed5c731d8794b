using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

/// <summary>Notional that is open or executed, positions marked, and credit.</summary>
[TestFixture]
public sealed class RiskExposureTests
{
    [Test]
    public void ShouldHoldTheNotionalOfEverythingOpen()
    {
        var desk = new RiskDesk(new RiskLimits { OpenNotionalMax = 25_000, Clients = [new ClientRiskLimits { ClientId = 1, OpenNotionalMax = 12_000 }] });
        ChildOrder buy = desk.Order() with { ClientId = 1 };
        ChildOrder sale = desk.Order(side: Side.Sell, price: 99m) with { InstrumentId = new InstrumentId(1) };
        Assert.That((desk.Send(buy), desk.Send(sale)), Is.EqualTo((RejectReason.None, RejectReason.None)));
        Assert.That(RiskDesk.Units(desk.Gate.OpenNotionalNanos), Is.EqualTo(10_000m + 9_998m), "a sale is worth the bid at least");
        Assert.That(desk.Verdict(desk.Order(51)), Is.EqualTo(new RiskVerdict(RejectReason.AggregateNotional, 25_098, 25_000)));
        Assert.That(desk.Verdict(desk.Order(21) with { ClientId = 1 }), Is.EqualTo(new RiskVerdict(RejectReason.AggregateNotional, 12_100, 12_000)));
        desk.Fill(buy, 60, 99.99m);
        desk.Cancel(sale);
        Assert.That(RiskDesk.Units(desk.Gate.OpenNotionalNanos), Is.EqualTo(4_000m));
        Assert.That(desk.Check(desk.Order(80) with { ClientId = 1 }), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldUseCreditAtTheRealPriceForBuysAndSells()
    {
        var desk = new RiskDesk();
        desk.Control(ControlKind.CreditSet, client: 1, value: 30_000);
        desk.Control(ControlKind.CreditSet, client: 0, value: 45_000);
        ChildOrder buy = desk.Order() with { ClientId = 1 };
        ChildOrder sale = desk.Order(side: Side.Sell, price: 99.98m) with { ClientId = 1 };
        desk.Send(buy);
        desk.Fill(buy, 100, 95m);
        desk.Send(sale);
        desk.Fill(sale, 40, 100m);
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedOf(1)), Is.EqualTo(9_500m + 4_000m + (60 * 99.98m)));
        Assert.That(desk.Verdict(desk.Order(106) with { ClientId = 1 }), Is.EqualTo(new RiskVerdict(RejectReason.ClientCredit, 30_099, 30_000)));
        Assert.That(desk.Check(desk.Order(105) with { ClientId = 1 }), Is.EqualTo(RejectReason.None));
        desk.Cancel(sale);
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedOf(1)), Is.EqualTo(13_500m));
        Assert.That(desk.Check(desk.Order(315)), Is.EqualTo(RejectReason.None), "the house uses the shard's credit alone");
        Assert.That(desk.Verdict(desk.Order(316)), Is.EqualTo(new RiskVerdict(RejectReason.ShardCredit, 45_100, 45_000)));
        desk.Control(ControlKind.CreditSet, client: 0, value: 46_000);
        Assert.That(desk.Check(desk.Order(316)), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldRestateWhatWasCorrectedOrBusted()
    {
        var desk = new RiskDesk();
        ChildOrder order = desk.Order() with { ClientId = 1 };
        desk.Send(order);
        desk.Fill(order, 60, 99m);
        desk.Report(order, new ExecutionReport { Type = ExecutionType.TradeCorrection, LastQuantity = 50, LastPrice = Price.FromDecimal(99m), CumulativeQuantity = 50, LeavesQuantity = 50 });
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedOf(1)), Is.EqualTo((50 * 99m) + (50 * 100m)));
        desk.Report(order, new ExecutionReport { Type = ExecutionType.TradeBust, LastQuantity = 50, LastPrice = Price.FromDecimal(99m), CumulativeQuantity = 0, LeavesQuantity = 50 });
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedOf(1)), Is.EqualTo(50 * 100m));
        Assert.That(desk.Gate.PositionOf(order.InstrumentId), Is.EqualTo(new RiskPosition(0, 50, 0)));
        desk.Cancel(order);
        Assert.That((RiskDesk.Units(desk.Gate.CreditUsedOf(1)), RiskDesk.Units(desk.Gate.CreditUsedNanos)), Is.EqualTo((0m, 0m)));
    }

    [Test]
    public void ShouldNotLetABustFreeMoreThanTheOrderWasWorth()
    {
        var desk = new RiskDesk();
        ChildOrder other = desk.Order();
        ChildOrder order = desk.Order();
        desk.Send(other);
        desk.Send(order with { Id = new ChildOrderId(order.Id.Value + 1) });
        desk.Fill(other, 100, 100m);
        ChildOrder sent = order with { Id = new ChildOrderId(order.Id.Value + 1) };
        desk.Fill(sent, 100, 99m);
        desk.Report(sent, new ExecutionReport { Type = ExecutionType.TradeBust, LastQuantity = 100, LastPrice = Price.FromDecimal(1_000_000m) });
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedNanos), Is.GreaterThanOrEqualTo(9_900m), "what the other order took stays taken");
    }

    [Test]
    public void ShouldCountAFillWithoutAPriceAtWhatTheOrderWasWorth()
    {
        var desk = new RiskDesk();
        ChildOrder order = desk.Order();
        desk.Send(order);
        desk.Fill(order, 100, 0m);
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedNanos), Is.EqualTo(10_000m));
    }

    [Test]
    public void ShouldHoldTheSumOfPositionNotionals()
    {
        var desk = new RiskDesk(new RiskLimits { PositionNotionalMax = 30_000 });
        desk.Control(ControlKind.PositionSet, instrument: 1, value: -100, value2: 50_000_000_000);
        Assert.That(RiskDesk.Units(desk.Gate.PositionNotionalNanos), Is.EqualTo(5_000m));
        ChildOrder buy = desk.Order(200);
        Assert.That(desk.Send(buy), Is.EqualTo(RejectReason.None));
        Assert.That(RiskDesk.Units(desk.Gate.PositionNotionalNanos), Is.EqualTo(5_000m + (200 * 99.99m)), "marked at the middle");
        Assert.That(desk.Verdict(desk.Order(51)), Is.EqualTo(new RiskVerdict(RejectReason.PositionLimit, 30_098, 30_000)));
        desk.Fill(buy, 200, 100m);
        Assert.That(RiskDesk.Units(desk.Gate.PositionNotionalNanos), Is.EqualTo(5_000m + (200 * 99.99m)));
        desk.Control(ControlKind.PositionSet, instrument: 1, value: -100, value2: 500_000_000_000);
        Assert.That(RiskDesk.Units(desk.Gate.PositionNotionalNanos), Is.GreaterThan(60_000m));
        Assert.That(desk.Check(desk.Order(1)), Is.EqualTo(RejectReason.PositionLimit));
        Assert.That(desk.Check(desk.Order(200, Side.Sell, 99.98m)), Is.EqualTo(RejectReason.None), "it makes the position smaller");
    }

    [Test]
    public void ShouldReserveNothingForAConditionalOrder()
    {
        var desk = new RiskDesk(new RiskLimits { OpenNotionalMax = 10_000, PositionMax = 100, VenueOrderRateMax = 2 });
        desk.Control(ControlKind.CreditSet, client: 0, value: 10_000);
        ChildOrder conditional = desk.Order(5_000) with { IsConditional = true, BeneficialOwner = 1, TimeInForce = TimeInForce.Day };
        Assert.That(desk.Send(conditional), Is.EqualTo(RejectReason.None));
        Assert.That((desk.Gate.OpenNotionalNanos, desk.Gate.PositionOf(default)), Is.EqualTo(((Int128)0, default(RiskPosition))));
        desk.Report(conditional, new ExecutionReport { Type = ExecutionType.New });
        ChildOrder firm = desk.Order() with { FirmUpOf = conditional.Id, BeneficialOwner = 1 };
        Assert.That(desk.Send(firm), Is.EqualTo(RejectReason.None), "no trade with its own invitation");
        Assert.That(desk.Gate.PositionOf(default), Is.EqualTo(new RiskPosition(0, 100, 0)));
        Assert.That(desk.Check(desk.Order(1) with { IsConditional = true }), Is.EqualTo(RejectReason.RateLimit), "but it counts as a message");
        desk.Cancel(conditional);
        Assert.That(desk.Gate.PositionOf(default), Is.EqualTo(new RiskPosition(0, 100, 0)));
    }

    [Test]
    public void ShouldBelieveAFillOfAConditionalOrder()
    {
        var desk = new RiskDesk();
        ChildOrder conditional = desk.Order() with { IsConditional = true };
        desk.Send(conditional);
        desk.Fill(conditional, 100, 100m);
        Assert.That(desk.Gate.PositionOf(default), Is.EqualTo(new RiskPosition(100, 0, 0)));
        Assert.That(RiskDesk.Units(desk.Gate.CreditUsedNanos), Is.EqualTo(10_000m));
    }

    [Test]
    public void ShouldKeepReservedWhatEndedWithFillsMissing()
    {
        var desk = new RiskDesk();
        ChildOrder order = desk.Order();
        desk.Send(order);
        desk.Report(order, new ExecutionReport { Type = ExecutionType.Cancelled, CumulativeQuantity = 30 });
        Assert.That(desk.Gate.PositionOf(default), Is.EqualTo(new RiskPosition(0, 30, 0)));
        Assert.That(RiskDesk.Units(desk.Gate.OpenNotionalNanos), Is.EqualTo(3_000m));
        desk.Fill(order, 30, 100m);
        Assert.That((desk.Gate.PositionOf(default), desk.Gate.OpenNotionalNanos), Is.EqualTo((new RiskPosition(30, 0, 0), (Int128)0)));
    }
}
