using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests;

public sealed class MemoryTests
{
    private const long Second = TestMarket.Second;

    [TestCase(1UL)]
    [TestCase(2UL)]
    [TestCase(3UL)]
    public void ShouldForgetALargeOrderWithinSeconds(ulong seed)
    {
        var untouched = new MarketSimulator(TestMarket.Short(120), seed, day: 0, feed: null);
        var touched = new MarketSimulator(TestMarket.Short(120), seed, day: 0, feed: null);
        int differing = 0;
        for (int round = 0; round < 4; round++)
        {
            long at = untouched.StartTimeNs + ((10 + (25 * round)) * Second);
            TestMarket.RunTo(untouched, at);
            TestMarket.RunTo(touched, at);
            Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)), $"seed {seed} round {round}: before the order");
            SweepEverything(touched, round);

            TestMarket.RunTo(untouched, at + (Second / 20));
            TestMarket.RunTo(touched, at + (Second / 20));
            differing += TestMarket.Picture(touched) == TestMarket.Picture(untouched) ? 0 : 1;
        }

        Assert.That(differing, Is.EqualTo(4), "the orders must have left a mark at first");
        long later = untouched.StartTimeNs + (110 * Second);
        TestMarket.RunTo(untouched, later);
        TestMarket.RunTo(touched, later);
        Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)));
    }

    [Test]
    public void ShouldForgetAPostThatWasCancelled()
    {
        var untouched = new MarketSimulator(TestMarket.Short(60), seed: 9, day: 0, feed: null);
        var touched = new MarketSimulator(TestMarket.Short(60), seed: 9, day: 0, feed: null);
        TestMarket.RunTo(touched, touched.StartTimeNs + (5 * Second));
        long bid = TestMarket.Levels(touched, 0, 0, Side.Buy)[0].Price.Nanos;
        touched.Submit(TestMarket.Order(1, new VenueId(0), Side.Buy, 500, bid, TimeInForce.Day));
        TestMarket.RunTo(touched, touched.StartTimeNs + (8 * Second));
        touched.Cancel(new CancelRequest { ChildId = new ChildOrderId(1), VenueId = new VenueId(0) });
        TestMarket.RunTo(touched, touched.StartTimeNs + (30 * Second));
        TestMarket.RunTo(untouched, untouched.StartTimeNs + (30 * Second));

        Assert.That(TestMarket.Picture(touched), Is.EqualTo(TestMarket.Picture(untouched)));
    }

    [Test]
    public void ShouldAllocateNothingWhileRunning()
    {
        var market = new MarketSimulator(TestMarket.Short(1_200), seed: 4, day: 0, new FrameRecorder { IsOn = false });
        TestMarket.RunTo(market, market.StartTimeNs + (600 * Second));
        long before = GC.GetAllocatedBytesForCurrentThread();
        TestMarket.RunTo(market, market.StartTimeNs + (1_190 * Second));

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10_000));
    }

    private static void SweepEverything(MarketSimulator market, int round)
    {
        Side side = round % 2 == 0 ? Side.Buy : Side.Sell;
        for (int venue = 0; venue < market.Universe.Venues.Length; venue++)
        {
            for (int instrument = 0; instrument < 3; instrument++)
            {
                bool isDark = market.Universe.Venues[venue].Kind == VenueKind.Midpoint;
                (long bid, long ask) = TestMarket.National(market, instrument);
                market.Submit(TestMarket.Order(1 + (round * 100) + (venue * 3) + instrument, new VenueId((byte)venue), side, 5_000, (side == Side.Buy ? ask : bid) + (side.Sign() * 30_000_000)) with
                {
                    InstrumentId = new InstrumentId(instrument),
                    Type = isDark ? OrderType.MidpointPeg : OrderType.Limit,
                });
            }
        }
    }
}
