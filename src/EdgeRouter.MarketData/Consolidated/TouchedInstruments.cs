using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.MarketData.Consolidated;

/// <summary>Instruments whose best prices or tradable venues changed since the list was last emptied, in feed order, each once: what must be looked at
/// after a packet for orders that wait for a price. Never holds more than all instruments; allocates nothing.</summary>
public sealed class TouchedInstruments
{
    private readonly ConsolidatedBook _book;
    private readonly NativeArray<long> _seenVersions;
    private readonly NativeArray<ulong> _seenUsable;
    private readonly NativeArray<bool> _wasOrderly;
    private readonly NativeArray<bool> _hasOpened;
    private readonly NativeArray<bool> _isListed;
    private readonly NativeArray<InstrumentId> _list;
    private int _count;

    /// <summary>Creates an empty list.</summary>
    /// <param name="book">Says whether best prices changed.</param>
    /// <param name="region">Memory: <see cref="RequiredBytes"/>.</param>
    public TouchedInstruments(ConsolidatedBook book, NativeRegion region)
    {
        int count = book.State.InstrumentCountMax;
        _book = book;
        _seenVersions = region.Allocate<long>(count);
        _seenUsable = region.Allocate<ulong>(count);
        _wasOrderly = region.Allocate<bool>(count);
        _hasOpened = region.Allocate<bool>(count);
        _isListed = region.Allocate<bool>(count);
        _list = region.Allocate<InstrumentId>(count);
    }

    /// <summary>The instruments; valid until the next change of the list.</summary>
    public ReadOnlySpan<InstrumentId> Listed => _list.Slice(0, _count);

    /// <summary>Native memory that the list needs, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments of the state.</param>
    public static long RequiredBytes(int instrumentCountMax) => (instrumentCountMax * 23L) + 384;

    /// <summary>A book of an instrument changed: lists it if its touch did (<see cref="ConsolidatedBook.TouchVersionOf"/>). Gaps come this way too, one call
    /// for each book that they made stale.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public void OnQuote(InstrumentId instrumentId)
    {
        long version = _book.TouchVersionOf(instrumentId);
        ref long seen = ref _seenVersions[instrumentId.Value];
        if (seen != version)
        {
            seen = version;
            Add(instrumentId);
            Compare(instrumentId);
        }
    }

    /// <summary>A venue's trading status of an instrument changed: lists it as opened, whatever its prices.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public void OnStatus(InstrumentId instrumentId)
    {
        OnQuote(instrumentId);
        Add(instrumentId);
        _hasOpened[instrumentId.Value] = true;
    }

    /// <summary>Whether something that could not be done with a listed instrument may be possible now: a status changed, a venue's book counts again, or the
    /// market has two sides again that are neither locked nor crossed.</summary>
    /// <param name="instrumentId">One of <see cref="Listed"/>.</param>
    public bool HasOpened(InstrumentId instrumentId) => _hasOpened[instrumentId.Value];

    // Only what gets better counts.
    private void Compare(InstrumentId instrumentId)
    {
        int index = instrumentId.Value;
        ulong usable = _book.UsableVenues(instrumentId);
        bool isOrderly = _book.TryGetNbbo(instrumentId, out Nbbo nbbo) && nbbo.Bid < nbbo.Ask;
        _hasOpened[index] |= (usable & ~_seenUsable[index]) != 0 || (isOrderly && !_wasOrderly[index]);
        _seenUsable[index] = usable;
        _wasOrderly[index] = isOrderly;
    }

    private void Add(InstrumentId instrumentId)
    {
        ref bool isListed = ref _isListed[instrumentId.Value];
        if (!isListed)
        {
            isListed = true;
            _list[_count++] = instrumentId;
        }
    }

    /// <summary>Empties the list.</summary>
    public void Clear()
    {
        foreach (InstrumentId instrumentId in Listed)
        {
            _isListed[instrumentId.Value] = false;
            _hasOpened[instrumentId.Value] = false;
        }

        _count = 0;
    }
}
