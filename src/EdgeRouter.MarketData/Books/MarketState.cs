using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.MarketData.Books;

/// <summary>Every instrument's book at every venue: ten levels a side and the facts beside them, struct of arrays in caller-supplied native
/// memory. Written by one feed thread; readers share its thread.</summary>
public sealed class MarketState
{
    /// <summary>Levels kept a side.</summary>
    public const int LevelCount = 10;

    internal const int BidIndex = 0;
    internal const int AskIndex = 1;
    private const int DefaultInstrumentCountMax = 1024;

    private readonly NativeArray<long> _prices;
    private readonly NativeArray<long> _quantities;
    private readonly NativeArray<int> _orderCounts;
    private readonly NativeArray<VenueBookHeader> _headers;
    private readonly NativeArray<long> _versions;
    private readonly NativeArray<long> _bookVersions;
    private readonly NativeArray<long> _announcedLots;
    private readonly InstrumentRegistry _registry;
    private readonly Universe? _universe;
    private readonly Venue[] _venues;

    /// <summary>Books for a universe; further instruments may be registered up to the capacity.</summary>
    /// <param name="universe">Instruments and venues.</param>
    /// <param name="region">Memory; <see cref="RequiredBytes"/> of it are taken.</param>
    /// <param name="capacity">Bounds.</param>
    /// <exception cref="EdgeRouterException">ER1120: the capacity is below the universe; ER6002: the region is too small.</exception>
    public MarketState(Universe universe, NativeRegion region, MarketCapacity capacity)
        : this(universe.Instruments.ToArray(), universe.Venues.ToArray(), region, capacity) => _universe = universe;

    /// <summary>Books for venues whose instruments are not known in advance: feeds register them as they meet them.</summary>
    /// <param name="venues">In id order.</param>
    /// <param name="region">Memory; <see cref="RequiredBytes"/> of it are taken.</param>
    /// <param name="capacity">Bounds.</param>
    /// <exception cref="EdgeRouterException">ER6002: the region is too small.</exception>
    public MarketState(IReadOnlyList<Venue> venues, NativeRegion region, MarketCapacity capacity)
        : this([], [.. venues], region, capacity)
    {
    }

    private MarketState(Instrument[] instruments, Venue[] venues, NativeRegion region, MarketCapacity capacity)
    {
        _venues = venues;
        InstrumentCountMax = capacity.InstrumentCountMax > 0
            ? capacity.InstrumentCountMax
            : Math.Max(instruments.Length, instruments.Length == 0 ? DefaultInstrumentCountMax : 1);
        if (InstrumentCountMax < instruments.Length || venues.Length is < 1 or > Universe.VenueCountMax)
        {
            throw EdgeRouterException.BadInput(
                "ER1120",
                $"market capacity of {InstrumentCountMax} instruments does not hold the universe's {instruments.Length}, or {venues.Length} venues are not 1 to 64; raise it");
        }

        int bookCount = InstrumentCountMax * venues.Length;
        _prices = region.Allocate<long>(bookCount * 2 * LevelCount);
        _quantities = region.Allocate<long>(bookCount * 2 * LevelCount);
        _orderCounts = region.Allocate<int>(bookCount * 2 * LevelCount);
        _headers = region.Allocate<VenueBookHeader>(bookCount);
        _versions = region.Allocate<long>(InstrumentCountMax);
        _bookVersions = region.Allocate<long>(bookCount);
        _announcedLots = region.Allocate<long>(InstrumentCountMax);
        _registry = new InstrumentRegistry(instruments, region, InstrumentCountMax);
        for (int i = 0; i < bookCount; i++)
        {
            // Once here, so that no update divides.
            _headers[i].InstrumentIndex = i / venues.Length;
        }
    }

    /// <summary>Instruments known so far: those of the universe, then those that feeds registered.</summary>
    public int InstrumentCount => _registry.Count;

    /// <summary>Most instruments.</summary>
    public int InstrumentCountMax { get; }

    /// <summary>Venues.</summary>
    public int VenueCount => _venues.Length;

    /// <summary>Venues; index = <see cref="VenueId"/>. Those of the universe follow it when reference data are switched.</summary>
    public ReadOnlySpan<Venue> Venues => _universe is null ? _venues : _universe.Venues;

