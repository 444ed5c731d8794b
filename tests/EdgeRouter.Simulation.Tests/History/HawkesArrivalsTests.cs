using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.History;

public sealed class HawkesArrivalsTests
{
    private const long Second = TestMarket.Second;
    private const int Seconds = 20_000;

    private static readonly InstrumentParameters Instrument = new() { Symbol = "TEST", OpenPrice = 100.0, TakerClusterSecondsMean = 0.5 };

    private static readonly HawkesParameters Hawkes = new()
    {
        Kernels = [new() { BranchingRatio = 0.4, DecaySeconds = 0.05 }, new() { BranchingRatio = 0.2, DecaySeconds = 1.0 }],
        SignInheritance = 0.8,
    };

    // A stationary Hawkes process has the rate μ ÷ (1 − n), and its counts in long windows the variance of mean ÷ (1 − n)² (Hawkes, 1971).
    [TestCase(11UL)]
    [TestCase(12UL)]
    public void ShouldHaveTheRateAndTheDispersionOfItsBranchingRatio(ulong seed)
    {
        const double BranchingRatio = 0.6;
        var arrivals = HawkesArrivals.Draw(Hawkes, Instrument, null, 0.5, seed, 0, 0, Seconds * Second);
        double[] counts = new double[Seconds / 50];
        foreach ((long time, _) in arrivals)
        {
            counts[time / (50 * Second)]++;
        }

        Assert.That(arrivals.Count / (double)Seconds, Is.EqualTo(2.0 / (1.0 - BranchingRatio)).Within(5).Percent, $"seed {seed}");
        Assert.That(Sample.Variance(counts) / Sample.Mean(counts), Is.EqualTo(1.0 / ((1.0 - BranchingRatio) * (1.0 - BranchingRatio))).Within(25).Percent, $"seed {seed}");
    }

    [Test]
    public void ShouldHandSignsDownWithinAFamilyAndNotBeyond()
    {
        var arrivals = HawkesArrivals.Draw(Hawkes, Instrument, null, 0.5, 13, 0, 0, Seconds * Second);
        double[] signs = [.. arrivals.OrderBy(a => a.TimeNs).Select(a => (double)a.Sign)];

        Assert.That(Sample.Autocorrelation(signs, 1), Is.GreaterThan(0.15));
        Assert.That(Math.Abs(Sample.Autocorrelation(signs, 200)), Is.LessThan(0.02), "families are short");
    }

    [Test]
    public void ShouldFollowTheRateOfTheDay()
    {
        MarketParameters market = TestHistory.Market(TestHistory.Plain, TestHistory.Quiet with { Hawkes = Hawkes, RateProfile = [3.0, 1.0] });
        long start = TestHistory.StartNs(market);
        long half = start + (market.DurationSeconds / 2 * Second);
        TakerArrival[] takers = TestHistory.Build(market, 14).Takers;

        double early = takers.Count(t => t.TimeNs < half);
        Assert.That(early / (takers.Length - early), Is.EqualTo(2.5 / 1.5).Within(10).Percent, "from 3 to 1: 2.5 on average in the first half, 1.5 in the second");
    }
}
