using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <content>Intermarket sweeps: a first step that goes beyond the touch, and hits every better protected quote in full on the way.</content>
internal sealed partial class WaterfallBuilder
{
    private const int BpsPerUnit = 10_000;

    private readonly bool[] _swept = new bool[RoutingContext.RowCountLimit];
    private bool _hasSwept;
    private bool _sweeps;

    private void BeginSweep()
    {
        if (_hasSwept)
        {
            Array.Clear(_swept);
            _hasSwept = false;
        }

        _sweeps = _options.SweepsBeyondTouch && _isProtecting && _canTake && !_context.IsCrossed && IsSweepAsked();
    }

    private bool IsSweepAsked()
    {
        long shown = DisplayedWithin(_touch);
        return shown < Left
            && (_context.UrgencyPercent >= _options.SweepUrgencyPercentMin || (Int128)Left * 100 >= (Int128)shown * _options.SweepSizePercentMin);
    }

    /// <summary>Replaces a first step of takes by a sweep where the order asks for one and takes beyond the touch can be had.</summary>
    private bool TryAddSweep(ReadOnlySpan<int> rows)
    {
        if (!_sweeps || _stepCount != 0 || !AreTakes(rows))
        {
            return false;
        }

        _sweeps = false;
        Price price = SweepPrice();
        if (_context.IsWithin(price, _touch))
        {
            return false;
        }

        int count = GatherSweep(rows, price);
        LotSplitter.FillInOrder(Left, _context.RoundLot, _capacities.AsSpan(0, count), _quantities);
        DropBelowMinimum(count);
        for (int i = 0; i < count; i++)
        {
            _swept[_step[i]] = _quantities[i] > 0;
        }

        _hasSwept = true;
        AddStep(count, isSweep: true);
        return true;
    }

    private static bool IsSweepable(in RowQuote row) => row.Action == RouteAction.Take && row.CanSweep;

    private bool AreTakes(ReadOnlySpan<int> rows)
    {
        foreach (int index in rows)
        {
            if (_context.Rows[index].Action != RouteAction.Take)
            {
                return false;
            }
        }

        return !rows.IsEmpty;
    }

    // The first level at which takes can hit everything that is left, or the last that may be reached.
    private Price SweepPrice()
    {
        Price reach = SweepReach();
        ProtectionFinding barrier = _context.SweepBarrier;
        bool isBarred = barrier.Reason != RejectReason.None;
        Price level = _touch;
        while (DisplayedWithin(level) < Left && TryNextLevel(level, reach, out Price next))
        {
            if (isBarred && !_context.IsWithin(next, barrier.Price))
            {
                _context.ProtectionBlock = barrier;
                break;
            }

            level = next;
        }

        return level;
    }

    private Price SweepReach()
    {
        var distance = (long)((Int128)Math.Abs(_touch.Nanos) * _options.SweepDistanceBpsMax / BpsPerUnit);
        return _context.Tighter(new Price(_touch.Nanos + (_context.Side.Sign() * distance)), _worst);
    }

    private bool TryNextLevel(Price level, Price reach, out Price next)
    {
        next = reach;
        bool any = false;
        foreach (ref readonly RowQuote row in _context.Rows)
        {
            if (IsSweepable(row))
            {
                any |= IsNext(row.FarPrice, level, ref next);
                any |= row.ProtectedQuantity > 0 && IsNext(row.ProtectedPrice, level, ref next);
            }
        }

        return any;
    }

    private bool IsNext(Price price, Price level, ref Price next)
    {
        bool isNext = !_context.IsWithin(price, level) && _context.IsWithin(price, next);
        next = isNext ? price : next;
        return isNext;
    }

    private long DisplayedWithin(Price price)
    {
        long sum = 0;
        foreach (ref readonly RowQuote row in _context.Rows)
        {
            if (IsSweepable(row) && _context.IsWithin(row.FarPrice, price))
            {
                sum += RoundUp(SizeWithin(row, price), _context.RoundLot);
            }
        }

        return sum;
    }

    // Every take within the price, cheapest first and in the policy's order where prices tie: what runs short is then never better than what is hit.
    private int GatherSweep(ReadOnlySpan<int> rows, Price price)
    {
        int count = 0;
        foreach (int index in rows)
        {
            ref readonly RowQuote row = ref _context.Rows[index];
            if (row.CanSweep && _context.IsWithin(row.FarPrice, price))
            {
                Insert(index, price, ref count);
                _swept[index] = true;
            }
        }

        for (int i = 0; i < _context.RowCount; i++)
        {
            ref readonly RowQuote row = ref _context.Rows[i];
            if (!_swept[i] && IsSweepable(row) && _context.IsWithin(row.FarPrice, price))
            {
                Insert(i, price, ref count);
            }
        }

        for (int i = 0; i < count; i++)
        {
            _capacities[i] = CapacityOf(_context.Rows[_step[i]], _prices[i], Left);
        }

        return count;
    }

    private void Insert(int index, Price sweepPrice, ref int count)
    {
        Price price = SweepPriceOf(_context.Rows[index], sweepPrice);
        int at = count++;
        while (at > 0 && !_context.IsWithin(_prices[at - 1], price))
        {
            (_step[at], _prices[at]) = (_step[at - 1], _prices[at - 1]);
            at--;
        }

        (_step[at], _prices[at]) = (index, price);
    }

    // The worst of the venue's levels that the sweep uses, and never better than the touch.
    private Price SweepPriceOf(in RowQuote row, Price sweepPrice)
    {
        Price price = _context.IsWithin(row.FarPrice, _touch) ? _touch : row.FarPrice;
        bool usesProtected = row.ProtectedQuantity > 0 && _context.IsWithin(row.ProtectedPrice, sweepPrice);
        price = usesProtected && !_context.IsWithin(row.ProtectedPrice, price) ? row.ProtectedPrice : price;
        return _context.Tighter(price, _worst);
    }
}
