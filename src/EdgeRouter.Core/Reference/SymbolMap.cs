using EdgeRouter.Core.Domain;

namespace EdgeRouter.Core.Reference;

/// <summary>A venue's own symbols and numbers for our instruments, both ways. Immutable; reads allocate nothing.</summary>
internal sealed class SymbolMap
{
    /// <summary>For an instrument without a number.</summary>
    internal const long NoNumber = -1;

    private readonly byte[]?[] _symbols;
    private readonly long[] _numbers;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _bySymbol;
    private readonly Dictionary<long, int> _byNumber = [];

    internal SymbolMap(int instrumentCount)
    {
        _symbols = new byte[]?[instrumentCount];
        _numbers = new long[instrumentCount];
        Array.Fill(_numbers, NoNumber);
        _bySymbol = new Dictionary<byte[], int>(SymbolBytes.Comparer).GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Whether every instrument has its own symbol here and no number.</summary>
    internal bool IsSame { get; private init; }

    /// <summary>The map of a venue that uses our symbols.</summary>
    internal static SymbolMap Same(IReadOnlyList<string> symbols)
    {
        var map = new SymbolMap(symbols.Count) { IsSame = true };
        for (int i = 0; i < symbols.Count; i++)
        {
            map.TryAddSymbol(i, System.Text.Encoding.ASCII.GetBytes(symbols[i]));
        }

        return map;
    }

    internal bool TryAddSymbol(int instrument, byte[] symbol)
    {
        _symbols[instrument] = symbol;
        return _bySymbol.TryAdd(symbol, instrument);
    }

    internal bool TryAddNumber(int instrument, long number)
    {
        _numbers[instrument] = number;
        return _byNumber.TryAdd(number, instrument);
    }

    internal bool Has(int instrument) => _symbols[instrument] is not null || _numbers[instrument] != NoNumber;

    internal ReadOnlySpan<byte> SymbolOf(int instrument) => _symbols[instrument];

    internal long NumberOf(int instrument) => _numbers[instrument];

    internal bool TryFind(ReadOnlySpan<byte> symbol, out InstrumentId instrument)
    {
        bool isFound = _bySymbol.TryGetValue(SymbolBytes.Trim(symbol), out int index);
        instrument = new InstrumentId(index);
        return isFound;
    }

    internal bool TryFind(long number, out InstrumentId instrument)
    {
        bool isFound = _byNumber.TryGetValue(number, out int index);
        instrument = new InstrumentId(index);
        return isFound;
    }
}
