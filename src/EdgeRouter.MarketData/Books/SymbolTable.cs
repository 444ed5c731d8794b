using System.Text;
using EdgeRouter.Core.Domain;

namespace EdgeRouter.MarketData.Books;

/// <summary>Finds an instrument by the bytes of its symbol: a sorted table and a binary search, no allocation.</summary>
internal sealed class SymbolTable
{
    private readonly byte[][] _symbols;
    private readonly int[] _ids;

    public SymbolTable(Instrument[] instruments)
    {
        _symbols = [.. instruments.Select(i => Encoding.ASCII.GetBytes(i.Symbol))];
        _ids = [.. instruments.Select(i => i.Id.Value)];
        Array.Sort(_symbols, _ids, Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)));
    }

    public bool TryFind(ReadOnlySpan<byte> symbol, out InstrumentId instrumentId)
    {
        int low = 0;
        int high = _symbols.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            int order = symbol.SequenceCompareTo(_symbols[middle]);
            if (order == 0)
            {
                instrumentId = new InstrumentId(_ids[middle]);
                return true;
            }

            if (order < 0)
            {
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        instrumentId = default;
        return false;
    }
}
