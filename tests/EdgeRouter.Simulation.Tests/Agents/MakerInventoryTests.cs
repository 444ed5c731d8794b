using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Agents;

public sealed class MakerInventoryTests
{
    private const long Second = TestMarket.Second;

    [Test]
    public void ShouldForgetWhatLeftTheWindow()
    {
        const ulong Seed = 20_261;
        var random = new Core.Randomness.DeterministicRandom(Seed);
        var sums = new RollingSums(2, 16 * Second);
        var all = new List<(long TimeNs, long Value)>();
        long now = 1_000 * Second;
        for (int i = 0; i < 20_000; i++)
        {
            now += (long)(random.NextDouble() * (i % 500 == 0 ? 40 : 1) * Second);
            long value = random.NextInt32(2_001) - 1_000;
            sums.Add(1, value, now);
            all.Add((now, value));

            // The slot of now and the fifteen before it.
            long first = ((now / Second) - 15) * Second;
            Assert.That(sums.At(1, now), Is.EqualTo(all.Where(a => a.TimeNs >= first).Sum(a => a.Value)), $"seed {Seed}, step {i}");
            all.RemoveAll(a => a.TimeNs < first);
        }

        Assert.That(sums.At(1, now + (17 * Second)), Is.Zero);
        Assert.That(sums.At(0, now), Is.Zero);
    }

    [Test]
    public void ShouldLeanAgainstWhatWeTookFromAMakerAndForgetIt()
    {
        MarketParameters parameters = TestMarket.Short(200);
        parameters = parameters with { Flow = parameters.Flow with { FadeTriggerLots = 0.0, Inventory = new() { WindowSeconds = 20.0, SkewTicksPerLot = 0.2, SkewTicksMax = 2.0, SizeSkew = 0.5 } } };
        var touched = new MarketSimulator(parameters, seed: 42, day: 0, feed: null);
        var untouched = new MarketSimulator(parameters, seed: 42, day: 0, feed: null);
        double leaning = 0.0;
        double elsewhere = 0.0;
        for (int i = 1; i <= 40; i++)
        {
            long at = touched.StartTimeNs + ((10 + (2 * i)) * Second);
            TestMarket.RunTo(touched, at);
            TestMarket.RunTo(untouched, at);
            leaning += BidShift(touched, untouched, venue: 0);
            elsewhere += BidShift(touched, untouched, venue: 1);
            touched.Submit(TestMarket.Order(i, new VenueId(0), Side.Buy, 800, TestMarket.National(touched, 1).AskNanos + 20_000_000) with { InstrumentId = new InstrumentId(1) });
        }

        Assert.That(leaning / 40, Is.GreaterThan(0.8), "ticks that the bid of the venue went up, two seconds after each order");
        Assert.That(Math.Abs(elsewhere / 40), Is.LessThan(0.2), "makers elsewhere hold nothing of it");
        TestMarket.RunTo(touched, touched.StartTimeNs + (190 * Second));
        TestMarket.RunTo(untouched, untouched.StartTimeNs + (190 * Second));
        Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)));
    }

    private static double BidShift(MarketSimulator touched, MarketSimulator untouched, int venue) =>
        (TestMarket.Levels(touched, venue, 1, Side.Buy)[0].Price.Nanos - TestMarket.Levels(untouched, venue, 1, Side.Buy)[0].Price.Nanos) / 1e7;
}