    /// <summary><see cref="Universe.Version"/> of the state's universe; 0 without one. Readers of lots and venues cache by it.</summary>
    public ulong ReferenceVersion => _universe?.Version ?? 0;

    /// <summary>Native memory that a state needs, with room for alignment.</summary>
    /// <param name="instrumentCountMax">Instruments.</param>
    /// <param name="venueCount">Venues.</param>
    public static long RequiredBytes(int instrumentCountMax, int venueCount)
    {
        long books = (long)instrumentCountMax * venueCount;
        return (books * ((2 * LevelCount * 20) + 136)) + (instrumentCountMax * 16L) + InstrumentRegistry.RequiredBytes(instrumentCountMax) + 1024;
    }

    /// <summary>One venue's book of an instrument.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="venueId">A venue of the state.</param>
    public VenueBookView Book(InstrumentId instrumentId, VenueId venueId) => new(this, BookIndexOf(instrumentId, venueId));

    /// <summary>The number under which an instrument is hashed: its index in the universe; of a registered one the venue's own number, or a hash of
    /// its symbol where it was registered by that.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public long ExternalIdOf(InstrumentId instrumentId) => _registry.ExternalIdOf(instrumentId.Value);

    /// <summary>Symbol of an instrument, or <c>#</c> and the venue's number where no symbol is known.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public string NameOf(InstrumentId instrumentId) => _registry.NameOf(instrumentId.Value);

    /// <summary>Counts every change of an instrument's books, trust or status at any venue: readers cache by it.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public long VersionOf(InstrumentId instrumentId) => _versions[instrumentId.Value];

    /// <summary>Round lot of an instrument, shares: the universe's; of a registered one the lot that a venue announced, or 1.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    public long RoundLotOf(InstrumentId instrumentId) => _universe is not null && instrumentId.Value < _universe.Instruments.Length
        ? _universe.Instruments[instrumentId.Value].RoundLot
        : Math.Max(1, _announcedLots[instrumentId.Value]);

    /// <summary>The instrument of the universe with a symbol.</summary>
    /// <param name="symbol">ASCII, without padding.</param>
    /// <param name="instrumentId">The instrument.</param>
    public bool TryFindSymbol(ReadOnlySpan<byte> symbol, out InstrumentId instrumentId) => _registry.TryFindInUniverse(symbol, out instrumentId);

    /// <summary>Finds or adds an instrument that is not of the universe and that a venue knows by a number. The same number at another venue is
    /// another instrument.</summary>
    /// <param name="venueId">The venue.</param>
    /// <param name="number">The venue's own number, 0 to 2^56 − 1.</param>
    /// <param name="instrumentId">The instrument.</param>
    /// <returns>False when the state is full or the number is out of range.</returns>
    public bool TryRegister(VenueId venueId, long number, out InstrumentId instrumentId) => _registry.TryRegister(venueId, number, out instrumentId);

    /// <summary>Finds or adds an instrument that is not of the universe and that a venue announced with a symbol. The same symbol at another venue is
    /// the same instrument.</summary>
    /// <param name="symbol">ASCII, without padding, 1 to 31 bytes.</param>
    /// <param name="instrumentId">The instrument.</param>
    /// <returns>False when the state is full or the symbol cannot be kept.</returns>
    public bool TryRegister(ReadOnlySpan<byte> symbol, out InstrumentId instrumentId) => _registry.TryRegister(symbol, out instrumentId);

    /// <summary>Instruments in an order that does not depend on when feeds registered them.</summary>
    public InstrumentId[] InStableOrder() => _registry.InStableOrder();

    /// <summary>Tells the symbol of an instrument that was registered by number; for people alone.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    /// <param name="symbol">ASCII, without padding.</param>
    internal void Name(InstrumentId instrumentId, ReadOnlySpan<byte> symbol) => _registry.Name(instrumentId.Value, symbol);

    /// <summary>Takes the lot over that a venue announced for a registered instrument; where venues differ, the last one counts.</summary>
    /// <param name="instrumentId">A known instrument; the lots of the universe's do not change.</param>
    /// <param name="lot">Shares; not above zero is ignored.</param>
    internal void AnnounceRoundLot(InstrumentId instrumentId, long lot)
    {
        ref long announced = ref _announcedLots[instrumentId.Value];
        if (lot <= 0 || lot == announced)
        {
            return;
        }

        announced = lot;
        for (int venue = 0; venue < _venues.Length; venue++)
        {
            Touch((instrumentId.Value * _venues.Length) + venue);
        }
    }

