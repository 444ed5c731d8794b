using EdgeRouter.Core.Domain;

namespace EdgeRouter.Engine.Armed;

/// <summary>Open pegged parents by instrument: lists through arrays indexed by parent slot.</summary>
internal sealed class PeggedParents
{
    private const int None = -1;
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _instruments;

    /// <summary>Creates an empty set.</summary>
    /// <param name="instrumentCount">Instruments of the universe.</param>
    /// <param name="parentSlots">Slots of the parent table.</param>
    public PeggedParents(int instrumentCount, int parentSlots)
    {
        _first = new int[instrumentCount];
        _next = new int[parentSlots];
        _previous = new int[parentSlots];
        _instruments = new int[parentSlots];
        Array.Fill(_first, None);
        Array.Fill(_instruments, None);
    }

    /// <summary>Whether the instrument has any.</summary>
    /// <param name="instrumentId">Instrument.</param>
    public bool HasAny(InstrumentId instrumentId) => _first[instrumentId.Value] != None;

    /// <summary>The first of an instrument, then the next of each; −1 at the end.</summary>
    /// <param name="instrumentId">Instrument.</param>
    public int First(InstrumentId instrumentId) => _first[instrumentId.Value];

    /// <summary>The next one.</summary>
    /// <param name="slot">One of the set.</param>
    public int Next(int slot) => _next[slot];

    /// <summary>Adds a parent that is not in the set.</summary>
    /// <param name="slot">Its slot.</param>
    /// <param name="instrumentId">Its instrument.</param>
    public void Add(int slot, InstrumentId instrumentId)
    {
        int first = _first[instrumentId.Value];
        _next[slot] = first;
        _previous[slot] = None;
        _instruments[slot] = instrumentId.Value;
        _first[instrumentId.Value] = slot;
        if (first != None)
        {
            _previous[first] = slot;
        }
    }

    /// <summary>Takes a parent out, if it is in the set.</summary>
    /// <param name="slot">Its slot.</param>
    public void Remove(int slot)
    {
        if (_instruments[slot] == None)
        {
            return;
        }

        if (_previous[slot] == None)
        {
            _first[_instruments[slot]] = _next[slot];
        }
        else
        {
            _next[_previous[slot]] = _next[slot];
        }

        if (_next[slot] != None)
        {
            _previous[_next[slot]] = _previous[slot];
        }

        _instruments[slot] = None;
    }
}
