using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Market;
using EdgeRouter.Features.Tests.Support;

namespace EdgeRouter.Features.Tests.Market;

public sealed class MarketStatisticsTests
{
    private readonly List<(long TimeNs, long MidNanos)> _mids = [];
    private readonly List<(long TimeNs, int Venue, long Quantity, int Sign)> _trades = [];
    private readonly List<long> _quotes = [];
    private Shard _shard = null!;

    [SetUp]
    public void SetUp()
    {
        _shard = new Shard();
        _mids.Clear();
        _trades.Clear();
        _quotes.Clear();
    }

    [TearDown]
    public void TearDown() => _shard.Dispose();

    [Test]
    public void ShouldForgetWhatLeftTheWindow()
    {
        _shard.Trade(Shard.NowNs, 0, 100, 50, Side.Buy);
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs + (989 * TimeUnits.Millisecond)).Second.Trades, Is.EqualTo(1));
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs + (1000 * TimeUnits.Millisecond)).Second.Trades, Is.Zero);
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs + (9_899 * TimeUnits.Millisecond)).TenSeconds.Volume, Is.EqualTo(50));
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs + TimeUnits.Hour).Minute.Volume, Is.Zero);
    }

    [Test]
    public void ShouldJudgeATradeWithoutTakerByTheMidpoint()
    {
        _shard.Quote(Shard.NowNs, 0, 99, 101);
        _shard.Trade(Shard.NowNs, 0, 101, 10, Side.None);
        _shard.Trade(Shard.NowNs, 0, 99, 4, Side.None);
        _shard.Trade(Shard.NowNs, 3, 100, 1000, Side.None);
        _shard.Trade(Shard.NowNs, 3, 100, 0, Side.Buy);
        WindowSums sums = _shard.Market.Read(Shard.X, Shard.NowNs).Second;
        Assert.That((sums.SignedVolume, sums.Volume, sums.Trades), Is.EqualTo((6L, 1014L, 3L)));
    }

    [Test]
    public void ShouldAgeTheNbboOnlyByItsOwnChanges()
    {
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs).NbboAgeNs, Is.EqualTo(-1));
        _shard.Quote(Shard.NowNs, 0, 99, 101);
        _shard.Quote(Shard.NowNs + 500, 1, 98, 102);
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs + 1_000).NbboAgeNs, Is.EqualTo(1_000));
        _shard.Quote(Shard.NowNs + 600, 1, 99, 102);
        Assert.That(_shard.Market.Read(Shard.X, Shard.NowNs + 1_000).NbboAgeNs, Is.EqualTo(400));
    }

    [Test]
    public void ShouldEqualTheFiguresWorkedOutFromScratch()
    {
        const ulong Seed = 77;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        long nowNs = Shard.NowNs;
        long bid = 10_000;
        for (int i = 0; i < 4_000; i++)
        {
            nowNs += (long)random.NextExponential(random.NextBool(0.02) ? 20e9 : 30e6);
            if (random.NextBool(0.5))
            {
                bid = Math.Clamp(bid + random.NextInt32(5) - 2, 9_000, 11_000);
                _shard.Quote(nowNs, 0, bid, bid + 2);
                _quotes.Add(nowNs);
                _mids.Add((nowNs, (bid + 1) * Shard.Cent));
            }
            else
            {
                int venue = random.NextInt32(4);
                long quantity = 1 + random.NextInt32(500);
                bool isBuy = random.NextBool(0.5);
                _shard.Trade(nowNs, venue, bid, quantity, isBuy ? Side.Buy : Side.Sell);
                _trades.Add((nowNs, venue, quantity, isBuy ? 1 : -1));
            }

            if (i % 5 == 0)
            {
                nowNs += random.NextInt32(50_000_000);
                AssertEqualsScratch(nowNs);
            }
        }
    }

    private void AssertEqualsScratch(long nowNs)
    {
        MarketSnapshot snapshot = _shard.Market.Read(Shard.X, nowNs);
        AssertWindow(snapshot.Second, nowNs, 10 * TimeUnits.Millisecond, 100);
        AssertWindow(snapshot.TenSeconds, nowNs, 100 * TimeUnits.Millisecond, 100);
        AssertWindow(snapshot.Minute, nowNs, TimeUnits.Second, 60);
        Assert.That(snapshot.Volatility5MinBps, Is.EqualTo(Math.Sqrt(Squares(nowNs, TimeUnits.Second, 300)) / 1e4));
        Assert.That(snapshot.Return100MsBps, Is.EqualTo(Return(nowNs, 10 * TimeUnits.Millisecond, 10)));
        Assert.That(snapshot.Return1SBps, Is.EqualTo(Return(nowNs, 10 * TimeUnits.Millisecond, 100)));
        Assert.That(snapshot.Return10SBps, Is.EqualTo(Return(nowNs, 100 * TimeUnits.Millisecond, 100)));
        long oldest = (nowNs / (10 * TimeUnits.Second)) - 6;
        for (int venue = 0; venue < 4; venue++)
        {
            long expected = _trades.Where(t => t.Venue == venue && t.TimeNs / (10 * TimeUnits.Second) > oldest).Sum(t => t.Quantity);
            Assert.That(_shard.Market.VenueVolume(Shard.X, new VenueId((byte)venue), nowNs), Is.EqualTo(expected));
        }
    }

    private void AssertWindow(WindowSums sums, long nowNs, long bucketNs, int count)
    {
        var trades = _trades.Where(t => IsInside(t.TimeNs, nowNs, bucketNs, count)).ToList();
        Assert.That(sums.Trades, Is.EqualTo(trades.Count));
        Assert.That(sums.Volume, Is.EqualTo(trades.Sum(t => t.Quantity)));
        Assert.That(sums.SignedVolume, Is.EqualTo(trades.Sum(t => t.Quantity * t.Sign)));
        Assert.That(sums.Quotes, Is.EqualTo(_quotes.Count(t => IsInside(t, nowNs, bucketNs, count))));
        Assert.That(sums.ReturnSquares, Is.EqualTo(Squares(nowNs, bucketNs, count)));
    }

    private static bool IsInside(long timeNs, long nowNs, long bucketNs, int count) => timeNs / bucketNs > (nowNs / bucketNs) - count;

    private long Squares(long nowNs, long bucketNs, int count)
    {
        long sum = 0;
        for (int i = 1; i < _mids.Count; i++)
        {
            if (IsInside(_mids[i].TimeNs, nowNs, bucketNs, count))
            {
                decimal change = (_mids[i].MidNanos - _mids[i - 1].MidNanos) * 100_000_000m / _mids[i - 1].MidNanos;
                long units = (long)decimal.Round(change);
                sum += units * units;
            }
        }

        return sum;
    }

    private double Return(long nowNs, long bucketNs, int bucketsAgo)
    {
        long bucket = (nowNs / bucketNs) - bucketsAgo;
        (long TimeNs, long MidNanos) then = _mids.LastOrDefault(m => m.TimeNs / bucketNs <= bucket);
        return then.MidNanos == 0 ? double.NaN : (double)(_mids[^1].MidNanos - then.MidNanos) / then.MidNanos * 10_000.0;
    }
}
