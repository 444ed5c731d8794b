using EdgeRouter.Core.Randomness;
using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.Calibration.Facts;
using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Tests.Calibration;

public sealed class FactTests
{
    [Test]
    public void ShouldWeighQuotesByTheTimeThatTheyStand()
    {
        // One tick for 6 s, three ticks for 4 s; 200 shares on both sides first, then 600 and 1,000.
        MarketTape tape = HandTape.Of([HandTape.Quote(0, 1000, 1001, 200, 200), HandTape.Quote(6_000, 1000, 1003, 600, 1_000)], [], 10_000);
        IReadOnlyDictionary<string, double> facts = FactCalculator.Compute(tape).Values;

        Assert.Multiple(() =>
        {
            Assert.That(facts[FactKey.SpreadMean], Is.EqualTo(1.8).Within(1e-12));
            Assert.That(facts[FactKey.SpreadOneTick], Is.EqualTo(0.6).Within(1e-12));
            Assert.That(facts[FactKey.SpreadP90], Is.EqualTo(3.0));
            Assert.That(facts[FactKey.DepthMedian], Is.EqualTo(2.0));
            Assert.That(facts[FactKey.DepthTail], Is.EqualTo(5.0));
            Assert.That(facts[FactKey.MidRate], Is.EqualTo(6.0).Within(1e-12), "one change in ten seconds");
        });
    }

    [Test]
    public void ShouldSignTradesByTheQuoteBeforeThemAndJoinThoseOfOneMillisecond()
    {
        BestQuote[] quotes = [HandTape.Quote(0, 1000, 1002), HandTape.Quote(500, 1004, 1006)];
        TapeTrade[] trades =
        [
            HandTape.Trade(100, 1002, 100), HandTape.Trade(100, 1002, 200, venue: 2), HandTape.Trade(100, 1000, 50),
            HandTape.Trade(200, 1001, 10), HandTape.Trade(300, 1001.5, 70, venue: 0), HandTape.Trade(400, 1002, 30, use: TapeUse.Volume), HandTape.Trade(500, 1002, 400),
        ];
        TakerEvent[] events = TakerEvents.Of(HandTape.Of(quotes, trades, 1_000));

        // At the midpoint the last change of price, up from 1000 to 1001, decides; at 500 the quote of before counts.
        Assert.That(events, Is.EqualTo(new TakerEvent[] { new(100, 1, 300), new(100, -1, 50), new(200, 1, 10), new(500, 1, 400) }));
    }

    [Test]
    public void ShouldMeasureTheResponseToATaker()
    {
        // Every second a buyer takes at the offer, and ten milliseconds later both sides are a tick higher: a tick of 1000 is ten basis points.
        BestQuote[] quotes = [HandTape.Quote(0, 999, 1001), .. Enumerable.Range(0, 9).Select(i => HandTape.Quote(1_010 + (1_000 * i), 1000 + i, 1002 + i))];
        TapeTrade[] trades = [.. Enumerable.Range(0, 9).Select(i => HandTape.Trade(1_000 + (1_000 * i), 1001 + i, 100))];
        TapeFacts facts = FactCalculator.Compute(HandTape.Of(quotes, trades, 60_000));

        Assert.Multiple(() =>
        {
            Assert.That(facts.Values[FactKey.ResponseNear], Is.EqualTo(10.0).Within(0.06));
            Assert.That(facts.Values[FactKey.ResponseMid], Is.EqualTo(10.0).Within(0.06));
            Assert.That(facts.Values[FactKey.Rate], Is.EqualTo(9.0).Within(1e-12));
            Assert.That(facts.Values[FactKey.Sign1], Is.Zero, "a series that never changes has no correlation to speak of");
        });
    }