    /// <summary>The lot that was announced for an instrument; 0 = none.</summary>
    /// <param name="instrumentId">A known instrument.</param>
    internal long AnnouncedLotOf(InstrumentId instrumentId) => _announcedLots[instrumentId.Value];

    /// <summary>Counts every change of one book, its trust or its status.</summary>
    /// <param name="bookIndex">The book.</param>
    internal long BookVersionOf(int bookIndex) => _bookVersions[bookIndex];

    internal int BookIndexOf(InstrumentId instrumentId, VenueId venueId)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(venueId.Value, _venues.Length, nameof(venueId));
        return (instrumentId.Value * _venues.Length) + venueId.Value;
    }

    internal InstrumentId InstrumentOf(int bookIndex) => new(_headers[bookIndex].InstrumentIndex);

    /// <summary>Whether the best bid is above the best ask.</summary>
    internal bool IsCrossed(int bookIndex)
    {
        int bid = bookIndex * 2 * LevelCount;
        int ask = bid + LevelCount;
        return _quantities[bid] > 0 && _quantities[ask] > 0 && _prices[bid] > _prices[ask];
    }

    internal ref VenueBookHeader HeaderOf(int bookIndex) => ref _headers[bookIndex];

    internal Span<long> PricesOf(int bookIndex, int sideIndex) => _prices.Slice(((bookIndex * 2) + sideIndex) * LevelCount, LevelCount);

    internal Span<long> QuantitiesOf(int bookIndex, int sideIndex) => _quantities.Slice(((bookIndex * 2) + sideIndex) * LevelCount, LevelCount);

    internal Span<int> OrderCountsOf(int bookIndex, int sideIndex) => _orderCounts.Slice(((bookIndex * 2) + sideIndex) * LevelCount, LevelCount);

    internal void Touch(int bookIndex)
    {
        _versions[_headers[bookIndex].InstrumentIndex]++;
        _bookVersions[bookIndex]++;
    }

    internal void ClearLevels(int bookIndex)
    {
        int start = bookIndex * 2 * LevelCount;
        _prices.Slice(start, 2 * LevelCount).Clear();
        _quantities.Slice(start, 2 * LevelCount).Clear();
        _orderCounts.Slice(start, 2 * LevelCount).Clear();
        Touch(bookIndex);
    }

    /// <summary>Takes over one book of another state of the same shape.</summary>
    /// <param name="source">The other state.</param>
    /// <param name="bookIndex">The book.</param>
    internal void CopyBook(MarketState source, int bookIndex)
    {
        int start = bookIndex * 2 * LevelCount;
        source._prices.Slice(start, 2 * LevelCount).CopyTo(_prices.Slice(start, 2 * LevelCount));
        source._quantities.Slice(start, 2 * LevelCount).CopyTo(_quantities.Slice(start, 2 * LevelCount));
        source._orderCounts.Slice(start, 2 * LevelCount).CopyTo(_orderCounts.Slice(start, 2 * LevelCount));
        _headers[bookIndex] = source._headers[bookIndex];
        Touch(bookIndex);
    }

    /// <summary>Takes the best level away; deeper levels move up.</summary>
    /// <param name="bookIndex">The book.</param>
    /// <param name="sideIndex">The side.</param>
    internal void RemoveBestLevel(int bookIndex, int sideIndex)
    {
        Span<long> prices = PricesOf(bookIndex, sideIndex);
        Span<long> quantities = QuantitiesOf(bookIndex, sideIndex);
        Span<int> orderCounts = OrderCountsOf(bookIndex, sideIndex);
        prices[1..].CopyTo(prices);
        quantities[1..].CopyTo(quantities);
        orderCounts[1..].CopyTo(orderCounts);
        prices[^1] = 0;
        quantities[^1] = 0;
        orderCounts[^1] = 0;
        Touch(bookIndex);
    }

    internal void SetTrust(int bookIndex, BookTrust trust)
    {
        ref VenueBookHeader header = ref _headers[bookIndex];
        header.Trust = trust;
        header.AwaitsContinuation = false;
        Touch(bookIndex);
    }
}
