using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Agents;

public sealed class OwnImpactTests
{
    private const long Second = TestMarket.Second;

    [TestCase(Side.Buy)]
    [TestCase(Side.Sell)]
    public void ShouldDecayToNothingExactly(Side side)
    {
        var impact = new ImpactParameters { ScaleBps = 2.0, Concavity = 0.5 };
        MarketParameters market = TestHistory.Market(TestHistory.Plain, TestHistory.Quiet with { Impact = impact });
        var own = new OwnImpact(market, impact);
        own.Add(0, side, 480, 100_000_000_000, 1.0);

        // 480 shares against a median of 120: a factor of two on 2 bps of 100 $ is 4 ticks.
        Assert.That(own.Ticks(0), Is.EqualTo(4.0 * side.Sign()).Within(0.07));
        double last = Math.Abs(own.Ticks(0));
        int steps = 1;
        for (; own.Decay(0); steps++)
        {
            Assert.That(Math.Abs(own.Ticks(0)), Is.LessThanOrEqualTo(last));
            last = Math.Abs(own.Ticks(0));
            Assert.That(steps, Is.LessThan(3_000));
        }

        Assert.That(own.Ticks(0), Is.Zero);
        Assert.That(own.Decay(0), Is.False);
        TestContext.Out.WriteLine($"gone after {steps * OwnImpact.GridNs / 1e9:F0} s");
        Assert.That(steps * OwnImpact.GridNs, Is.LessThan(420 * Second));
    }

    [Test]
    public void ShouldMoveWhatMakersFollowAndTakeItBack()
    {
        MarketParameters parameters = TestMarket.Short(900);
        parameters = parameters with { Flow = parameters.Flow with { FadeTriggerLots = 0.0, Impact = new() { ScaleBps = 1.5 } } };
        var touched = new MarketSimulator(parameters, seed: 41, day: 0, feed: null);
        var untouched = new MarketSimulator(parameters, seed: 41, day: 0, feed: null);
        double early = 0.0;
        double late = 0.0;
        long id = 0;
        for (int at = 5; at < 300; at += 5)
        {
            TestMarket.RunTo(touched, touched.StartTimeNs + (at * Second));
            touched.Submit(TestMarket.Order(++id, new VenueId(0), Side.Buy, 2_000, TestMarket.National(touched, 1).AskNanos) with { InstrumentId = new InstrumentId(1) });
        }

        foreach (int at in new[] { 301, 302, 303, 304 })
        {
            early += MidShift(touched, untouched, at);
        }

        foreach (int at in new[] { 380, 381, 382, 383 })
        {
            late += MidShift(touched, untouched, at);
        }

        Assert.That(early / 4, Is.GreaterThan(1.0), "ticks after five minutes of buying");
        Assert.That(late, Is.LessThan(0.6 * early), "it fades");
        MidShift(touched, untouched, 880);
        Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)));
    }

    private static double MidShift(MarketSimulator touched, MarketSimulator untouched, int at)
    {
        TestMarket.RunTo(touched, touched.StartTimeNs + (at * Second));
        TestMarket.RunTo(untouched, untouched.StartTimeNs + (at * Second));
        (long bid, long ask) = TestMarket.National(touched, 1);
        (long quietBid, long quietAsk) = TestMarket.National(untouched, 1);
        return (bid + ask - quietBid - quietAsk) / 2.0 / 10_000_000;
    }
}
