using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Matching;

/// <content>Displayed venues: best price first, at one price what is shown before what is not, then by time or by size.</content>
internal sealed partial class Exchange
{
    private readonly ProRataParameters? _proRata;

    private long MatchDisplayed(int instrument, in IncomingOrder incoming, long limitNanos, ref bool isStopped)
    {
        LimitBook book = _books[instrument];
        LevelLadder shown = book.Ladder(incoming.Side.Opposite());
        long left = incoming.Quantity;
        while (left > 0 && !isStopped && BestLadder(book, incoming.Side) is { } ladder && Accepts(incoming.Side, limitNanos, ladder[0].PriceNanos))
        {
            if (_proRata is not null && ladder == shown)
            {
                left = MatchBySize(instrument, in incoming, left, ref isStopped);
                continue;
            }

            int slot = ladder[0].Head;
            ref BookOrder resting = ref book.Order(slot);
            left = IsSameOwner(in incoming, in resting)
                ? PreventSelfTrade(instrument, in incoming, slot, left, ref isStopped)
                : left - Fill(instrument, in incoming, slot, left, Math.Min(left, resting.Quantity), ladder[0].PriceNanos);
        }

        return left;
    }

    // The ladder with the better best price against a side; what is shown where both are equal; null = nobody is there.
    private static LevelLadder? BestLadder(LimitBook book, Side side)
    {
        LevelLadder shown = book.Ladder(side.Opposite());
        if (book.Hidden(side.Opposite()) is not { Count: > 0 } hidden)
        {
            return shown.Count > 0 ? shown : null;
        }

        bool isHiddenBetter = shown.Count == 0 || side.Sign() * (hidden[0].PriceNanos - shown[0].PriceNanos) < 0;
        return isHiddenBetter ? hidden : shown;
    }

    // One level's worth: the first order's share, the shares by size, the remainder by time; they sum up exactly.
    private long MatchBySize(int instrument, in IncomingOrder incoming, long left, ref bool isStopped)
    {
        LimitBook book = _books[instrument];
        LevelLadder shown = book.Ladder(incoming.Side.Opposite());
        int own = FindOwn(book, shown[0].Head, in incoming);
        if (own >= 0)
        {
            return PreventSelfTrade(instrument, in incoming, own, left, ref isStopped);
        }

        long price = shown[0].PriceNanos;
        int count = shown[0].OrderCount;
        int slot = shown[0].Head;
        Allocate(book, slot, Math.Min(left, shown[0].Quantity), shown[0].Quantity);
        for (int i = 0; i < count; i++)
        {
            int next = book.Order(slot).Next;
            long allocation = book.Order(slot).Allocation;
            left -= allocation > 0 ? Fill(instrument, in incoming, slot, left, allocation, price) : 0;
            slot = next;
        }

        return left;
    }

    private void Allocate(LimitBook book, int head, long quantity, long levelQuantity)
    {
        ref BookOrder first = ref book.Order(head);
        long ahead = Math.Min(first.Quantity, (long)((Int128)quantity * _proRata!.FirstShareBps / 10_000));
        long shared = quantity - ahead;
        long weights = levelQuantity - ahead;
        long remainder = shared;
        for (int slot = head; slot >= 0; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            long weight = order.Quantity - (slot == head ? ahead : 0);
            long share = weights == 0 ? 0 : (long)((Int128)shared * weight / weights);
            share = share < _proRata.MinimumAllocationShares ? 0 : share;
            order.Allocation = share + (slot == head ? ahead : 0);
            remainder -= share;
        }

        for (int slot = head; remainder > 0 && slot >= 0; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            long more = Math.Min(remainder, order.Quantity - order.Allocation);
            order.Allocation += more;
            remainder -= more;
        }
    }

    private static int FindOwn(LimitBook book, int head, in IncomingOrder incoming)
    {
        for (int slot = head; incoming.Owner != 0 && slot >= 0; slot = book.Order(slot).Next)
        {
            if (IsSameOwner(in incoming, in book.Order(slot)))
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Shares that an order would get if it were here now, whatever of them is displayed; none while the venue does not match continuously.</summary>
    public long AvailableNow(int instrument, in IncomingOrder incoming) =>
        _isTrading[instrument] && !IsAuction ? Available(instrument, in incoming, incoming.LimitNanos) : 0;

    // What an order could trade at once. Where it would meet its own owner the count ends, unless the resting order would make way.
    private long Available(int instrument, in IncomingOrder incoming, long limitNanos)
    {
        if (!IsDisplayed)
        {
            return AvailableAtMidpoint(instrument, in incoming);
        }

        LimitBook book = _books[instrument];
        LevelLadder shown = book.Ladder(incoming.Side.Opposite());
        LevelLadder? hidden = book.Hidden(incoming.Side.Opposite());
        long available = 0;
        int i = 0;
        int j = 0;
        bool isStopped = false;
        while (!isStopped && available < incoming.Quantity)
        {
            bool hasShown = i < shown.Count && Accepts(incoming.Side, limitNanos, shown[i].PriceNanos);
            bool hasHidden = hidden is not null && j < hidden.Count && Accepts(incoming.Side, limitNanos, hidden[j].PriceNanos);
            if (!hasShown && !hasHidden)
            {
                break;
            }

            bool isHiddenNext = hasHidden && (!hasShown || incoming.Side.Sign() * (hidden![j].PriceNanos - shown[i].PriceNanos) < 0);
            int head = isHiddenNext ? hidden![j++].Head : shown[i++].Head;
            available += AvailableAtLevel(book, head, in incoming, !isHiddenNext && _proRata is not null, ref isStopped);
        }

        return available;
    }

    // An own order stands before the reserves, which come to the end of the queue.
    private long AvailableAtLevel(LimitBook book, int head, in IncomingOrder incoming, bool isBySize, ref bool isStopped)
    {
        long standing = 0;
        long reserve = 0;
        for (int slot = head; slot >= 0; slot = book.Order(slot).Next)
        {
            ref BookOrder order = ref book.Order(slot);
            if (!IsSameOwner(in incoming, in order))
            {
                standing += order.Quantity;
                reserve += order.Reserve;
            }
            else if (_selfTrade != SelfTradePolicy.CancelOldest)
            {
                isStopped = true;
                return isBySize ? 0 : standing;
            }
        }

        return standing + reserve;
    }
}
