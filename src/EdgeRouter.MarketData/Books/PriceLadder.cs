using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.MarketData.Books;

/// <summary>Full-depth price levels of one venue's books: for each instrument and side a sorted run with the best price at its end, so that
/// changes near the touch move little.</summary>
/// <remarks>Prices are kept as keys that grow towards the touch on both sides: the price itself for bids, its negative for asks.</remarks>
internal sealed class PriceLadder
{
    private readonly NativeArray<long> _keys;
    private readonly NativeArray<long> _quantities;
    private readonly NativeArray<int> _orderCounts;
    private readonly NativeArray<int> _used;
    private readonly int _levelCountMax;

    public PriceLadder(NativeRegion region, int instrumentCountMax, int levelCountMax)
    {
        int sides = instrumentCountMax * 2;
        _keys = region.Allocate<long>(sides * levelCountMax);
        _quantities = region.Allocate<long>(sides * levelCountMax);
        _orderCounts = region.Allocate<int>(sides * levelCountMax);
        _used = region.Allocate<int>(sides);
        _levelCountMax = levelCountMax;
    }

    public static long RequiredBytes(int instrumentCountMax, int levelCountMax) =>
        (instrumentCountMax * 2L * ((levelCountMax * 20L) + 4)) + 256;

    /// <summary>Adds an order to its price.</summary>
    /// <param name="instrumentIndex">Instrument.</param>
    /// <param name="side">Side.</param>
    /// <param name="priceNanos">Price.</param>
    /// <param name="quantity">Above zero.</param>
    /// <param name="isNewLevel">Whether the price is new.</param>
    /// <returns>Depth of the price, 0 = best; −1: no room.</returns>
    public int Add(int instrumentIndex, Side side, long priceNanos, long quantity, out bool isNewLevel)
    {
        int run = RunOf(instrumentIndex, side);
        int used = _used[run];
        int start = run * _levelCountMax;
        long key = KeyOf(side, priceNanos);
        int position = _keys.Slice(start, used).BinarySearch(key);
        isNewLevel = position < 0;
        if (isNewLevel)
        {
            position = ~position;
            if (used == _levelCountMax)
            {
                return -1;
            }

            ShiftUp(_keys.Slice(start, used + 1), position);
            ShiftUp(_quantities.Slice(start, used + 1), position);
            ShiftUp(_orderCounts.Slice(start, used + 1), position);
            _keys[start + position] = key;
            _quantities[start + position] = 0;
            _orderCounts[start + position] = 0;
            _used[run] = ++used;
        }

        _quantities[start + position] += quantity;
        _orderCounts[start + position]++;
        return used - 1 - position;
    }

    /// <summary>Takes quantity from a price.</summary>
    /// <param name="instrumentIndex">Instrument.</param>
    /// <param name="side">Side.</param>
    /// <param name="priceNanos">Price.</param>
    /// <param name="quantity">How much.</param>
    /// <param name="orderLeaves">Whether an order goes with it.</param>
    /// <param name="isLevelGone">Whether the price is empty now and removed.</param>
    /// <returns>Depth that the price has or had, 0 = best; −1: no such price.</returns>
    public int Take(int instrumentIndex, Side side, long priceNanos, long quantity, bool orderLeaves, out bool isLevelGone)
    {
        int run = RunOf(instrumentIndex, side);
        int used = _used[run];
        int start = run * _levelCountMax;
        int position = _keys.Slice(start, used).BinarySearch(KeyOf(side, priceNanos));
        isLevelGone = false;
        if (position < 0)
        {
            return -1;
        }

        _quantities[start + position] -= quantity;
        if (orderLeaves && --_orderCounts[start + position] == 0)
        {
            isLevelGone = true;
            ShiftDown(_keys.Slice(start, used), position);
            ShiftDown(_quantities.Slice(start, used), position);
            ShiftDown(_orderCounts.Slice(start, used), position);
            _used[run] = used - 1;
        }

        return used - 1 - position;
    }

    /// <summary>Empties both sides of an instrument.</summary>
    public void Clear(int instrumentIndex)
    {
        _used[instrumentIndex * 2] = 0;
        _used[(instrumentIndex * 2) + 1] = 0;
    }

    /// <summary>Empties everything.</summary>
    public void Clear() => _used.Span.Clear();

    /// <summary>One level by depth, 0 = best.</summary>
    public bool TryGet(int instrumentIndex, Side side, int depth, out long priceNanos, out long quantity, out int orderCount)
    {
        int run = RunOf(instrumentIndex, side);
        int position = _used[run] - 1 - depth;
        if (position < 0)
        {
            priceNanos = 0;
            quantity = 0;
            orderCount = 0;
            return false;
        }

        int at = (run * _levelCountMax) + position;
        priceNanos = KeyOf(side, _keys[at]);
        quantity = _quantities[at];
        orderCount = _orderCounts[at];
        return true;
    }

    private static int RunOf(int instrumentIndex, Side side) => (instrumentIndex * 2) + (side == Side.Buy ? 0 : 1);

    private static long KeyOf(Side side, long priceNanos) => side == Side.Buy ? priceNanos : -priceNanos;

    private static void ShiftUp<T>(Span<T> run, int position) => run[position..^1].CopyTo(run[(position + 1)..]);

    private static void ShiftDown<T>(Span<T> run, int position) => run[(position + 1)..].CopyTo(run[position..]);
}
