using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.History;

public sealed class ImpactTests
{
    private const long Second = TestMarket.Second;

    private static readonly InstrumentParameters Seldom = new() { Symbol = "TEST", OpenPrice = 100.0, RequoteTicks = 0.05, TakerClusterSecondsMean = 3.0 };

    [TestCase(0.5)]
    [TestCase(0.7)]
    public void ShouldStandForThePowerLaw(double exponent)
    {
        Propagator propagator = Propagator.Create(1.0, exponent, 1_800.0);

        Assert.That(propagator.Weights.Sum(), Is.EqualTo(1.0).Within(1e-12));
        foreach (double seconds in new[] { 0.0, 1.0, 5.0, 20.0, 100.0, 300.0 })
        {
            Assert.That(propagator.At(seconds), Is.EqualTo(Math.Pow(1.0 + seconds, -exponent)).Within(12).Percent, $"{seconds} s");
        }
    }

    [Test]
    public void ShouldMoveThePriceByTheSquareRootOfAMetaorder()
    {
        MarketParameters market = Market(0.5);
        var sizes = new List<double>();
        var impacts = new List<double>();
        var left = new List<double>();
        for (ulong seed = 1; seed <= 12; seed++)
        {
            InstrumentHistory history = TestHistory.Build(market, seed);
            List<PriceStep> path = [.. history.Moves];
            foreach (Metaorder order in history.Metaorders.Where(m => m.ChildCount >= 10 && m.EndTimeNs + (m.EndTimeNs - m.StartTimeNs) < TestHistory.StartNs(market) + (20_000 * Second)))
            {
                var cursor = new PathCursor(path, history.OpenTicks);
                double before = cursor.At(order.StartTimeNs - 1);
                sizes.Add(order.Quantity);
                impacts.Add(order.Side.Sign() * 1e4 * (cursor.At(order.EndTimeNs) - before) / before);
                left.Add(order.Side.Sign() * 1e4 * (cursor.At((2 * order.EndTimeNs) - order.StartTimeNs) - before) / before);
            }
        }

        (double[] logSize, double[] logImpact) = Bins(sizes, impacts, bins: 6);
        double exponent = Sample.Slope(logSize, logImpact);
        TestContext.Out.WriteLine($"{sizes.Count} metaorders, exponent {exponent:F3}, left after as long again {left.Sum() / impacts.Sum():F3}");
        Assert.That(exponent, Is.InRange(0.4, 0.6));

        // With G = t^-1/2: (√2 − 1) of the peak is left after as long again.
        Assert.That(left.Sum() / impacts.Sum(), Is.InRange(0.3, 0.6));
    }

    [Test]
    public void ShouldGiveOrderSignsLongMemory()
    {
        double[] with = Signs(TestHistory.Quiet with
        {
            Metaorders = new() { SecondsMean = 60.0, ChildrenMin = 20.0, ChildrenMax = 2_000.0, SecondsBetweenChildren = 0.5 },
        });
        double[] without = Signs(TestHistory.Quiet);

        foreach (int lag in new[] { 10, 30, 100 })
        {
            Assert.That(Sample.Autocorrelation(with, lag), Is.GreaterThan(0.03), $"lag {lag}");
            Assert.That(Math.Abs(Sample.Autocorrelation(without, lag)), Is.LessThan(0.02), $"lag {lag}, without");
        }
    }

    [Test]
    public void ShouldSendInformedTakersTheWayThatThePriceGoes()
    {
        MarketParameters market = TestHistory.Market(TestHistory.Plain, TestHistory.Quiet with { Informed = new() { MinBps = 1.0, HorizonSeconds = 2.0, Strength = 0.8 } });
        InstrumentHistory history = TestHistory.Build(market, 31);

        Assert.That(MarkOutBps(history, TakerKind.Informed, 2 * Second, out int informed), Is.GreaterThan(0.3));
        Assert.That(informed, Is.GreaterThan(500));
        Assert.That(Math.Abs(MarkOutBps(history, TakerKind.Natural, 2 * Second, out _)), Is.LessThan(0.05));
    }

