using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <content>Prices and quantities of a step, and when its children leave.</content>
internal sealed partial class WaterfallBuilder
{
    // Narrow division where it does: a third of the time of the wide one.
    private static long RoundUp(long quantity, long lot)
    {
        long part = (ulong)(quantity | lot) <= uint.MaxValue ? (uint)quantity % (uint)lot : quantity % lot;
        return part == 0 ? quantity : quantity + (lot - part);
    }

    // What a venue displays at a price or better: its best level, or its protected one where that is within the price and holds more.
    private long SizeWithin(in RowQuote row, Price price) =>
        row.ProtectedQuantity > row.FarQuantity && _context.IsWithin(row.ProtectedPrice, price) ? row.ProtectedQuantity : row.FarQuantity;

    // Displayed size in whole lots, rounded up: an immediate-or-cancel order loses nothing by asking for the rest of the lot.
    private long CapacityOf(in RowQuote row, Price price, long left)
    {
        if (row.Action != RouteAction.Take)
        {
            return left;
        }

        long size = SizeWithin(row, price);
        return size >= left ? left : Math.Min(left, RoundUp(size, _context.RoundLot));
    }

    private Price PriceOf(in RowQuote row) => row.Action switch
    {
        RouteAction.Take => _context.Tighter(_isProtecting && IsAtTouch(row) ? _touch : row.FarPrice, _worst),
        RouteAction.Midpoint => MidpointBound(),
        _ => RowSet.PostPrice(_context),
    };

    private Price MidpointBound()
    {
        Price far = _context.HasProtectedTouch ? _context.Tighter(_context.ProtectedTouch, _context.FarTouch) : _context.FarTouch;
        return _context.Ticks.Inside(_context.Tighter(far, _worst), _context.Side);
    }

    // Copies the rows that may stand in this step, with their prices, weights and capacities: those that no sweep used, and at first none beyond the touch.
    private int Gather(ReadOnlySpan<int> rows, bool isBounded)
    {
        int count = 0;
        ReadOnlySpan<RowQuote> quotes = _context.Rows;
        foreach (int index in rows)
        {
            ref readonly RowQuote row = ref quotes[index];
            if ((_hasSwept && _swept[index]) || (_stepCount == 0 && !IsAtTouch(row)))
            {
                continue;
            }

            Price price = PriceOf(row);
            _step[count] = index;
            _prices[count] = price;
            _weights[count] = row.Action == RouteAction.Take ? SizeWithin(row, price) : 1;
            _capacities[count] = isBounded || row.FadedCount > 0 ? CapacityOf(row, price, Left) : Left;
            count++;
        }

        return count;
    }

    // Sharing may leave a row less than the minimum: the last such row goes without, and the others share anew.
    private int Share(int count)
    {
        while (count > 0)
        {
            LotSplitter.Share(Left, _context.RoundLot, _weights.AsSpan(0, count), _capacities.AsSpan(0, count), _quantities);
            int below = LastBelowMinimum(count);
            if (below < 0)
            {
                return count;
            }

            count--;
            for (int i = below; i < count; i++)
            {
                (_step[i], _prices[i]) = (_step[i + 1], _prices[i + 1]);
                (_weights[i], _capacities[i]) = (_weights[i + 1], _capacities[i + 1]);
            }
        }

        return 0;
    }

    private int LastBelowMinimum(int count)
    {
        int at = count - 1;
        long minimum = Minimum;
        while (at >= 0 && (_quantities[at] == 0 || _quantities[at] >= minimum))
        {
            at--;
        }

        return at;
    }

    private void DropBelowMinimum(int count)
    {
        for (int at = LastBelowMinimum(count); at >= 0; at = LastBelowMinimum(at))
        {
            _quantities[at] = 0;
        }
    }

    // The way to the farthest take of the step; 0 where nothing needs to wait.
    private long SlowestTakeNs(int count)
    {
        if (!_options.EqualisesArrival)
        {
            return 0;
        }

        int takes = 0;
        long slowest = 0;
        ReadOnlySpan<RowQuote> rows = _context.Rows;
        for (int i = 0; i < count; i++)
        {
            ref readonly RowQuote row = ref rows[_step[i]];
            if (_quantities[i] > 0 && row.Action == RouteAction.Take)
            {
                takes++;
                slowest = Math.Max(slowest, row.LatencyNs);
            }
        }

        return takes > 1 ? slowest : 0;
    }

    private void WaitForSlowest(in RowQuote row, long slowestNs)
    {
        long delay = row.Action == RouteAction.Take ? Math.Min(slowestNs - row.LatencyNs, _options.DispatchDelayMaxNs) : 0;
        if (delay > 0)
        {
            ref WaterfallChild child = ref _record.Children[^1];
            child = child with { DelayNs = delay };
        }
    }

    // A step ends as one: every child waits as long as the most patient of them.
    private static void EqualiseTimeouts(Span<WaterfallChild> step)
    {
        long timeout = 0;
        bool differs = false;
        foreach (ref readonly WaterfallChild child in step)
        {
            differs |= timeout > 0 && child.TimeoutNs != timeout;
            timeout = Math.Max(timeout, child.TimeoutNs);
        }

        for (int i = 0; differs && i < step.Length; i++)
        {
            step[i] = step[i] with { TimeoutNs = timeout };
        }
    }
}
