using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

internal sealed class ParentIntakeTests : DeskTests
{
    private static readonly ParentOrder Good = Desk.Order(1, 500, limitCents: 10_005);

    private static IEnumerable<TestCaseData> BadOrders()
    {
        yield return new TestCaseData(Good with { InstrumentId = new InstrumentId(2) }, RejectReason.UnknownInstrument);
        yield return new TestCaseData(Good with { InstrumentId = new InstrumentId(-1) }, RejectReason.UnknownInstrument);
        yield return new TestCaseData(Good with { Side = Side.None }, RejectReason.BadSide);
        yield return new TestCaseData(Good with { Side = (Side)77 }, RejectReason.BadSide);
        yield return new TestCaseData(Good with { Quantity = 0 }, RejectReason.BadQuantity);
        yield return new TestCaseData(Good with { Quantity = -100 }, RejectReason.BadQuantity);
        yield return new TestCaseData(Good with { Quantity = 1_000_000_000_000_001 }, RejectReason.BadQuantity);
        yield return new TestCaseData(Good with { PermittedActions = RouteActions.None }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { ExcludedVenues = ulong.MaxValue }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { Instructions = RoutingInstructions.LitOnly | RoutingInstructions.DarkOnly }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { Instructions = RoutingInstructions.DarkOnly }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { Instructions = RoutingInstructions.PostOnly }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { UrgencyPercent = 101 }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { ShortSale = ShortSale.Short }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { Type = OrderType.MidpointPeg }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { Type = OrderType.PrimaryPeg }, RejectReason.BadInstructions);
        yield return new TestCaseData(Good with { Type = OrderType.MarketPeg }, RejectReason.Unsupported);
        yield return new TestCaseData(Good with { LimitPrice = default }, RejectReason.BadPrice);
        yield return new TestCaseData(Good with { LimitPrice = new Price(100_005_000_000) }, RejectReason.BadPrice);
        yield return new TestCaseData(Good with { LimitPrice = new Price(-Desk.Cent) }, RejectReason.BadPrice);
        yield return new TestCaseData(Good with { PegOffsetNanos = Desk.Cent }, RejectReason.BadPrice);
        yield return new TestCaseData(Good with { TimeInForce = TimeInForce.FillOrKill }, RejectReason.Unsupported);
        yield return new TestCaseData(Good with { MinimumQuantity = 501 }, RejectReason.BadMinimumQuantity);
        yield return new TestCaseData(Good with { MinimumQuantity = -1 }, RejectReason.BadMinimumQuantity);
        yield return new TestCaseData(Good with { ExpireTimeNs = Desk.StartNs + 1 }, RejectReason.BadExpiry);
        yield return new TestCaseData(Good with { TimeInForce = TimeInForce.GoodTillDate }, RejectReason.BadExpiry);
        yield return new TestCaseData(Good with { TimeInForce = TimeInForce.GoodTillDate, ExpireTimeNs = Desk.StartNs }, RejectReason.BadExpiry);
        yield return new TestCaseData(Good with { HorizonNs = -1 }, RejectReason.BadExpiry);
        yield return new TestCaseData(Good with { PolicyId = 99 }, RejectReason.UnknownPolicy);
        yield return new TestCaseData(Good with { ClientId = -1 }, RejectReason.UnknownClient);
    }

    [TestCaseSource(nameof(BadOrders))]
    public void ShouldRefuseWithAReasonAndSendNothing(ParentOrder order, RejectReason reason)
    {
        Assert.That(Market.Engine.OnParentOrder(order), Is.EqualTo(reason));
        Market.DecideAll();
        Assert.That(Out.Log, Is.EqualTo(new[] { $"refuse 1 {reason}", $"alert ParentRefused {reason}", "release" }));
        Assert.That((Out.Outcomes[0].Quantity, Out.Outcomes[0].FilledQuantity), Is.EqualTo((order.Quantity, 0L)));
        Assert.That(Market.Engine.OpenParentCount, Is.Zero);
    }

    [Test]
    public void ShouldJournalAnOrderBeforeItDecides()
    {
        Assert.That(Market.Parent(1, 300), Is.EqualTo(RejectReason.None));
        Assert.That(Out.Log, Is.EqualTo(new[] { "accept 1", "release", "child 1 LITB 300@10001", "release", "decision 1/0" }));
    }

    [Test]
    public void ShouldEndAnImmediateOrderInsteadOfWaiting()
    {
        ParentOrder beyondTheMarket = Desk.Order(1, 300, limitCents: 9_000) with { TimeInForce = TimeInForce.ImmediateOrCancel };
        Assert.That(Market.Engine.OnParentOrder(beyondTheMarket), Is.EqualTo(RejectReason.None));
        Market.DecideAll();
        Assert.That(Out.Orders, Is.Empty);
        Assert.That(Out.Outcomes[^1].State, Is.EqualTo(ParentOrderState.Exhausted));
        Assert.That(Market.Engine.OpenParentCount, Is.Zero);
    }

