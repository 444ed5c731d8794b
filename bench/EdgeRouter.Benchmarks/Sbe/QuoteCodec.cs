using EdgeRouter.Benchmarks.Wire.Quotes;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>The flat message by generated code.</summary>
internal static class QuoteCodec
{
    /// <summary>Writes a quote whose fields follow from a number.</summary>
    public static byte[] Write(int number)
    {
        byte[] buffer = new byte[SchemaInfo.HeaderLength + QuoteEncoder.BlockLength];
        QuoteEncoder.TryWrapWithHeader(buffer, out QuoteEncoder quote);
        quote.Sequence = (ulong)number;
        quote.TimeNs = 1_474_934_400_000_000_000 + number;
        quote.Instrument = 1_000 + (number % 39);
        quote.PriceMantissa = 100_000_000_000 - (number * 1_000_000L);
        quote.Quantity = 1 + (number % 97);
        quote.OrderCount = 1 + ((uint)number % 7);
        quote.Venue = (byte)(number % 16);
        quote.Side = (number & 1) == 0 ? Side.Buy : Side.Sell;
        quote.Flags = Flags.IsIndicative | Flags.IsLast;
        quote.Ratio = number / 8.0;
        return buffer;
    }

    /// <summary>Reads header and all ten fields; -1 for bytes that are no quote.</summary>
    public static long Sum(ReadOnlySpan<byte> message)
    {
        if (!SchemaInfo.TryReadHeader(message, out int blockLength, out int _, out int _, out int version)
            || !QuoteDecoder.TryWrap(message[SchemaInfo.HeaderLength..], blockLength, version, out QuoteDecoder quote))
        {
            return -1;
        }

        return (long)quote.Sequence + quote.TimeNs + quote.Instrument + quote.PriceMantissa + quote.Quantity + quote.OrderCount + quote.Venue
            + (long)quote.Side + (long)quote.Flags + BitConverter.DoubleToInt64Bits(quote.Ratio);
    }
}
