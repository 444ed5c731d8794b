using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

/// <summary>Rates and duplicates: what depends on time.</summary>
[TestFixture]
public sealed class RiskTimeTests
{
    private const RejectReason Ok = RejectReason.None;
    private const RejectReason Full = RejectReason.RateLimit;

    [Test]
    public void ShouldHoldTheRateInASlidingWindow()
    {
        var desk = new RiskDesk(new RiskLimits { OrderRateMax = 3, OrderRateWindowNs = 100 });
        long[] times = [1_000, 1_000, 1_050, 1_099, 1_100, 1_100, 1_149, 1_150];
        Assert.That(times.Select(t => desk.Send(desk.Order(timeNs: t))), Is.EqualTo(new[] { Ok, Ok, Ok, Full, Ok, Ok, Full, Ok }));
        Assert.That(desk.Verdict(desk.Order(timeNs: 0)), Is.EqualTo(new RiskVerdict(Full, 4, 3)), "time that falls must not free the window");
    }

    [Test]
    public void ShouldCountOrdersThatLeaveLaterWhereverTheyAreInTheWindow()
    {
        var desk = new RiskDesk(new RiskLimits { OrderRateMax = 2, OrderRateWindowNs = 100 });
        ChildOrder held = desk.Order(timeNs: 1_000) with { SendTimeNs = 1_090 };
        Assert.That(desk.Gate.Check(held, RiskDesk.Market with { NowNs = 1_000 }).IsPassed);
        desk.Gate.OnChildSent(held);
        Assert.That(new[] { 1_000, 1_180, 1_190 }.Select(t => desk.Send(desk.Order(timeNs: t))), Is.EqualTo(new[] { Ok, Full, Ok }), "1090 with 1000 behind it counts as two of 1090");
    }

    [Test]
    public void ShouldHoldTheRatesOfVenuesAndClients()
    {
        var desk = new RiskDesk(new RiskLimits
        {
            OrderRateMax = 100,
            VenueOrderRateMax = 3,
            ClientOrderRateMax = 2,
            Venues = [new VenueRiskLimits { Name = "DARK", OrderRateMax = 1 }],
            Clients = [new ClientRiskLimits { ClientId = 2, OrderRateMax = 1 }],
        });
        (int Venue, int Client)[] orders = [(0, 1), (0, 1), (0, 1), (0, 2), (2, 2), (0, 3), (1, 3), (1, 4), (2, 4)];
        RejectReason[] answers = [.. orders.Select(o => desk.Send(desk.Order() with { VenueId = new VenueId((byte)o.Venue), ClientId = o.Client }))];
        Assert.That(answers, Is.EqualTo(new[] { Ok, Ok, Full, Ok, Full, Full, Ok, Full, Ok }));
    }

    [Test]
    public void ShouldKeepWhatWasCountedWhenTheRateChanges()
    {
        var limits = new RiskLimits { OrderRateMax = 5, OrderRateWindowNs = 100 };
        var desk = new RiskDesk(limits);
        long[] times = [1_000, 1_010, 1_020, 1_030];
        Assert.That(times.Select(t => desk.Send(desk.Order(timeNs: t))), Is.All.EqualTo(Ok));
        desk.Reload(limits with { OrderRateMax = 2 });
        Assert.That(new[] { 1_119, 1_120, 1_121 }.Select(t => desk.Check(desk.Order(timeNs: t))), Is.EqualTo(new[] { Full, Ok, Ok }));
        desk.Reload(limits with { OrderRateMax = 4, OrderRateWindowNs = 1_000 });
        Assert.That(new[] { 1_999, 2_000 }.Select(t => desk.Check(desk.Order(timeNs: t))), Is.EqualTo(new[] { Full, Ok }));
        desk.Reload(limits with { OrderRateMax = 20_000, VenueOrderRateMax = 4, ClientOrderRateMax = 5, OrderRateWindowNs = 1_000 });
        Assert.That(new[] { 1_999, 2_000 }.Select(t => desk.Check(desk.Order(timeNs: t))), Is.EqualTo(new[] { Full, Ok }), "a limit that is new knows what went before");
    }