    [Test]
    public void ShouldRefuseAnIdThatIsOpenOrEnded()
    {
        Market.Parent(1, 300);
        Assert.That(Market.Parent(1, 300), Is.EqualTo(RejectReason.Duplicate));
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        Assert.That(Out.Outcomes[^1].State, Is.EqualTo(ParentOrderState.Filled));
        Assert.That(Market.Parent(1, 300), Is.EqualTo(RejectReason.Duplicate));
        Assert.That(Out.Orders, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldRefuseMoreThanItHasRoomForAndGoOnWhenOneEnds()
    {
        for (int i = 1; i <= 4; i++)
        {
            Assert.That(Market.Parent(i, 100), Is.EqualTo(RejectReason.None));
        }

        Assert.That(Market.Parent(5, 100), Is.EqualTo(RejectReason.CapacityExceeded));
        Market.Report(Desk.Fill(Out.Orders[2], 1, 100, 100));
        Assert.That(Market.Parent(6, 100), Is.EqualTo(RejectReason.None));
        Assert.That(Market.Engine.OpenParentCount, Is.EqualTo(4));
    }

    [Test]
    public void ShouldTakeOrdersForEverThoughItRemembersFew()
    {
        for (int i = 1; i <= 100; i++)
        {
            Market.NowNs += TimeUnits.Second; // what was taken is forgotten
            Assert.That(Market.Parent(i, 100), Is.EqualTo(RejectReason.None), $"order {i}");
            Market.Report(Desk.Fill(Child, (ulong)i, 100, 100));
        }

        Assert.That(Out.Outcomes.Select(o => o.State), Is.All.EqualTo(ParentOrderState.Filled).And.Exactly(100).Items);
    }

    [Test]
    public void ShouldKeepTheQuoteOfTheArrival()
    {
        Market.Parent(1, 300);
        Market.Delete(0, 2);
        Market.Delete(1, 4);
        Market.Add(0, 9, Side.Sell, 10_004, 100);
        Market.Report(Desk.Fill(Child, 1, 300, 300));
        ParentOutcome outcome = Out.Outcomes[0];
        Assert.That((outcome.ArrivalBid.Nanos / Desk.Cent, outcome.ArrivalAsk.Nanos / Desk.Cent), Is.EqualTo((9999L, 10_001L)));
        Assert.That((outcome.EndBid.Nanos / Desk.Cent, outcome.EndAsk.Nanos / Desk.Cent), Is.EqualTo((9999L, 10_004L)));
        Assert.That((outcome.FilledQuantity, outcome.FilledNotionalNanos, outcome.FeeNanos), Is.EqualTo((300L, (Int128)300 * 10_001 * Desk.Cent, 900_000_000L)));
        Assert.That((outcome.DecisionCount, outcome.ChildCount), Is.EqualTo((1, 1)));
    }

    [Test]
    public void ShouldRefuseOrdersAfterTheSession()
    {
        Market.Control(ControlKind.EndOfSession);
        Assert.That(Market.Parent(1, 100), Is.EqualTo(RejectReason.SessionClosed));
        Assert.That(Out.Orders, Is.Empty);
    }

    [Test]
    public void ShouldBearAnyNumbersOfAnOrder()
    {
        ParentOrder huge = Good with { Quantity = 1_000_000_000_000_000, HorizonNs = long.MaxValue, LimitPrice = new Price(1_000_000_000_000_000_000) };
        Assert.That(Market.Engine.OnParentOrder(huge), Is.EqualTo(RejectReason.None));
        Market.DecideAll();
        Market.Tick(1);
        Assert.That(Out.Children, Is.EqualTo(new[] { "LITB 400@10001" }), "what is displayed, not what is wanted");
        Assert.That(Out.Outcomes, Is.Empty, "the horizon is at the end of time");
        ParentOrder beyond = Good with { Id = new ParentOrderId(2), Quantity = long.MaxValue, LimitPrice = new Price(long.MaxValue / Desk.Cent * Desk.Cent), MinimumQuantity = long.MinValue };
        Assert.That(Market.Engine.OnParentOrder(beyond), Is.EqualTo(RejectReason.BadQuantity));
        Assert.That(Market.Engine.OnParentOrder(beyond with { Quantity = 1 }), Is.EqualTo(RejectReason.BadPrice));
        Assert.That(Market.Engine.OpenParentCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldSayWhichLimitRefusedAnOrder()
    {
        Rebuild(s => s with { Risk = new Routing.Risk.RiskLimits { ParentQuantityMax = 400 } });
        Assert.That(Market.Engine.OnParentOrder(Good with { ClientId = 7 }), Is.EqualTo(RejectReason.SizeLimit));
        Assert.That(Out.Alerts.Single(), Is.EqualTo(new EngineAlert
        {
            Kind = AlertKind.ParentRefused,
            ParentId = new ParentOrderId(1),
            ClientId = 7,
            RejectReason = RejectReason.SizeLimit,
            Value = 500,
            Limit = 400,
            TimeNs = Desk.StartNs,
        }));
    }
}
