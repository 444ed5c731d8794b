using System.Text;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.MarketData.Books;

/// <summary>Who the instruments of a state are: those of the universe by index, then those that feeds registered, by the symbol that a venue announced
/// (one instrument for all venues) or, where none was, by venue and that venue's own number. Never grows.</summary>
internal sealed class InstrumentRegistry
{
    /// <summary>Venue numbers from here on are not registered.</summary>
    public const long NumberEnd = 1L << NumberBits;

    private const int NumberBits = 56;
    private const int SymbolBytesMax = 31;
    private const int SymbolRoomBytes = SymbolBytesMax + 1; // the first byte is the length
    private const byte NoVenue = byte.MaxValue;

    private readonly Instrument[] _universe;
    private readonly SymbolTable _universeSymbols;
    private readonly NativeArray<long> _externalIds;
    private readonly NativeArray<byte> _venueIds;
    private readonly NativeArray<byte> _symbols;
    private readonly Int64Map _byNumber;
    private readonly Int64Map _bySymbol;

    public InstrumentRegistry(Instrument[] universe, NativeRegion region, int capacity)
    {
        _universe = universe;
        _universeSymbols = new SymbolTable(universe);
        _externalIds = region.Allocate<long>(capacity);
        _venueIds = region.Allocate<byte>(capacity);
        _symbols = region.Allocate<byte>(capacity * SymbolRoomBytes);
        _byNumber = new Int64Map(region, capacity);
        _bySymbol = new Int64Map(region, capacity);
        Count = universe.Length;
        _venueIds.Span.Fill(NoVenue);
        for (int i = 0; i < universe.Length; i++)
        {
            _externalIds[i] = i;
        }
    }

    public int Count { get; private set; }

    public static long RequiredBytes(int capacity) => (capacity * (9L + SymbolRoomBytes)) + 256 + (2 * Int64Map.RequiredBytes(capacity));

    public long ExternalIdOf(int index) => _externalIds[index];

    public string NameOf(int index)
    {
        if (index < _universe.Length)
        {
            return _universe[index].Symbol;
        }

        ReadOnlySpan<byte> symbol = SymbolOf(index);
        return symbol.IsEmpty
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{_externalIds[index]}")
            : Encoding.ASCII.GetString(symbol);
    }

    public bool TryFindInUniverse(ReadOnlySpan<byte> symbol, out InstrumentId instrumentId) => _universeSymbols.TryFind(symbol, out instrumentId);

    /// <summary>Finds or adds the instrument that a venue knows by a number; false when full or where the number is out of range.</summary>
    public bool TryRegister(VenueId venueId, long number, out InstrumentId instrumentId)
    {
        long key = ((long)venueId.Value << NumberBits) | number;
        instrumentId = default;
        if (number is < 0 or >= NumberEnd || !TryFindOrAdd(_byNumber, key, number, out int index))
        {
            return false;
        }

        _venueIds[index] = venueId.Value;
        instrumentId = new InstrumentId(index);
        return true;
    }

    /// <summary>Finds or adds the instrument of a symbol; false when full, or where the symbol is empty or too long to keep.</summary>
    public bool TryRegister(ReadOnlySpan<byte> symbol, out InstrumentId instrumentId)
    {
        instrumentId = default;
        if (symbol.Length is 0 or > SymbolBytesMax)
        {
            return false;
        }

        long hash = HashOf(symbol);
        if (!TryFindOrAdd(_bySymbol, hash, hash, out int index))
        {
            return false;
        }

        Name(index, symbol);
        instrumentId = new InstrumentId(index);
        return SymbolOf(index).SequenceEqual(symbol);
    }

    /// <summary>Gives a registered instrument that has no symbol yet one to be shown by.</summary>
    public void Name(int index, ReadOnlySpan<byte> symbol)
    {
        if (index >= _universe.Length && symbol.Length <= SymbolBytesMax && SymbolOf(index).IsEmpty)
        {
            _symbols[index * SymbolRoomBytes] = (byte)symbol.Length;
            symbol.CopyTo(_symbols.Slice((index * SymbolRoomBytes) + 1, SymbolBytesMax));
        }
    }

    /// <summary>All instruments in an order that does not depend on when they were registered: the universe, those known by number, those known
    /// by symbol.</summary>
    public InstrumentId[] InStableOrder() =>
    [
        .. Enumerable.Range(0, Count)
            .OrderBy(KindOf)
            .ThenBy(i => KindOf(i) == Kind.Symbol ? NameOf(i) : string.Empty, StringComparer.Ordinal)
            .ThenBy(ExternalIdOf)
            .ThenBy(i => _venueIds[i])
            .Select(i => new InstrumentId(i)),
    ];

    // FNV-1a, mixed: external ids of symbols are the same in every process.
    private static long HashOf(ReadOnlySpan<byte> symbol)
    {
        ulong hash = 14_695_981_039_346_656_037;
        foreach (byte letter in symbol)
        {
            hash = (hash ^ letter) * 1_099_511_628_211;
        }

        return unchecked((long)SplitMix64.Mix(hash));
    }

    private Kind KindOf(int index) => index < _universe.Length ? Kind.Universe : _venueIds[index] == NoVenue ? Kind.Symbol : Kind.Number;

    private ReadOnlySpan<byte> SymbolOf(int index) => _symbols.Slice((index * SymbolRoomBytes) + 1, _symbols[index * SymbolRoomBytes]);

    private bool TryFindOrAdd(Int64Map map, long key, long externalId, out int index)
    {
        if (map.TryGet(key, out index))
        {
            return true;
        }

        index = Count;
        if (Count == _externalIds.Length || !map.TrySet(key, index))
        {
            return false;
        }

        _externalIds[index] = externalId;
        Count++;
        return true;
    }

    private enum Kind
    {
        Universe,
        Number,
        Symbol,
    }
}