    [Test]
    public void ShouldSendMomentumTakersTheWayThatThePriceWent()
    {
        FlowParameters flow = TestHistory.Quiet with { Momentum = new() { WindowSeconds = 10.0, ThresholdBps = 1.5, TakersPerSecond = 1.0 } };
        InstrumentParameters nobody = new() { Symbol = "TEST", OpenPrice = 100.0, RequoteTicks = 0.05, TakerClusterSecondsMean = 3_600.0 };
        MarketParameters market = TestHistory.Market(TestHistory.Plain, flow) with { Instruments = [nobody] };
        InstrumentHistory history = TestHistory.Build(market, 32);
        Assert.That(history.Takers, Has.Length.GreaterThan(500));
        List<PriceStep> path = [.. history.Moves];
        double sum = 0.0;
        foreach (TakerArrival taker in history.Takers)
        {
            var cursor = new PathCursor(path, history.OpenTicks);
            double then = cursor.At(taker.TimeNs - (10 * Second));
            sum += taker.Sign * 1e4 * (cursor.At(taker.TimeNs) - then) / then;
        }

        Assert.That(sum / history.Takers.Length, Is.GreaterThan(1.2), "bps over the window before");
    }

    [Test]
    public void ShouldDrawSizesByTheirLaw()
    {
        var law = new SizeLawParameters { Sigma = 0.8, TailProbability = 0.05, TailLotsMin = 10.0, TailExponent = 1.5, RoundNumberShare = 1.0, OddLotShare = 0.2, LotsMax = 5_000 };
        var instrument = new InstrumentParameters { Symbol = "TEST", OpenPrice = 100.0, TakerLotsMedian = 1.0, Sizes = law };
        MarketParameters market = TestHistory.Market(TestHistory.Plain, TestHistory.Quiet) with { Instruments = [instrument] };
        int[] shares = [.. TestHistory.Build(market, 33).Takers.Select(t => t.Shares)];

        Assert.That(shares.Count(s => s % 100 != 0) / (double)shares.Length, Is.EqualTo(0.2).Within(0.02));
        Assert.That(shares.Where(s => s % 100 == 0).Select(s => s / 100), Is.All.Matches<int>(lots => "1235".Contains(lots.ToString().TrimEnd('0'))));

        // P(above 100 lots) = 0.05 × 0.8 × 10^-1.5 = 0.0013 and next to nothing from the lognormal part.
        Assert.That(shares.Count(s => s >= 10_000) / (double)shares.Length, Is.EqualTo(0.8 * 0.05 * Math.Pow(10.0, -1.5)).Within(35).Percent);
    }

    private static MarketParameters Market(double concavity) => TestHistory.Market(
        TestHistory.Plain with { VolatilityBps = 0.05 },
        TestHistory.Quiet with
        {
            Metaorders = new() { SecondsMean = 400.0, ChildrenMin = 10.0, TailExponent = 1.0, ChildrenMax = 300.0, SecondsBetweenChildren = 1.0 },
            Impact = new() { ScaleBps = 0.5, Concavity = concavity },
        }) with
    {
        Instruments = [new() { Symbol = "TEST", OpenPrice = 100.0, RequoteTicks = 0.05, TakerClusterSecondsMean = 30.0 }],
    };

    private static (double[] X, double[] Y) Bins(List<double> sizes, List<double> impacts, int bins)
    {
        var ordered = sizes.Zip(impacts).OrderBy(p => p.First).ToArray();
        int each = ordered.Length / bins;
        var groups = Enumerable.Range(0, bins).Select(b => ordered[(b * each)..((b + 1) * each)]).ToArray();
        return ([.. groups.Select(g => Math.Log(g.Average(p => p.First)))], [.. groups.Select(g => Math.Log(g.Average(p => p.Second)))]);
    }

    private static double[] Signs(FlowParameters flow) => [.. TestHistory.Build(TestHistory.Market(TestHistory.Plain, flow) with { Instruments = [Seldom] }, 34).Takers.Select(t => (double)t.Sign)];

    private static double MarkOutBps(InstrumentHistory history, TakerKind kind, long afterNs, out int count)
    {
        TakerArrival[] takers = [.. history.Takers.Where(t => t.Kind == kind)];
        List<PriceStep> path = [.. history.Moves];
        var now = new PathCursor(path, history.OpenTicks);
        var then = new PathCursor(path, history.OpenTicks);
        double sum = 0.0;
        foreach (TakerArrival taker in takers)
        {
            double at = now.At(taker.TimeNs);
            sum += taker.Sign * 1e4 * (then.At(taker.TimeNs + afterNs) - at) / at;
        }

        count = takers.Length;
        return sum / Math.Max(1, count);
    }
}
