using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Matching;

/// <content>Midpoint venues: time priority at the national midpoint within limits, minimum sizes of both sides, interest held for a conditional order.</content>
internal sealed partial class Exchange
{
    /// <summary>Holds contra interest for a conditional order, in order of time.</summary>
    /// <param name="instrument">Instrument.</param>
    /// <param name="wanted">The conditional order as it would come in.</param>
    /// <param name="key">Number of the hold, above zero.</param>
    /// <returns>Shares held, at most what is wanted; 0 = less than its minimum is there, and nothing is held.</returns>
    public long Hold(int instrument, in IncomingOrder wanted, int key)
    {
        if (!_isTrading[instrument] || !TryGetMidpointFor(instrument, in wanted, out long mid))
        {
            return 0;
        }

        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(wanted.Side.Opposite());
        long held = 0;
        for (int slot = contra.Count == 0 ? -1 : contra[0].Head; slot >= 0 && held < wanted.Quantity; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            long quantity = QuantityOf(in order, in wanted, wanted.Quantity - held, mid);
            if (quantity > 0 && !IsSameOwner(in wanted, in order))
            {
                order.HeldFor = key;
                held += quantity;
            }
        }

        return held;
    }

    /// <summary>Lets held interest go.</summary>
    /// <param name="instrument">Instrument.</param>
    /// <param name="side">Side of the conditional order.</param>
    /// <param name="key">Number of the hold.</param>
    public void Release(int instrument, Side side, int key)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(side.Opposite());
        for (int slot = contra.Count == 0 ? -1 : contra[0].Head; slot >= 0; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            order.HeldFor = order.HeldFor == key ? 0 : order.HeldFor;
        }
    }

    private long MatchMidpoint(int instrument, in IncomingOrder incoming, ref bool isStopped)
    {
        long left = incoming.Quantity;
        if (!TryGetMidpointFor(instrument, in incoming, out long mid))
        {
            return left;
        }

        left = incoming.FirmUpOf == 0 ? left : MatchQueue(instrument, in incoming, left, mid, isHeldOnly: true, ref isStopped);
        return isStopped ? left : MatchQueue(instrument, in incoming, left, mid, isHeldOnly: false, ref isStopped);
    }

    private long MatchQueue(int instrument, in IncomingOrder incoming, long left, long mid, bool isHeldOnly, ref bool isStopped)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(incoming.Side.Opposite());
        for (int slot = contra.Count == 0 ? -1 : contra[0].Head; left > 0 && slot >= 0 && !isStopped;)
        {
            ref BookOrder order = ref book.Order(slot);
            int next = order.Next;
            if (IsSameOwner(in incoming, in order))
            {
                left = PreventSelfTrade(instrument, in incoming, slot, left, ref isStopped);
            }
            else if (!isHeldOnly || order.HeldFor == incoming.FirmUpOf)
            {
                long quantity = QuantityOf(in order, in incoming, left, mid);
                left -= quantity > 0 ? Fill(instrument, in incoming, slot, left, quantity, mid) : 0;
            }

            slot = next;
        }

        return left;
    }

    // What two orders would trade with each other: nothing where a limit, a minimum or a hold stands between them. A minimum above what is left is what is left.
    private static long QuantityOf(in BookOrder resting, in IncomingOrder incoming, long left, long mid)
    {
        bool isHeld = resting.HeldFor != 0 && resting.HeldFor != incoming.FirmUpOf;
        long quantity = Math.Min(left, resting.Quantity);
        bool isEnough = quantity >= Math.Min(incoming.Minimum, left) && quantity >= Math.Min(resting.Minimum, resting.Quantity);
        return !isHeld && isEnough && Accepts(resting.Side, resting.LimitNanos, mid) ? quantity : 0;
    }

    private bool TryGetMidpointFor(int instrument, in IncomingOrder incoming, out long mid) =>
        _national!.TryGetMidpoint(instrument, out mid) && Accepts(incoming.Side, incoming.LimitNanos, mid);

    private long AvailableAtMidpoint(int instrument, in IncomingOrder incoming)
    {
        LimitBook book = _books[instrument];
        LevelLadder contra = book.Ladder(incoming.Side.Opposite());
        if (contra.Count == 0 || !TryGetMidpointFor(instrument, in incoming, out long mid))
        {
            return 0;
        }

        long available = 0;
        for (int slot = contra[0].Head; slot >= 0 && available < incoming.Quantity; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            if (!IsSameOwner(in incoming, in order))
            {
                available += QuantityOf(in order, in incoming, incoming.Quantity - available, mid);
            }
            else if (_selfTrade != SelfTradePolicy.CancelOldest)
            {
                return available;
            }
        }

        return available;
    }
}
