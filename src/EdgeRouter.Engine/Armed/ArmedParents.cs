using EdgeRouter.Core.Domain;
using EdgeRouter.MarketData.Consolidated;

namespace EdgeRouter.Engine.Armed;

/// <summary>Parents that wait for a price. On a tick the best price of an instrument is held against the most eager of them: one compare a queue, however
/// many wait. What is due is taken in order of its limit, then of its arrival.</summary>
internal sealed class ArmedParents
{
    private const int QueuesPerInstrument = 4;

    // Twice a limit must fit 64 bits: no price of the world comes near.
    private const long LimitNanosMax = long.MaxValue / 2;
    private readonly ArmedHeap _heap;
    private readonly int[] _counts;
    private readonly int[] _instruments;

    /// <summary>Creates an empty set.</summary>
    /// <param name="instrumentCount">Instruments of the universe.</param>
    /// <param name="parentSlots">Slots of the parent table.</param>
    public ArmedParents(int instrumentCount, int parentSlots)
    {
        _heap = new ArmedHeap(instrumentCount * QueuesPerInstrument, parentSlots);
        _counts = new int[instrumentCount];
        _instruments = new int[parentSlots];
    }

    /// <summary>Parents that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether a parent waits here.</summary>
    /// <param name="slot">Its slot.</param>
    public bool Contains(int slot) => _heap.Contains(slot);

    /// <summary>Makes a parent wait until the price comes within its limit.</summary>
    /// <param name="slot">Its slot; not waiting.</param>
    /// <param name="instrumentId">Its instrument.</param>
    /// <param name="side">Its side.</param>
    /// <param name="limit">Its limit.</param>
    /// <param name="byMidpoint">Whether the midpoint counts; otherwise the best price on the other side.</param>
    public void Arm(int slot, InstrumentId instrumentId, Side side, Price limit, bool byMidpoint)
    {
        long nanos = Math.Clamp(limit.Nanos, -LimitNanosMax, LimitNanosMax);
        long key = -side.Sign() * (byMidpoint ? 2 * nanos : nanos);
        _heap.Add(QueueOf(instrumentId, side, byMidpoint), slot, key);
        _instruments[slot] = instrumentId.Value;
        _counts[instrumentId.Value]++;
        Count++;
    }

    /// <summary>Ends a parent's wait, if it waits.</summary>
    /// <param name="slot">Its slot.</param>
    public void Disarm(int slot)
    {
        if (_heap.Contains(slot))
        {
            _heap.Remove(slot);
            Forget(slot);
        }
    }

    /// <summary>Whether anybody waits for the instrument.</summary>
    /// <param name="instrumentId">Instrument.</param>
    public bool HasAny(InstrumentId instrumentId) => _counts[instrumentId.Value] != 0;

    /// <summary>Takes the next parent that a quote makes marketable.</summary>
    /// <param name="instrumentId">Instrument.</param>
    /// <param name="nbbo">Its best bid and offer.</param>
    /// <param name="slot">The parent's slot.</param>
    public bool TryTake(InstrumentId instrumentId, in Nbbo nbbo, out int slot)
    {
        slot = -1;
        if (!nbbo.IsTwoSided)
        {
            return false;
        }

        int first = instrumentId.Value * QueuesPerInstrument;
        long middle = nbbo.Bid.Nanos + nbbo.Ask.Nanos;
        int queue = _heap.IsDue(first, -nbbo.Ask.Nanos) ? first
            : _heap.IsDue(first + 1, -middle) ? first + 1
            : _heap.IsDue(first + 2, nbbo.Bid.Nanos) ? first + 2
            : _heap.IsDue(first + 3, middle) ? first + 3
            : -1;
        if (queue < 0)
        {
            return false;
        }

        slot = _heap.TakeFirst(queue);
        Forget(slot);
        return true;
    }

    private static int QueueOf(InstrumentId instrumentId, Side side, bool byMidpoint) =>
        (instrumentId.Value * QueuesPerInstrument) + (side == Side.Buy ? 0 : 2) + (byMidpoint ? 1 : 0);

    private void Forget(int slot)
    {
        _counts[_instruments[slot]]--;
        Count--;
    }
}
