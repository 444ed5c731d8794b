using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Lab.Faults;

/// <summary>What all positions together may become worth, by the records.</summary>
internal sealed class PositionAccount
{
    private readonly long[] _marks = new long[FaultWorld.InstrumentCount];

    /// <summary>The middle of the quote in the last record of an instrument, or what of it there is.</summary>
    public void Mark(InstrumentId instrument, Price bid, Price ask, Price price)
    {
        long mark = bid.Nanos > 0 && ask.Nanos > 0 ? (bid.Nanos + ask.Nanos) / 2 : Math.Max(bid.Nanos, ask.Nanos);
        mark = mark > 0 ? mark : price.Nanos;
        _marks[instrument.Value] = mark > 0 ? mark : _marks[instrument.Value];
    }

    /// <summary>The worst that may come of an order that makes a position larger, nanos; null where it does not, or where the records leave it open.</summary>
    public Int128? Worst(IReadOnlyCollection<ChildAccount> children, in ChildOrder order)
    {
        if (order.IsConditional || children.Any(c => c.IsUnclear || c.IsMissing))
        {
            return null;
        }

        Mark(order.InstrumentId, order.Bid, order.Ask, order.LimitPrice);
        Int128 sum = 0;
        for (int i = 0; i < _marks.Length; i++)
        {
            ChildAccount[] own = [.. children.Where(c => c.Order.InstrumentId.Value == i)];
            long executed = own.Sum(c => c.Order.Side.Sign() * c.Executed);
            long bought = executed + own.Where(c => c.Order.Side == Side.Buy).Sum(c => c.OpenAtLeast);
            long sold = executed - own.Where(c => c.Order.Side == Side.Sell).Sum(c => c.OpenAtLeast);
            long before = Math.Max(Math.Abs(bought), Math.Abs(sold));
            long after = before;
            if (order.InstrumentId.Value == i)
            {
                after = order.Side == Side.Buy ? Math.Max(Math.Abs(bought + order.Quantity), Math.Abs(sold)) : Math.Max(Math.Abs(bought), Math.Abs(sold - order.Quantity));
                if (after <= before)
                {
                    return null;
                }
            }

            sum += (Int128)after * _marks[i];
        }

        return sum;
    }
}
