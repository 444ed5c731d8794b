using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

[TestFixture]
public sealed class RiskExplainTests
{
    private const ulong Seed = 20_250_115;

    private static readonly RiskLimits Limits = new()
    {
        OrderQuantityMax = 800,
        OrderNotionalMax = 60_000,
        OpenNotionalMax = 150_000,
        PositionMax = 1_500,
        PositionNotionalMax = 140_000,
        OrderRateMax = 6,
        VenueOrderRateMax = 4,
        ClientOrderRateMax = 3,
        OrderRateWindowNs = 400,
        DuplicateWindowNs = 50,
        RestrictedSymbols = ["BBB"],
        HardToBorrowSymbols = ["AAA"],
        Clients = [new ClientRiskLimits { ClientId = 2, OrderQuantityMax = 500, OpenNotionalMax = 100_000 }],
    };

    [Test]
    public void ShouldFailFirstWhereTheGateFails()
    {
        var random = new DeterministicRandom(Seed, 1);
        var desk = new RiskDesk(Limits);
        var seen = new HashSet<RejectReason>();
        for (int i = 0; i < 3_000; i++)
        {
            if (i % 25 == 0)
            {
                // Every second desk lets exposure grow, so that rates are what stops it.
                desk = new RiskDesk(i % 50 == 0 ? Limits : Limits with { OpenNotionalMax = null, PositionMax = 1_000_000, PositionNotionalMax = null });
            }

            ChildOrder order = Draw(ref random, desk, i);
            RiskMarket market = RiskDesk.Market with { NowNs = order.SendTimeNs, HasAsk = random.NextInt32(30) > 0 };
            IReadOnlyList<RiskCheck> checks = desk.Gate.Explain(order, market);
            RiskVerdict verdict = desk.Gate.Check(order, market);
            RiskCheck failed = checks.FirstOrDefault(c => !c.IsPassed);
            seen.Add(verdict.Reason);
            Assert.That(failed.Reason, Is.EqualTo(verdict.Reason), $"seed {Seed}, order {i}: {order}");
            if (failed.Unit is { Length: > 0 } && failed.HasLimit)
            {
                Assert.That((failed.Value, failed.Limit), Is.EqualTo((verdict.Value, verdict.Limit)), $"seed {Seed}, order {i}: {failed}");
            }

            if (verdict.IsPassed)
            {
                desk.Gate.OnChildSent(order);
            }
        }

        Assert.That(seen, Is.SupersetOf(new[]
        {
            RejectReason.None, RejectReason.SizeLimit, RejectReason.NotionalLimit, RejectReason.PositionLimit, RejectReason.AggregateNotional, RejectReason.RateLimit,
            RejectReason.Restricted, RejectReason.BadPrice, RejectReason.PriceCollar, RejectReason.NoMarket, RejectReason.NoLocate,
        }));
    }

    [Test]
    public void ShouldSayTheNumbersOfEveryLimit()
    {
        var desk = new RiskDesk(Limits);
        RiskCheck size = desk.Gate.Explain(desk.Order(quantity: 300), RiskDesk.Market).Single(c => c.Reason == RejectReason.SizeLimit);
        RiskCheck notional = desk.Gate.Explain(desk.Order(quantity: 300), RiskDesk.Market).Single(c => c.Reason == RejectReason.NotionalLimit);
        Assert.That((size.Value, size.Limit, size.Unit, size.IsPassed), Is.EqualTo((300L, 800L, "shares", true)));
        Assert.That((notional.Value, notional.Limit, notional.Unit), Is.EqualTo((30_000L, 60_000L, "currency")));
    }

    [Test]
    public void ShouldChangeNothing()
    {
        var desk = new RiskDesk(Limits);
        desk.Gate.Explain(desk.Order(quantity: 9_000), RiskDesk.Market);
        Assert.That((desk.Gate.PassedCount, desk.Gate.RefusedCount(RejectReason.SizeLimit)), Is.EqualTo((0L, 0L)));
    }

    private static ChildOrder Draw(ref DeterministicRandom random, RiskDesk desk, int i)
    {
        Side side = random.NextInt32(2) == 0 ? Side.Buy : Side.Sell;
        decimal price = random.NextInt32(12) switch { 0 => 103m, 1 => 99.995m, 2 => 90m, _ => side == Side.Buy ? 100m : 99.98m };
        return desk.Order(100 * (1 + random.NextInt32(9)), side, price, 1_000 + (i * 40)) with
        {
            InstrumentId = new InstrumentId(random.NextInt32(15) == 0 ? 1 : 0),
            VenueId = new VenueId((byte)random.NextInt32(2)),
            ClientId = random.NextInt32(3),
            ShortSale = side == Side.Sell && random.NextInt32(4) == 0 ? ShortSale.Short : ShortSale.None,
        };
    }
}
