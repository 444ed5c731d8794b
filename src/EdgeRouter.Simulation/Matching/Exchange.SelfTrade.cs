using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Matching;

/// <content>Orders that meet one of the same beneficial owner.</content>
internal sealed partial class Exchange
{
    /// <returns>What the incoming order has left.</returns>
    private long PreventSelfTrade(int instrument, in IncomingOrder incoming, int slot, long left, ref bool isStopped)
    {
        switch (_selfTrade)
        {
            case SelfTradePolicy.CancelOldest:
                CancelResting(instrument, slot);
                return left;
            case SelfTradePolicy.CancelBoth:
                CancelResting(instrument, slot);
                isStopped = true;
                return left;
            case SelfTradePolicy.DecrementAndCancel:
                return DecrementBoth(instrument, in incoming, slot, left, ref isStopped);
            default:
                isStopped = true;
                return left;
        }
    }

    private long DecrementBoth(int instrument, in IncomingOrder incoming, int slot, long left, ref bool isStopped)
    {
        ref BookOrder resting = ref _books[instrument].Order(slot);
        long quantity = Math.Min(left, resting.Total);
        _decremented += quantity;
        if (quantity == resting.Total)
        {
            CancelResting(instrument, slot);
        }
        else
        {
            _listener.OnDecremented(this, instrument, resting.Tag, quantity);
            Shorten(instrument, slot, quantity);
        }

        if (quantity < left)
        {
            _listener.OnDecremented(this, instrument, incoming.Tag, quantity);
        }

        isStopped |= quantity == left;
        return left - quantity;
    }

    // Of an iceberg the reserve goes first, so that what stands keeps its place as long as it can.
    private void Shorten(int instrument, int slot, long quantity)
    {
        ref BookOrder resting = ref _books[instrument].Order(slot);
        long reserve = Math.Min(quantity, resting.Reserve);
        resting.Reserve -= reserve;
        if (quantity > reserve)
        {
            Reduce(instrument, slot, quantity - reserve);
        }
    }

    private void CancelResting(int instrument, int slot)
    {
        int tag = _books[instrument].Order(slot).Tag;
        Remove(instrument, slot);
        _listener.OnCancelled(this, instrument, tag);
    }
}
