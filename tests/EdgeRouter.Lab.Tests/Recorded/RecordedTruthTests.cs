using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Lab.Recorded;
using EdgeRouter.Lab.Tests.Support;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Tests.Recorded;

/// <summary>The model of fills against a market that can answer: the same orders in the simulation whose untouched feed the model reads.</summary>
public sealed class RecordedTruthTests
{
    private const long Second = TimeUnits.Second;
    private const int OrderCount = 140;
    private TestDay _day = null!;

    [OneTimeSetUp]
    public void Simulate() => _day = new TestDay(77, 600, v => v with { LatencyJitterNs = 0 });

    [Test]
    public void ShouldSayOfMostPostedOrdersWhetherTheyFill()
    {
        ChildOrder[] orders = [.. Posts()];
        long[] truth = TruthOf(orders);
        long[] model = ModelOf(orders);
        int same = Enumerable.Range(0, OrderCount).Count(i => truth[i] > 0 == model[i] > 0);
        TestContext.Out.WriteLine($"filled in truth {truth.Count(q => q > 0)}, by the model {model.Count(q => q > 0)}, alike {same} of {OrderCount}");

        Assert.That(truth.Count(q => q > 0), Is.InRange(OrderCount / 10, OrderCount * 9 / 10), "both kinds must occur");
        Assert.That(same, Is.GreaterThan(OrderCount * 85 / 100));

        // A market that answers sends takers to where our shares stand; a capture cannot: the model may miss fills, and must not make any up.
        Assert.That((double)model.Sum() / truth.Sum(), Is.InRange(0.7, 1.05));
    }

    [Test]
    public void ShouldTakeWhatTheMarketWouldHaveGiven()
    {
        ChildOrder[] orders = [.. Posts().Select(o => o with { Side = o.Side.Opposite(), TimeInForce = TimeInForce.ImmediateOrCancel })];
        long[] truth = TruthOf(orders);
        long[] model = ModelOf(orders);
        int same = Enumerable.Range(0, OrderCount).Count(i => truth[i] == model[i]);
        TestContext.Out.WriteLine($"alike {same} of {OrderCount}");

        Assert.That(truth.Sum(), Is.GreaterThan(0));
        Assert.That(same, Is.GreaterThan(OrderCount * 95 / 100));
    }

    // At LITA's best bid or offer of the untouched market, every four seconds.
    private IEnumerable<ChildOrder> Posts()
    {
        var market = new MarketSimulator(_day.Day.Market, _day.Day.Seed, _day.Day.Day, feed: null);
        var levels = new (Price Price, long Quantity)[4];
        for (int i = 0; i < OrderCount; i++)
        {
            long at = market.StartTimeNs + ((10 + (4 * i)) * Second);
            market.AdvanceTo(at);
            Side side = i % 2 == 0 ? Side.Buy : Side.Sell;
            Assert.That(market.CopyLevels(new VenueId(0), new InstrumentId(i % 3), side, levels), Is.GreaterThan(0));
            yield return new ChildOrder
            {
                Id = new ChildOrderId(i + 1),
                InstrumentId = new InstrumentId(i % 3),
                Side = side,
                Type = OrderType.Limit,
                TimeInForce = TimeInForce.Day,
                Quantity = 200,
                LimitPrice = levels[0].Price,
                SendTimeNs = at,
            };
        }
    }

    private long[] TruthOf(ChildOrder[] orders)
    {
        var market = new SimulatedMarket(new MarketSimulator(_day.Day.Market, _day.Day.Seed, _day.Day.Day, feed: null));
        var filled = new long[orders.Length];
        foreach (ChildOrder order in orders)
        {
            Play(market, order.SendTimeNs, filled);
            market.Send(order);
            Play(market, order.SendTimeNs + (3 * Second), filled);
            market.Cancel(new CancelRequest { ChildId = order.Id, VenueId = order.VenueId, SendTimeNs = order.SendTimeNs + (3 * Second) });
        }

        Play(market, market.EndTimeNs + Second, filled);
        return filled;
    }

    private long[] ModelOf(ChildOrder[] orders)
    {
        VenueParameters venue = _day.Day.Market.Venues[0];
        LabScene scene = _day.Day.Open<MemoirDepthProtocol>();
        var day = new RecordedDay(scene.Universe, scene.Feeds, scene.Market.StartTimeNs, scene.Market.EndTimeNs, IsOrderByOrder: true, Seed: 1)
        {
            Fills = new RecordedFillOptions
            {
                OrderLatencyNs = venue.LatencyNs + venue.MatchingNs,
                ReportLatencyNs = venue.LatencyNs,
                FeedLatencyNs = venue.FeedLatencyNs,
            },
        };
        using var market = new RecordedMarket<MemoirDepthProtocol>(day, day.Fills);
        var filled = new long[orders.Length];
        int sent = 0;
        int cancelled = 0;
        var counters = default(ParseCounters);
        foreach ((byte[] frame, long timeNs) in _day.Frames)
        {
            while (cancelled < orders.Length && Math.Min(sent < orders.Length ? orders[sent].SendTimeNs : long.MaxValue, orders[cancelled].SendTimeNs + (3 * Second)) <= timeNs)
            {
                if (sent < orders.Length && orders[sent].SendTimeNs < orders[cancelled].SendTimeNs + (3 * Second))
                {
                    Play(market, orders[sent].SendTimeNs, filled);
                    market.Send(orders[sent++]);
                    continue;
                }

                ChildOrder order = orders[cancelled++];
                Play(market, order.SendTimeNs + (3 * Second), filled);
                market.Cancel(new CancelRequest { ChildId = order.Id, VenueId = order.VenueId, SendTimeNs = order.SendTimeNs + (3 * Second) });
            }

            Play(market, timeNs, filled);
            Assert.That(FrameParser.TryParse(frame, timeNs, ref counters, out Datagram datagram), Is.True);
            market.OnPacket(datagram);
        }

        Play(market, market.EndTimeNs + Second, filled);
        return filled;
    }

    private static void Play(IAnsweringMarket market, long toNs, long[] filled)
    {
        while (market.AdvanceTo(toNs))
        {
        }

        while (market.TryTakeReport(toNs, out ExecutionReport report))
        {
            filled[report.ChildId.Value - 1] += report.Type == ExecutionType.Trade ? report.LastQuantity : 0;
        }
    }
}