    [Test]
    public void ShouldCountWhatItForgotAsIfItHadJustBeen()
    {
        var window = new RateWindow(keptMin: 2);
        window.SetLimit(2, 100);
        foreach (long t in new long[] { 0, 10, 200 })
        {
            window.Add(t);
        }

        window.SetLimit(4, 1_000);
        Assert.That((window.IsFull(999, ahead: 0), window.IsFull(1_000, ahead: 0)), Is.EqualTo((true, false)), "one of time 0 was forgotten: who knows how many more");
        window.Add(1_000);
        window.Add(1_000);
        Assert.That((window.IsFull(1_009, ahead: 0), window.IsFull(1_010, ahead: 0)), Is.EqualTo((true, false)));
        window.SetLimit(3, 1_000);
        Assert.That((window.IsFull(1_199, ahead: 0), window.IsFull(1_200, ahead: 0)), Is.EqualTo((true, false)));
    }

    [Test]
    public void ShouldRefuseAnEqualOrderWithinTheWindow()
    {
        var desk = new RiskDesk(new RiskLimits { DuplicateWindowNs = 100 });
        Assert.That(desk.Send(desk.Order()), Is.EqualTo(Ok));
        ChildOrder again = desk.Order(timeNs: 1_099);
        ChildOrder[] others =
        [
            again with { ClientId = 1 }, again with { InstrumentId = new InstrumentId(1) }, again with { Side = Side.Sell }, again with { VenueId = new VenueId(1) },
            again with { LimitPrice = Price.FromDecimal(99.99m) }, again with { Quantity = 99 }, again with { Type = OrderType.MidpointPeg },
            again with { IsConditional = true }, again with { FirmUpOf = new ChildOrderId(1) },
        ];
        Assert.That(others.Select(o => desk.Check(o)), Is.All.EqualTo(Ok));
        Assert.That(desk.Verdict(again with { BeneficialOwner = 3, ParentId = new ParentOrderId(4) }), Is.EqualTo(new RiskVerdict(RejectReason.DuplicateOrder, 100, 100)));
        Assert.That(desk.Send(desk.Order(timeNs: 1_100)), Is.EqualTo(Ok));
        Assert.That(desk.Check(desk.Order(timeNs: 1_199)), Is.EqualTo(RejectReason.DuplicateOrder), "the last one counts");
    }

    [Test]
    public void ShouldKnowEarlierOrdersWhenTheCheckIsSwitchedOn()
    {
        var desk = new RiskDesk();
        Assert.That((desk.Send(desk.Order()), desk.Send(desk.Order())), Is.EqualTo((Ok, Ok)));
        desk.Reload(new RiskLimits { DuplicateWindowNs = 1_000 });
        Assert.That(desk.Check(desk.Order(timeNs: 1_999)), Is.EqualTo(RejectReason.DuplicateOrder));
    }

    [Test]
    public void ShouldRefuseWhenItCannotTellADuplicate()
    {
        var desk = new RiskDesk(new RiskLimits { DuplicateWindowNs = 100 }, new RiskCapacity { RecentOrdersMax = 3 });
        Assert.That(new[] { 1_000, 1_040, 1_050 }.Select(t => desk.Send(desk.Order(t, timeNs: t))), Is.All.EqualTo(Ok));
        Assert.That(desk.Check(desk.Order(9, timeNs: 1_099)), Is.EqualTo(RejectReason.CapacityExceeded));
        Assert.That(desk.Send(desk.Order(9, timeNs: 1_100)), Is.EqualTo(Ok));
        Assert.That(desk.Check(desk.Order(1_040, timeNs: 1_139)), Is.EqualTo(RejectReason.DuplicateOrder));
        Assert.That(desk.Send(desk.Order(1_040, timeNs: 1_140)), Is.EqualTo(Ok), "an old one again needs no room");
        Assert.That(desk.Check(desk.Order(8, timeNs: 1_149)), Is.EqualTo(RejectReason.CapacityExceeded));
        Assert.That(desk.Check(desk.Order(8, timeNs: 1_150)), Is.EqualTo(Ok));
    }
}
