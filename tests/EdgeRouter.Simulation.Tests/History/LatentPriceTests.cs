using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.History;

public sealed class LatentPriceTests
{
    private const long Second = TestMarket.Second;

    private static readonly VolatilityComponent[] Cascade =
    [
        new() { DecaySeconds = 10.0, LogSigma = 0.4 }, new() { DecaySeconds = 120.0, LogSigma = 0.4 }, new() { DecaySeconds = 1_200.0, LogSigma = 0.4 },
    ];

    [Test]
    public void ShouldClusterVolatilityOnSeveralTimeScales()
    {
        double[] plain = Returns(TestHistory.Plain);
        double[] clustered = Returns(TestHistory.Plain with { Volatility = Cascade });

        // The variance of the log-variance is 4·Σσ² = 1.92: the kurtosis of a normal mixture is 3·e^1.92 = 20 in the limit, far above the plain walk's.
        Assert.That(Sample.Kurtosis(clustered), Is.GreaterThan(Sample.Kurtosis(plain) + 3.0));
        foreach (int lag in new[] { 5, 60, 300 })
        {
            Assert.That(Sample.Autocorrelation(Absolute(clustered), lag), Is.GreaterThan(0.04), $"lag {lag} s");
            Assert.That(Math.Abs(Sample.Autocorrelation(Absolute(plain), lag)), Is.LessThan(0.03), $"lag {lag} s, plain");
            Assert.That(Math.Abs(Sample.Autocorrelation(clustered, lag)), Is.LessThan(0.05), "the direction stays unforeseeable");
        }

        Assert.That(Sample.Variance(clustered), Is.EqualTo(Sample.Variance(plain)).Within(40).Percent, "the mean variance is kept");
    }

    [Test]
    public void ShouldDriftInLegs()
    {
        double[] plain = Returns(TestHistory.Plain, stepSeconds: 60);
        double[] drifting = Returns(TestHistory.Plain with { Drift = new() { LegSecondsMean = 300.0, BpsPerMinute = 6.0 } }, stepSeconds: 60);

        Assert.That(Sample.Autocorrelation(drifting, 1), Is.GreaterThan(Sample.Autocorrelation(plain, 1) + 0.2), "minute by minute");
    }

    [Test]
    public void ShouldJumpAtNewsAndCalmDownAfterwards()
    {
        var news = new NewsParameters { MinBps = 20.0, MaxBps = 20.0, JumpNs = 4_000_000, After = new() { VolatilityFactor = 4.0, RateFactor = 5.0, DecaySeconds = 100.0 } };
        MarketParameters market = TestHistory.Market(TestHistory.Plain with { News = news }, TestHistory.Quiet) with
        {
            Schedule = [new() { Kind = ScheduleKind.News, From = 0.5, JumpBps = 20.0 }],
        };
        long start = TestHistory.StartNs(market);
        long at = start + (10_000 * Second);
        InstrumentHistory history = TestHistory.Build(market, 5);
        double before = new PathCursor([.. history.Moves], history.OpenTicks).At(at - 1);
        double after = new PathCursor([.. history.Moves], history.OpenTicks).At(at + 5_000_000);
        double[] returns = TestHistory.ReturnsBps(TestHistory.Sample(history, start, 19_999, Second));

        Assert.That(1e4 * (after - before) / before, Is.EqualTo(20.0).Within(1.5), "within milliseconds");
        double calm = Sample.Variance(returns[8_000..9_990]);
        Assert.That(Sample.Variance(returns[10_002..10_060]), Is.GreaterThan(4.0 * calm));
        Assert.That(Sample.Variance(returns[11_500..13_500]), Is.EqualTo(calm).Within(35).Percent);
        int RateIn(int from, int to) => history.Takers.Count(t => t.TimeNs >= start + (from * Second) && t.TimeNs < start + (to * Second));
        Assert.That(RateIn(10_000, 10_100), Is.GreaterThan(2 * RateIn(9_000, 9_100)));
    }

    [Test]
    public void ShouldGiveBackABurstWhereMomentumReverses()
    {
        var price = TestHistory.Plain with { BurstSecondsMean = 30.0, BurstReversal = 1.0, BurstReversalSeconds = 3.0 };
        MarketParameters market = TestHistory.Market(price, TestHistory.Quiet);
        InstrumentHistory history = TestHistory.Build(market, 6);
        List<PriceStep> path = [.. history.Moves];
        double kept = 0.0;
        double moved = 0.0;
        foreach (Burst burst in history.Bursts.Where(b => b.EndNs + (5 * Second) < TestHistory.StartNs(market) + (20_000 * Second)))
        {
            var cursor = new PathCursor(path, history.OpenTicks);
            double before = cursor.At(burst.StartNs - 1);
            double top = cursor.At(burst.EndNs);
            moved += burst.Direction * (top - before);
            kept += burst.Direction * (cursor.At(burst.EndNs + (4 * Second)) - before);
        }

        Assert.That(moved / history.Bursts.Length, Is.GreaterThan(2.0), "ticks a burst");
        Assert.That(kept / moved, Is.EqualTo(0.0).Within(0.2));
    }

    private static double[] Returns(PriceParameters price, int stepSeconds = 1)
    {
        MarketParameters market = TestHistory.Market(price, TestHistory.Quiet);
        return TestHistory.ReturnsBps(TestHistory.Sample(TestHistory.Build(market, 21), TestHistory.StartNs(market), 19_999 / stepSeconds, stepSeconds * Second));
    }

    private static double[] Absolute(double[] returns) => [.. returns.Select(Math.Abs)];
}
