using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests;

public sealed class EconomicsTests
{
    private const long Second = TestMarket.Second;

    [TestCase(501UL)]
    [TestCase(502UL)]
    [TestCase(503UL)]
    public void ShouldRewardSensibleRoutingOverStaticAndBestPrice(ulong seed)
    {
        MarketParameters parameters = TestMarket.Short(2_700);
        List<double> fixedOrder = Play(parameters, seed, SimpleRules.Static);
        List<double> bestPrice = Play(parameters, seed, SimpleRules.BestDisplayed);
        List<double> sensible = Play(parameters, seed, SimpleRules.Sensible);

        Assert.That(Gain(fixedOrder, sensible), Is.GreaterThan(0.3), $"seed {seed}, bps against the static order");
        Assert.That(Gain(bestPrice, sensible), Is.GreaterThan(0.15), $"seed {seed}, bps against the best displayed price");
    }

    [TestCase(501UL)]
    [TestCase(502UL)]
    public void ShouldGiveNobodyAnAdvantageInTheNullMarket(ulong seed)
    {
        MarketParameters parameters = MarketParameters.CreateNull() with { DurationSeconds = 900 };
        List<double> fixedOrder = Play(parameters, seed, SimpleRules.Static);

        Assert.That(Math.Abs(Gain(fixedOrder, Play(parameters, seed, SimpleRules.BestDisplayed))), Is.LessThan(0.02), $"seed {seed}");
        Assert.That(Math.Abs(Gain(fixedOrder, Play(parameters, seed, SimpleRules.Sensible))), Is.LessThan(0.02), $"seed {seed}");
    }

    [Test]
    public void ShouldMakePostingCostWhatTakingCostsInTheNullMarket()
    {
        var market = new MarketSimulator(MarketParameters.CreateNull() with { DurationSeconds = 9_000 }, seed: 88, day: 0, feed: null);
        double gain = 0.0;
        int count = 0;
        int fills = 0;
        for (long at = market.StartTimeNs + (5 * Second); at < market.EndTimeNs - (5 * Second); at += 5 * Second)
        {
            TestMarket.RunTo(market, at);
            int instrument = count % 3;
            Side side = count % 2 == 0 ? Side.Buy : Side.Sell;
            (long bid, long ask) = TestMarket.National(market, instrument);
            long near = side == Side.Buy ? bid : ask;
            long far = side == Side.Buy ? ask : bid;
            var id = new ChildOrderId(++count);
            market.Submit(TestMarket.Order(count, new VenueId(1), side, 500, near, TimeInForce.Day) with { InstrumentId = new InstrumentId(instrument) });
            TestMarket.RunTo(market, at + (2 * Second));
            market.Cancel(new CancelRequest { ChildId = id, VenueId = new VenueId(1) });
            long filled = TestMarket.TakeAll(market).Where(r => r.ChildId == id).Sum(r => r.LastQuantity);
            (long laterBid, long laterAsk) = TestMarket.National(market, instrument);
            long laterFar = side == Side.Buy ? laterAsk : laterBid;
            double paid = ((filled * near) + ((500 - filled) * laterFar)) / 500.0;
            gain += 1e4 * side.Sign() * (far - paid) / far;
            fills += filled > 0 ? 1 : 0;
        }

        // A post that earned the spread would gain 1.7 bps a fill or more; the standard error of the mean is about 0.03 bps.
        Assert.That(fills, Is.GreaterThan(count / 10));
        Assert.That(Math.Abs(gain / count), Is.LessThan(0.15));
    }

    [Test]
    public void ShouldFillInTheToxicDarkRarelyAndBeforeThePriceLeaves()
    {
        (int naturalFills, double naturalMarkOut) = MarkOut("DRKA", seed: 77);
        (int toxicFills, double toxicMarkOut) = MarkOut("DRKB", seed: 77);

        Assert.That(toxicFills, Is.InRange(12, naturalFills / 2));
        Assert.That(toxicMarkOut, Is.LessThan(-1.0), "bps after three seconds, in our favour");
        Assert.That(toxicMarkOut, Is.LessThan(naturalMarkOut - 1.0));
    }

