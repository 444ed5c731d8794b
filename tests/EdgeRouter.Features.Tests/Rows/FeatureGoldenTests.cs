using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Features.Rows;
using EdgeRouter.Features.Tests.Support;

namespace EdgeRouter.Features.Tests.Rows;

/// <summary>Bits of every feature over a random walk of books, trades, statuses, gaps, orders and reports, in round lots. The hashes were taken from the plain
/// row by row computation before it was made faster: models are trained on these bits.</summary>
public sealed class FeatureGoldenTests
{
    private static readonly RowKey[] Rows =
    [
        .. from venue in Enumerable.Range(0, 4) from action in Enum.GetValues<RouteAction>() select new RowKey(new VenueId((byte)venue), action),
    ];

    [TestCase(1UL, 0x7AFE7CEF333D37B2UL)]
    [TestCase(2UL, 0x325804FACD4AB522UL)]
    [TestCase(3UL, 0x817FAE837031BD8DUL)]
    public void ShouldKeepEveryBit(ulong seed, ulong expected)
    {
        using var shard = new Shard();
        var walk = new RandomWalk(shard, seed);
        float[] block = new float[Rows.Length * FeatureCatalog.Count];
        ulong hash = seed;
        for (int i = 0; i < 4_000; i++)
        {
            walk.Step();
            ReadOnlySpan<byte> tried = i % 3 == 0 ? default : [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 255];
            shard.Features.FillRows(walk.Request(), Rows, tried, block);
            foreach (float value in block)
            {
                hash = SplitMix64.Mix(hash ^ (float.IsNaN(value) ? 1UL << 40 : BitConverter.SingleToUInt32Bits(value)));
            }
        }

        Assert.That(hash, Is.EqualTo(expected), $"0x{hash:X16}");
    }

    private sealed class RandomWalk(Shard shard, ulong seed)
    {
        private readonly List<ChildOrder> _open = [];
        private readonly HashSet<ChildOrder> _filled = [];
        private DeterministicRandom _random = new(seed);
        private long _nowNs = Shard.NowNs;
        private long _nextId = 1;

        public void Step()
        {
            _nowNs += (long)_random.NextExponential(0.2 * TimeUnits.Second);
            switch (_random.NextInt32(12))
            {
                case < 7:
                    Quote();
                    break;
                case < 9:
                    var taker = (Side)_random.NextInt32(3);
                    shard.Trade(_nowNs, _random.NextInt32(4), 10_000 + _random.NextInt32(7) - 3, 1 + _random.NextInt32(900), taker);
                    break;
                case 9:
                    Send();
                    break;
                case 10:
                    Report();
                    break;
                default:
                    Disturb();
                    break;
            }
        }

        public FeatureRequest Request() => new()
        {
            InstrumentId = Shard.X,
            Side = _random.NextBool(0.5) ? Side.Buy : Side.Sell,
            TotalQuantity = 10_000,
            RemainingQuantity = 1 + _random.NextInt32(10_000),
            LimitPrice = new Price((9_990 + _random.NextInt32(20)) * Shard.Cent),
            HasLimit = _random.NextBool(0.5),
            NowNs = _nowNs,
            ArrivalTimeNs = _nowNs - _random.NextInt32(1_000_000_000),
            HorizonNs = _random.NextBool(0.2) ? 0 : TimeUnits.Minute,
            UrgencyPercent = (byte)_random.NextInt32(101),
        };

        private void Quote()
        {
            int venue = _random.NextInt32(4);
            int count = 1 + _random.NextInt32(6);
            for (int i = 0; i < count; i++)
            {
                Side side = _random.NextBool(0.5) ? Side.Buy : Side.Sell;
                int level = 1 + _random.NextInt32(7);
                long cents = side == Side.Buy ? 10_001 - level - _random.NextInt32(3) : 9_999 + level + _random.NextInt32(3);
                shard.Level(_nowNs, venue, side, level, cents, 100 * _random.NextInt32(8));
            }

            shard.Publish(venue);
        }

        private void Send()
        {
            ChildOrder child = shard.Priced(Shard.Child(
                _nextId++, _random.NextInt32(4), (RouteAction)_random.NextInt32(3), _random.NextBool(0.5) ? Side.Buy : Side.Sell, 100 * (1 + _random.NextInt32(30)), _nowNs));
            _open.Add(child);
            shard.Venues.OnChildSent(child);
        }

        private void Report()
        {
            if (_open.Count == 0)
            {
                return;
            }

            ChildOrder child = _open[_random.NextInt32(_open.Count)];
            (ExecutionType type, ChildOrderState state) = _random.NextInt32(5) switch
            {
                0 => (ExecutionType.New, ChildOrderState.New),
                1 => (ExecutionType.Trade, ChildOrderState.PartiallyFilled),
                2 => (ExecutionType.Trade, ChildOrderState.Filled),
                3 when !_filled.Contains(child) => (ExecutionType.Rejected, ChildOrderState.Rejected),
                _ => (ExecutionType.Cancelled, ChildOrderState.Cancelled),
            };
            if (type == ExecutionType.Trade)
            {
                _filled.Add(child);
            }

            long cumulative = state == ChildOrderState.Filled ? child.Quantity : _filled.Contains(child) ? child.Quantity / 2 : 0;
            shard.Venues.OnReport(child, shard.Priced(Shard.Report(type, state, cumulative, _nowNs)));
            if (type == ExecutionType.Trade)
            {
                Price mark = new((9_995 + _random.NextInt32(10)) * Shard.Cent);
                shard.Venues.OnMarkOut(new MarkOut { ChildId = child.Id, Side = child.Side, FillPrice = new Price(10_000 * Shard.Cent), Midpoint = mark, TimeNs = _nowNs });
            }

            if (state is not (ChildOrderState.New or ChildOrderState.PartiallyFilled))
            {
                _open.Remove(child);
            }
        }

        private void Disturb()
        {
            int venue = _random.NextInt32(3);
            if (_random.NextBool(0.3))
            {
                shard.Gap(_nowNs, venue);
                shard.Publish(venue);
                shard.Snapshot(_nowNs, venue);
            }
            else
            {
                shard.Status(_nowNs, venue, _random.NextBool(0.6) ? TradingStatus.Trading : TradingStatus.Halted);
            }

            shard.Publish(venue);
        }
    }
}
