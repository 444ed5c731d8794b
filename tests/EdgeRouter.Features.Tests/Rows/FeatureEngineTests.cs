using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Tests.Support;
using EdgeRouter.Features.Venues;

namespace EdgeRouter.Features.Tests.Rows;

/// <summary>One market worked out by hand. Midpoint 100.00, NBBO 99.99 × 400 / 100.01 × 500; a buy of 10,000, of which 4,000 are left, limit 100.03.
/// Rows: take at LIT, post at INV, midpoint at MID.</summary>
public sealed class FeatureEngineTests
{
    private const double NaN = double.NaN;
    private static readonly RowKey[] Rows =
    [
        new(new VenueId(0), RouteAction.Take), new(new VenueId(1), RouteAction.Post), new(new VenueId(3), RouteAction.Midpoint),
    ];

    private Shard _shard = null!;

    [SetUp]
    public void SetUp()
    {
        // No ageing to speak of, so that the venue statistics are plain means.
        _shard = new Shard(new VenueStatisticsOptions { HalfLifeNs = long.MaxValue / 4, ImpactHalfLifeNs = long.MaxValue / 4, ChildCountMax = 64 });
        Play(_shard);
    }

    [TearDown]
    public void TearDown() => _shard.Dispose();

    [TestCase("order_size_adv", 0.005)] // 10,000 / 2,000,000
    [TestCase("order_size_touch", 8.0)] // 4,000 / (200 + 300)
    [TestCase("order_size_depth3", 2.352941)] // 4,000 / (500 + 800 + 400)
    [TestCase("order_limit_distance_bps", 2.0)] // 100.03 - 100.01 on 100
    [TestCase("order_urgency", 0.4)]
    [TestCase("order_elapsed_ms", 2500.0)]
    [TestCase("order_elapsed_fraction", 0.25)] // of 10 s
    [TestCase("order_remaining_fraction", 0.4)]
    [TestCase("order_is_market", 0.0)]
    [TestCase("spread_bps", 2.0)]
    [TestCase("imbalance_5", -0.1333333)] // (1,300 - 1,700) / 3,000
    [TestCase("microprice_offset_bps", -0.1111111)] // 99.99 + 0.02 * 400 / 900 - 100
    [TestCase("volatility_1s_bps", 1.0001)] // one change of 0.01 on 99.99
    [TestCase("volatility_10s_bps", 10.0409303)] // and one of -0.10 on 100.09
    [TestCase("volatility_5min_bps", 13.484075)] // and one of 0.09 on 100.00
    [TestCase("atr_bps", 150.0)] // 1.50 on 100
    [TestCase("trade_rate_1s", 2.0)]
    [TestCase("trade_rate_10s", 0.3)]
    [TestCase("trade_volume_1min_adv", 1000.0)] // 2,000 / 2,000,000
    [TestCase("trade_flow_1s", -0.5)] // (100 - 300) / 400
    [TestCase("trade_flow_10s", 0.4)] // (100 - 300 + 600) / 1,000
    [TestCase("trade_flow_1min", -0.3)] // (400 - 1,000) / 2,000
    [TestCase("mid_return_100ms_bps", 0.0)]
    [TestCase("mid_return_1s_bps", 1.00010001)] // 99.99 to 100.00
    [TestCase("mid_return_10s_bps", -8.99190728)] // 100.09 to 100.00
    [TestCase("quote_rate_1s", 3.0)]
    [TestCase("time_of_day", 0.625)] // 15:00
    [TestCase("nbbo_age_ms", 500.0)]
    [TestCase("imbalance_side", -0.1333333)]
    [TestCase("spread_volatility", 20.0818607)] // 2 * 10.0409303
    public void ShouldWorkOutOrderAndMarket(string name, double expected)
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            Assert.That(Value(name, row), Near(expected));
        }
    }

    [TestCase("order_limit_distance_bps", 4.0)] // 99.99 - 99.95 on 100
    [TestCase("imbalance_5", -0.1333333)]
    [TestCase("imbalance_side", 0.1333333)]
    [TestCase("microprice_offset_bps", 0.1111111)]
    [TestCase("trade_flow_1s", 0.5)]
    [TestCase("mid_return_10s_bps", 8.99190728)]
    [TestCase("order_size_touch", 10.0)] // 4,000 / (300 + 100)
    [TestCase("all_in_price_bps", 1.3)]
    [TestCase("venue_touch_size", 0.075)] // LIT bids 300 at the touch
    [TestCase("venue_queue_size", 0.05)] // LIT asks 200
    public void ShouldSignBySide(string name, double expected)
    {
        FeatureRequest sell = Request() with { Side = Side.Sell, LimitPrice = new Price(9995 * Shard.Cent) };
        Assert.That(Value(name, 0, sell), Near(expected));
    }

    [TestCase("venue_kind", 0.0, 1.0, 2.0)]
    [TestCase("venue_action", 0.0, 2.0, 1.0)]
    [TestCase("venue_fee_bps", 0.3, 0.2, 0.1)] // 0.003, 0.002, 0.001 on 100
    [TestCase("venue_touch_size", 0.05, 0.125, NaN)] // 200, 500 / 4,000
    [TestCase("venue_queue_size", 0.075, 0.025, NaN)] // 300, 100 / 4,000
    [TestCase("venue_depth3", 0.225, 0.125, NaN)] // 900, 500 / 4,000
    [TestCase("venue_touch_offset_bps", 0.0, 1.0, NaN)] // 100.01, 100.02
    [TestCase("venue_at_nbbo", 1.0, 0.0, 0.0)]
    [TestCase("venue_alone_at_nbbo", 0.0, 0.0, 0.0)]
    [TestCase("venue_quote_age_ms", 500.0, 500.0, NaN)]
    [TestCase("venue_latency_us", 50.0, 70.0, 90.0)]
    [TestCase("venue_spread_bps", 2.0, 3.0, NaN)]
    [TestCase("venue_fill_rate", NaN, NaN, 0.125)] // (100 / 400 + 0) / 2
    [TestCase("venue_partial_rate", NaN, NaN, 0.5)]
    [TestCase("venue_time_to_fill_ms", NaN, NaN, 2.0)]
    [TestCase("venue_reject_rate", NaN, NaN, 0.3333333)] // one of three
    [TestCase("venue_ack_p50_us", NaN, NaN, 1920.0)] // three answers of 2,000: bucket 1,792 to 2,048, rank 1.5 of 3
    [TestCase("venue_ack_p99_us", NaN, NaN, 2045.44)] // rank 2.97 of 3
    [TestCase("venue_adverse_bps", NaN, NaN, 2.0)] // bought at 100.00, midpoint 99.98
    [TestCase("venue_leakage_bps", NaN, NaN, -9.9910081)] // 100.09 to 99.99 while unfilled
    [TestCase("venue_own_impact_bps", NaN, NaN, 0.0)] // 100.09 to 100.09 while filled
    [TestCase("venue_since_fill_s", 300.0, 300.0, 59.99)]
    [TestCase("venue_since_miss_s", 300.0, 300.0, 7.9)]
    [TestCase("venue_last_fill_ratio", NaN, NaN, 0.0)]
    [TestCase("venue_trade_share", 0.55, 0.3, 0.15)] // 1,100, 600, 300 / 2,000
    [TestCase("venue_since_print_s", 0.3, 5.0, 0.2)]
    [TestCase("venue_times_tried", 0.0, 2.0, 1.0)]
    [TestCase("size_venue_depth3", 4.4444444, 8.0, NaN)]
    [TestCase("venue_depth_share", 0.5294118, 0.2941176, NaN)] // 900, 500 / (900 + 500 + 300)
    [TestCase("all_in_price_bps", 1.3, -0.8, 0.1)] // 1 + 0.3; -1 + 0.2; 0.1
    public void ShouldWorkOutVenues(string name, double lit, double inverted, double midpoint)
    {
        double[] expected = [lit, inverted, midpoint];
        for (int row = 0; row < Rows.Length; row++)
        {
            Assert.That(Value(name, row), Near(expected[row]), $"row {row}");
        }
    }

    [Test]
    public void ShouldHaveAWorkedTestForEveryFeature()
    {
        var tested = typeof(FeatureEngineTests).GetMethods().SelectMany(m => m.GetCustomAttributes(typeof(TestCaseAttribute), false))
            .Select(a => (string)((TestCaseAttribute)a).Arguments[0]!).ToHashSet(StringComparer.Ordinal);
        Assert.That(FeatureCatalog.Features.ToArray().Select(f => f.Name).Where(n => !tested.Contains(n)), Is.Empty);
    }

    [Test]
    public void ShouldMarkTheOnlyVenueAtTheTouch()
    {
        _shard.Level(Shard.NowNs, 2, Side.Sell, 1, 10002, 300);
        Assert.That(Value("venue_alone_at_nbbo", 0), Is.EqualTo(1.0));
    }

    [Test]
    public void ShouldGiveMissingValuesWithoutAMarket()
    {
        using var empty = new Shard();
        float[] block = new float[FeatureCatalog.Count];
        empty.Features.FillRows(Request() with { HasLimit = false, HorizonNs = 0 }, Rows.AsSpan(0, 1), default, block);
        Assert.That(block[(int)Feature.OrderIsMarket], Is.EqualTo(1.0f));
        Assert.That(block[(int)Feature.OrderSizeToAdv], Is.EqualTo(0.005f));
        Assert.That(block[(int)Feature.TradeFlow1S], Is.Zero);
        foreach (Feature missing in new[] { Feature.Spread, Feature.OrderSizeToTouch, Feature.OrderLimitDistance, Feature.OrderElapsedFraction, Feature.MidReturn1S, Feature.NbboAge, Feature.AllInPrice, Feature.VenueDepthShare, Feature.Imbalance })
        {
            Assert.That(block[(int)missing], Is.NaN, missing.ToString());
        }

        Assert.That(block, Has.None.Matches<float>(float.IsInfinity));
    }

    [Test]
    public void ShouldGiveTheSameBitsForTheSameInputs()
    {
        using var other = new Shard(new VenueStatisticsOptions { HalfLifeNs = long.MaxValue / 4, ImpactHalfLifeNs = long.MaxValue / 4, ChildCountMax = 64 });
        Play(other);
        float[] first = new float[Rows.Length * FeatureCatalog.Count];
        float[] second = new float[first.Length];
        _shard.Features.FillRows(Request(), Rows, default, first);
        other.Features.FillRows(Request(), Rows, default, second);
        Assert.That(second.Select(BitConverter.SingleToInt32Bits), Is.EqualTo(first.Select(BitConverter.SingleToInt32Bits)));
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        float[] block = new float[Rows.Length * FeatureCatalog.Count];
        FeatureRequest request = Request();
        Loop(request, block, 50);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Loop(request, block, 1_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void ShouldRefuseABlockThatIsTooSmall() =>
        Assert.Throws<ArgumentException>(() => _shard.Features.FillRows(Request(), Rows, default, new float[FeatureCatalog.Count]));

    private static NUnit.Framework.Constraints.Constraint Near(double expected) =>
        double.IsNaN(expected) ? Is.NaN : Is.EqualTo(expected).Within(1e-6 * Math.Max(1.0, Math.Abs(expected)));

    private static FeatureRequest Request() => new()
    {
        InstrumentId = Shard.X,
        Side = Side.Buy,
        TotalQuantity = 10_000,
        RemainingQuantity = 4_000,
        LimitPrice = new Price(10003 * Shard.Cent),
        HasLimit = true,
        NowNs = Shard.NowNs,
        ArrivalTimeNs = Shard.At(2.5),
        HorizonNs = 10 * TimeUnits.Second,
        UrgencyPercent = 40,
    };

    private static void Play(Shard shard)
    {
        shard.Quote(Shard.At(200), 0, 9999, 10001);
        shard.Quote(Shard.At(100), 0, 10008, 10010);
        Send(shard, 1, Shard.At(60), ExecutionType.Trade, ChildOrderState.Cancelled, 100, Shard.At(59.99));
        shard.Venues.OnMarkOut(new MarkOut
        {
            ChildId = new ChildOrderId(1),
            Side = Side.Buy,
            FillPrice = new Price(10000 * Shard.Cent),
            Midpoint = new Price(9998 * Shard.Cent),
            TimeNs = Shard.At(50),
        });
        shard.Trade(Shard.At(30), 0, 10008, 1000, Side.Sell);
        ChildOrder unfilled = shard.Priced(Shard.Child(2, 3, RouteAction.Midpoint, Side.Buy, 400, Shard.At(8.001)));
        shard.Venues.OnChildSent(unfilled);
        shard.Venues.OnReport(unfilled, shard.Priced(Shard.Report(ExecutionType.New, ChildOrderState.New, 0, Shard.At(7.999))));
        shard.Quote(Shard.At(8), 0, 9998, 10000);
        shard.Venues.OnReport(unfilled, shard.Priced(Shard.Report(ExecutionType.Cancelled, ChildOrderState.Cancelled, 0, Shard.At(7.9))));
        Send(shard, 3, Shard.At(7), ExecutionType.Rejected, ChildOrderState.Rejected, 0, Shard.At(6.998));
        shard.Trade(Shard.At(5), 1, 10000, 600, Side.Buy);
        FillBooks(shard, Shard.At(0.5));
        shard.Trade(Shard.At(0.3), 0, 10001, 100, Side.Buy);
        shard.Trade(Shard.At(0.2), 3, 9999, 300, Side.None); // below the midpoint: sold
    }

    private static void Send(Shard shard, long id, long sendNs, ExecutionType type, ChildOrderState end, long filled, long endNs)
    {
        ChildOrder child = shard.Priced(Shard.Child(id, 3, RouteAction.Midpoint, Side.Buy, 400, sendNs));
        shard.Venues.OnChildSent(child);
        if (type == ExecutionType.Trade)
        {
            shard.Venues.OnReport(child, shard.Priced(Shard.Report(type, ChildOrderState.PartiallyFilled, filled, sendNs + (2 * TimeUnits.Millisecond))));
            type = ExecutionType.Cancelled;
        }

        shard.Venues.OnReport(child, shard.Priced(Shard.Report(type, end, filled, endNs)));
    }

    private static void FillBooks(Shard shard, long timeNs)
    {
        (int Venue, Side Side, int Level, long Cents, long Quantity)[] levels =
        [
            (0, Side.Buy, 1, 9999, 300), (0, Side.Buy, 2, 9998, 200), (0, Side.Buy, 3, 9997, 100),
            (0, Side.Sell, 1, 10001, 200), (0, Side.Sell, 2, 10002, 300), (0, Side.Sell, 3, 10003, 400),
            (1, Side.Buy, 1, 9999, 100), (1, Side.Sell, 1, 10002, 500),
            (2, Side.Buy, 1, 9998, 600), (2, Side.Sell, 1, 10001, 300),
        ];
        foreach ((int venue, Side side, int level, long cents, long quantity) in levels)
        {
            shard.Level(timeNs, venue, side, level, cents, quantity);
        }

        for (int venue = 0; venue < 3; venue++)
        {
            shard.Publish(venue);
        }
    }

    private float Value(string name, int row, FeatureRequest? request = null)
    {
        float[] block = new float[Rows.Length * FeatureCatalog.Count];
        _shard.Features.FillRows(request ?? Request(), Rows, [0, 2, 1], block);
        Assert.That(FeatureCatalog.TryFind(name, out FeatureDefinition feature), Is.True);
        return block[(row * FeatureCatalog.Count) + feature.Index];
    }

    private void Loop(in FeatureRequest request, float[] block, int count)
    {
        for (int i = 0; i < count; i++)
        {
            long nowNs = request.NowNs + (i * 7_000_000L);
            _shard.Market.OnQuote(Shard.X, nowNs);
            _shard.Market.OnTrade(Shard.X, new VenueId(0), new Price(10001 * Shard.Cent), 100, Side.Buy, nowNs);
            ChildOrder child = Shard.Child(100 + i, 0, RouteAction.Take, Side.Buy, 100, nowNs);
            _shard.Venues.OnChildSent(child);
            _shard.Venues.OnReport(child, Shard.Report(ExecutionType.Trade, ChildOrderState.Filled, 100, nowNs));
            _shard.Features.FillRows(request with { NowNs = nowNs }, Rows, default, block);
        }
    }
}