    [Test]
    public void ShouldShareVolumeAmongVenuesAndCountWhatIsOffExchange()
    {
        TapeTrade[] trades = [HandTape.Trade(1, 1001, 300, 1), HandTape.Trade(2, 1001, 100, 2), HandTape.Trade(3, 1001, 600, 0), HandTape.Trade(4, 1001, 5_000, 1, TapeUse.Price)];
        TapeFacts facts = FactCalculator.Compute(HandTape.Of([HandTape.Quote(0, 1000, 1001)], trades, 10_000));

        Assert.That(facts.Values[FactKey.OffExchange], Is.EqualTo(0.6).Within(1e-12));
        Assert.That(facts.VenueShares["ONE"], Is.EqualTo(0.75).Within(1e-12));
        Assert.That(facts.VenueDistance(facts with { VenueShares = new Dictionary<string, double>(StringComparer.Ordinal) { ["TWO"] = 1.0 } }), Is.EqualTo(0.75).Within(1e-12));
    }

    [Test]
    public void ShouldFindTheCorrelationAndKurtosisOfKnownSeries()
    {
        double[] alternating = [.. Enumerable.Range(0, 1_000).Select(i => i % 2 == 0 ? 1.0 : -1.0)];
        var random = new DeterministicRandom(7);
        double[] normal = new double[200_000];
        double[] chain = new double[200_000];
        double sign = 1.0;
        for (int i = 0; i < normal.Length; i++)
        {
            normal[i] = random.NextGaussian();
            sign = random.NextBool(0.9) ? sign : -sign;
            chain[i] = sign;
        }

        Assert.Multiple(() =>
        {
            Assert.That(SeriesStatistics.Autocorrelation(alternating, 1), Is.EqualTo(-1.0).Within(1e-9));
            Assert.That(SeriesStatistics.Kurtosis(alternating), Is.EqualTo(1.0).Within(1e-12));
            Assert.That(SeriesStatistics.Kurtosis(normal), Is.EqualTo(3.0).Within(0.05));
            Assert.That(SeriesStatistics.Autocorrelation(normal, 5), Is.Zero.Within(0.01));

            // A chain that keeps its sign with probability p has the correlation (2p − 1)^lag.
            Assert.That(SeriesStatistics.Autocorrelation(chain, 1), Is.EqualTo(0.8).Within(0.01));
            Assert.That(SeriesStatistics.Autocorrelation(chain, 5), Is.EqualTo(0.32768).Within(0.02));
        });
    }

    [Test]
    public void ShouldFindTheExponentOfAPowerLawAndPassOverNoise()
    {
        double[] x = [1, 2, 4, 8, 16, 32];
        double[] y = [3.0, 3.0 / 2, 3.0 / 4, 3.0 / 8, -0.1, 3.0 / 32];

        Assert.That(SeriesStatistics.PowerExponent(x, y), Is.EqualTo(-1.0).Within(1e-9));
        Assert.That(SeriesStatistics.PowerExponent([1.0], [1.0]), Is.Zero);
    }

    [Test]
    public void ShouldSeeADiffusionAsFlatInTheSignaturePlotAndABounceAsFalling()
    {
        var random = new DeterministicRandom(11);
        var walk = new List<BestQuote>();
        var bounce = new List<BestQuote>();
        long at = 100_000;
        for (int i = 0; i < 20_000; i++)
        {
            at += random.NextBool(0.5) ? 1 : -1;
            walk.Add(HandTape.Quote(i * 100, at, at + 1));
            bounce.Add(HandTape.Quote(i * 100, random.NextBool(0.5) ? 100_000 : 100_001, 100_002));
        }

        double[] flat = FactCalculator.Compute(HandTape.Of([.. walk], [], 2_000_000)).Curves[FactKey.Signature].Y;
        double[] falling = FactCalculator.Compute(HandTape.Of([.. bounce], [], 2_000_000)).Curves[FactKey.Signature].Y;

        // A tick of 100,000 is 0.1 bp, and ten steps a second make √10 of it.
        Assert.That(flat[0], Is.EqualTo(0.1 * Math.Sqrt(10)).Within(0.01));
        Assert.That(flat[3] / flat[0], Is.EqualTo(1.0).Within(0.05));
        Assert.That(falling[3] / falling[0], Is.EqualTo(Math.Sqrt(0.1)).Within(0.05), "the variance of a bounce does not grow with time");
    }
}
