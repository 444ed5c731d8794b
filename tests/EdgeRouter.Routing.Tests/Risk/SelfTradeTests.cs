using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Risk;

[TestFixture]
public sealed class SelfTradeTests
{
    [TestCase("100.00", RejectReason.SelfTrade)]
    [TestCase("100.01", RejectReason.SelfTrade)]
    [TestCase("99.99", RejectReason.None)]
    public void ShouldNotMeetAnOwnRestingOrder(string price, RejectReason expected)
    {
        var desk = new RiskDesk();
        ChildOrder sale = Owned(desk.Order(side: Side.Sell), 7);
        desk.Send(sale);
        ChildOrder buy = Owned(desk.Order(price: decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture)), 7);
        Assert.That(desk.Check(buy), Is.EqualTo(expected));
        Assert.That(desk.Check(buy with { TimeInForce = TimeInForce.ImmediateOrCancel }), Is.EqualTo(expected));
        if (expected == RejectReason.SelfTrade)
        {
            Assert.That(desk.Verdict(buy), Is.EqualTo(new RiskVerdict(RejectReason.SelfTrade, sale.Id.Value, sale.LimitPrice.Nanos)));
        }
    }

    [Test]
    public void ShouldLetMeetWhatIsNotOneOwnersOnOneMarket()
    {
        var desk = new RiskDesk();
        desk.Send(Owned(desk.Order(side: Side.Sell), 7));
        ChildOrder buy = Owned(desk.Order(), 7);
        Assert.Multiple(() =>
        {
            Assert.That(desk.Check(buy with { BeneficialOwner = 8 }), Is.EqualTo(RejectReason.None), "different owners may cross");
            Assert.That(desk.Check(buy with { BeneficialOwner = 0 }), Is.EqualTo(RejectReason.None), "no owner, no prevention");
            Assert.That(desk.Check(buy with { VenueId = new VenueId(RiskDesk.Dark) }), Is.EqualTo(RejectReason.None));
            Assert.That(desk.Check(buy with { InstrumentId = new InstrumentId(1) }), Is.EqualTo(RejectReason.None));
            Assert.That(desk.Check(buy with { Side = Side.Sell }), Is.EqualTo(RejectReason.None), "its own side");
        });
    }

    [TestCase(RiskDesk.Dark, TimeInForce.ImmediateOrCancel, TimeInForce.ImmediateOrCancel, RejectReason.None)]
    [TestCase(RiskDesk.Dark, TimeInForce.ImmediateOrCancel, TimeInForce.FillOrKill, RejectReason.None)]
    [TestCase(RiskDesk.Dark, TimeInForce.Day, TimeInForce.ImmediateOrCancel, RejectReason.SelfTrade)]
    [TestCase(RiskDesk.Dark, TimeInForce.ImmediateOrCancel, TimeInForce.Day, RejectReason.SelfTrade)]
    [TestCase(RiskDesk.Auction, TimeInForce.ImmediateOrCancel, TimeInForce.ImmediateOrCancel, RejectReason.SelfTrade)]
    public void ShouldSeeThatOneOfTwoMustStand(int venue, TimeInForce first, TimeInForce second, RejectReason expected)
    {
        var desk = new RiskDesk();
        ChildOrder sale = Owned(desk.Order(side: Side.Sell, price: 99m), 7) with { VenueId = new VenueId((byte)venue), Type = OrderType.MidpointPeg, TimeInForce = first };
        desk.Send(sale);
        Assert.That(desk.Check(Owned(desk.Order(), 7) with { VenueId = new VenueId((byte)venue), TimeInForce = second }), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldSeeThatFirmedUpOrdersMeetEachOther()
    {
        var desk = new RiskDesk();
        desk.Send(Owned(desk.Order(side: Side.Sell), 7) with { FirmUpOf = new ChildOrderId(900), TimeInForce = TimeInForce.ImmediateOrCancel });
        Assert.That(desk.Check(Owned(desk.Order(), 7) with { FirmUpOf = new ChildOrderId(901), TimeInForce = TimeInForce.ImmediateOrCancel }), Is.EqualTo(RejectReason.SelfTrade));
    }

    [Test]
    public void ShouldForgetAnOrderThatEnded()
    {
        var desk = new RiskDesk();
        ChildOrder[] sales = [.. Enumerable.Range(0, 4).Select(_ => Owned(desk.Order(side: Side.Sell), 7))];
        Array.ForEach(sales, s => desk.Send(s));
        ChildOrder buy = Owned(desk.Order(), 7);
        int[] order = [1, 3, 0, 2];
        foreach (int i in order)
        {
            Assert.That(desk.Check(buy), Is.EqualTo(RejectReason.SelfTrade));
            desk.Report(sales[i], new ExecutionReport { Type = ExecutionType.PendingCancel });
            Assert.That(desk.Check(buy), Is.EqualTo(RejectReason.SelfTrade), "a cancel on its way has not cancelled yet");
            desk.Cancel(sales[i]);
        }

        Assert.That(desk.Check(buy), Is.EqualTo(RejectReason.None));
    }

    [Test]
    public void ShouldRefuseOwnersWhenThereIsNoRoomToWatch()
    {
        var desk = new RiskDesk(capacity: new RiskCapacity { OwnOrdersMax = 2 });
        ChildOrder first = Owned(desk.Order(), 1);
        ChildOrder second = Owned(desk.Order(), 2);
        desk.Send(first);
        desk.Send(second);
        ChildOrder third = Owned(desk.Order(), 3);
        Assert.That(desk.Verdict(third), Is.EqualTo(new RiskVerdict(RejectReason.CapacityExceeded, 2, 2)));
        Assert.That(desk.Check(third with { BeneficialOwner = 0 }), Is.EqualTo(RejectReason.None));

        desk.Gate.OnChildSent(third); // as a journal of a larger setup would have it
        desk.Cancel(first);
        Assert.That(desk.Check(Owned(desk.Order(), 4)), Is.EqualTo(RejectReason.CapacityExceeded), "one order is open that nobody watches");
        desk.Gate.OnChildChanged(third, new ChildTransition { To = ChildOrderState.Cancelled, ReservedChange = -100 }, default);
        Assert.That(desk.Check(Owned(desk.Order(), 4)), Is.EqualTo(RejectReason.None));
    }

    private static ChildOrder Owned(ChildOrder order, long owner) => order with { BeneficialOwner = owner };
}
