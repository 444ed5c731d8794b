using EdgeRouter.Core.Domain;

namespace EdgeRouter.Simulation.Matching;

/// <summary>Finds the price of an uncross and what each order gets: most volume within the national best, then least surplus, then the midpoint of the prices that are left.
/// Orders get their shares by price, then by time. An order that would get less than its minimum is left out and all is looked at again.</summary>
internal sealed class AuctionCross
{
    private const long PriceStepNanos = 1_000; // The feed carries whole micros.

    private AuctionEntry[] _buys = new AuctionEntry[8];
    private AuctionEntry[] _sells = new AuctionEntry[8];
    private int _buyCount;
    private int _sellCount;

    /// <summary>Price found.</summary>
    public long PriceNanos { get; private set; }

    /// <summary>Shares that trade; 0 = no uncross.</summary>
    public long Volume { get; private set; }

    /// <summary>Shares that the larger side has too many at the price.</summary>
    public long Surplus { get; private set; }

    /// <summary>The orders of a side, best first.</summary>
    public ReadOnlySpan<AuctionEntry> Entries(Side side) => side == Side.Buy ? _buys.AsSpan(0, _buyCount) : _sells.AsSpan(0, _sellCount);

    /// <summary>Forgets the last uncross.</summary>
    public void Clear()
    {
        _buyCount = 0;
        _sellCount = 0;
        Volume = 0;
    }

    /// <summary>Adds an order; of one price the first added comes first.</summary>
    public void Add(Side side, in AuctionEntry entry)
    {
        if (side == Side.Buy)
        {
            Insert(ref _buys, ref _buyCount, 1, in entry);
        }
        else
        {
            Insert(ref _sells, ref _sellCount, -1, in entry);
        }
    }

    /// <summary>Finds price, volume and shares.</summary>
    /// <param name="bidNanos">Lowest price.</param>
    /// <param name="askNanos">Highest price.</param>
    public void Cross(long bidNanos, long askNanos)
    {
        do
        {
            FindPrice(bidNanos, askNanos);
            Allocate(_buys.AsSpan(0, _buyCount), Side.Buy);
            Allocate(_sells.AsSpan(0, _sellCount), Side.Sell);
        }
        while (LeaveOut(_buys.AsSpan(0, _buyCount)) || LeaveOut(_sells.AsSpan(0, _sellCount)));
    }

    private static void Insert(ref AuctionEntry[] entries, ref int count, int sign, in AuctionEntry entry)
    {
        if (count == entries.Length)
        {
            Array.Resize(ref entries, count * 2);
        }

        int index = count++;
        while (index > 0 && (sign > 0 ? entries[index - 1].LimitNanos < entry.LimitNanos : entries[index - 1].LimitNanos > entry.LimitNanos))
        {
            entries[index] = entries[index - 1];
            index--;
        }

        entries[index] = entry;
    }

    // Demand and supply change at limits only, so limits and the prices next to them stand for all.
    private void FindPrice(long bidNanos, long askNanos)
    {
        Volume = -1;
        long low = 0;
        long high = 0;
        Consider(bidNanos, ref low, ref high);
        Consider(askNanos, ref low, ref high);
        foreach (ref readonly AuctionEntry entry in Entries(Side.Buy))
        {
            ConsiderWithin(entry.LimitNanos, bidNanos, askNanos, ref low, ref high);
            ConsiderWithin(Math.Min(entry.LimitNanos, askNanos) + PriceStepNanos, bidNanos, askNanos, ref low, ref high);
        }

        foreach (ref readonly AuctionEntry entry in Entries(Side.Sell))
        {
            ConsiderWithin(entry.LimitNanos, bidNanos, askNanos, ref low, ref high);
            ConsiderWithin(Math.Max(entry.LimitNanos, bidNanos) - PriceStepNanos, bidNanos, askNanos, ref low, ref high);
        }

        long middle = low + ((high - low) / 2);
        PriceNanos = Math.Max(low, middle - (middle % PriceStepNanos));
    }

    private void ConsiderWithin(long priceNanos, long bidNanos, long askNanos, ref long low, ref long high)
    {
        if (priceNanos > bidNanos && priceNanos < askNanos)
        {
            Consider(priceNanos, ref low, ref high);
        }
    }

    private void Consider(long priceNanos, ref long low, ref long high)
    {
        long demand = Sum(Entries(Side.Buy), Side.Buy, priceNanos);
        long supply = Sum(Entries(Side.Sell), Side.Sell, priceNanos);
        long volume = Math.Min(demand, supply);
        long surplus = Math.Abs(demand - supply);
        if (volume > Volume || (volume == Volume && surplus < Surplus))
        {
            (Volume, Surplus) = (volume, surplus);
            (low, high) = (priceNanos, priceNanos);
        }
        else if (volume == Volume && surplus == Surplus)
        {
            low = Math.Min(low, priceNanos);
            high = Math.Max(high, priceNanos);
        }
    }

    private static long Sum(ReadOnlySpan<AuctionEntry> entries, Side side, long priceNanos)
    {
        long sum = 0;
        foreach (ref readonly AuctionEntry entry in entries)
        {
            sum += !entry.IsLeftOut && Accepts(in entry, side, priceNanos) ? entry.Quantity : 0;
        }

        return sum;
    }

    private void Allocate(Span<AuctionEntry> entries, Side side)
    {
        long left = Volume;
        foreach (ref AuctionEntry entry in entries)
        {
            entry.Allocation = entry.IsLeftOut || !Accepts(in entry, side, PriceNanos) ? 0 : Math.Min(left, entry.Quantity);
            left -= entry.Allocation;
        }
    }

    // The last that would get too little; without it others may get more.
    private static bool LeaveOut(Span<AuctionEntry> entries)
    {
        for (int i = entries.Length - 1; i >= 0; i--)
        {
            if (entries[i].Allocation > 0 && entries[i].Allocation < entries[i].Minimum)
            {
                entries[i].IsLeftOut = true;
                return true;
            }
        }

        return false;
    }

    private static bool Accepts(in AuctionEntry entry, Side side, long priceNanos) =>
        side == Side.Buy ? entry.LimitNanos >= priceNanos : entry.LimitNanos <= priceNanos;
}