    [Test]
    public void ShouldStepBackOnTheSideThatALeakyPingNeeds()
    {
        Assert.That(SpreadMoveAfterPing("DRKB"), Is.GreaterThan(5 * Math.Max(0.01, SpreadMoveAfterPing("DRKA"))), "ticks of the far touch, mean");
    }

    [Test]
    public void ShouldShowVenuesThatDiffer()
    {
        var market = new MarketSimulator(TestMarket.Short(3_600), seed: 3, day: 0, feed: null);
        TestMarket.RunTo(market, market.EndTimeNs);

        Statistics.MarketSummary summary = market.Summarise();

        double[] atBest = [.. summary.Venues.Take(4).Select(v => v.BidAtNationalBestShare)];
        Assert.That(atBest, Is.Ordered.Descending, "LITA, LITB, INVX, SLOW");
        Assert.That(atBest[0], Is.GreaterThan(0.85));
        Assert.That(summary.Instruments.Select(i => i.SpreadTicksMean), Is.Ordered.Ascending);
        Assert.That(summary.Instruments[0].SpreadTicksMean, Is.InRange(1.0, 1.3));
        Assert.That(summary.Instruments[2].SpreadTicksMean, Is.InRange(2.0, 4.0));
        Assert.That(summary.Venues.Sum(v => v.VolumeShare), Is.EqualTo(1.0).Within(1e-9));
        Assert.That(summary.Venues.Sum(v => v.TradeShares), Is.EqualTo(summary.Instruments.Sum(i => i.TradeShares)));
        Assert.That(summary.SampleCount, Is.EqualTo(3_599).Within(1));
    }

    private static List<double> Play(MarketParameters parameters, ulong seed, ParentRun.Rule rule) =>
        new ParentRun(new MarketSimulator(parameters, seed, day: 3, feed: null), seed).Play(rule);

    private static double Gain(List<double> costs, List<double> than) => costs.Zip(than, (a, b) => a - b).Average();

    private static (int Fills, double MarkOutBps) MarkOut(string venueName, ulong seed)
    {
        var market = new MarketSimulator(TestMarket.Short(4_800), seed, day: 0, feed: null);
        VenueId venue = TestMarket.Venue(market, venueName);
        int fills = 0;
        double sum = 0.0;
        for (int i = 1; i < 1_190; i++)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (4 * i * Second));
            Side side = i % 2 == 0 ? Side.Buy : Side.Sell;
            double before = Mid(market);
            market.Submit(TestMarket.Order(i, venue, side, 100, 0) with { Type = OrderType.MidpointPeg, InstrumentId = new InstrumentId(1) });
            bool isFilled = TestMarket.TakeAll(market).Any(r => r.Type == ExecutionType.Trade);
            TestMarket.RunTo(market, market.StartTimeNs + (((4 * i) + 3) * Second));
            fills += isFilled ? 1 : 0;
            sum += isFilled ? 1e4 * side.Sign() * (Mid(market) - before) / before : 0.0;
        }

        return (fills, sum / Math.Max(1, fills));
    }

    private static double Mid(MarketSimulator market)
    {
        (long bid, long ask) = TestMarket.National(market, 1);
        return (bid + ask) / 2.0;
    }

    private static double SpreadMoveAfterPing(string venueName)
    {
        MarketParameters parameters = TestMarket.Short(1_200);
        var pinged = new MarketSimulator(parameters, seed: 31, day: 0, feed: null);
        var quiet = new MarketSimulator(parameters, seed: 31, day: 0, feed: null);
        VenueId venue = TestMarket.Venue(pinged, venueName);
        double ticks = 0.0;
        int count = 0;
        for (int i = 1; i < 230; i++)
        {
            long at = pinged.StartTimeNs + (5 * i * Second);
            TestMarket.RunTo(pinged, at);
            pinged.Submit(TestMarket.Order(i, venue, Side.Buy, 100, 0) with { Type = OrderType.MidpointPeg });
            TestMarket.RunTo(pinged, at + (Second / 100));
            TestMarket.RunTo(quiet, at + (Second / 100));
            ticks += (TestMarket.National(pinged, 0).AskNanos - TestMarket.National(quiet, 0).AskNanos) / 1e7;
            count++;
        }

        return ticks / count;
    }
}
