using System.Buffers.Binary;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>Unpacks LZ4 blocks (the block format as its authors describe it: sequences of literals and matches). Output is bounded by the
/// room; damaged input is refused, never followed outside either.</summary>
public static class Lz4Block
{
    private const int LengthMarker = 15;
    private const int MatchMin = 4;
    private const int OffsetBytes = 2;

    /// <summary>Unpacks a block.</summary>
    /// <param name="source">The block.</param>
    /// <param name="destination">Room; more output is refused.</param>
    /// <param name="lengthBytes">Bytes written; with damage: those before it.</param>
    /// <returns>Whether the block is sound and fitted.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> source, Span<byte> destination, out int lengthBytes)
    {
        lengthBytes = 0;
        int at = 0;
        while (at < source.Length)
        {
            int token = source[at++];
            if (!TryReadLength(source, ref at, token >> 4, out int literals) || literals > source.Length - at || literals > destination.Length - lengthBytes)
            {
                return false;
            }

            source.Slice(at, literals).CopyTo(destination[lengthBytes..]);
            at += literals;
            lengthBytes += literals;

            // The last sequence has literals only.
            if (at == source.Length)
            {
                return true;
            }

            if (!TryCopyMatch(source, ref at, token & LengthMarker, destination, ref lengthBytes))
            {
                return false;
            }
        }

        // An empty block, or one that ends in a match.
        return false;
    }

    private static bool TryCopyMatch(ReadOnlySpan<byte> source, ref int at, int marker, Span<byte> destination, ref int lengthBytes)
    {
        if (source.Length - at < OffsetBytes)
        {
            return false;
        }

        int offset = BinaryPrimitives.ReadUInt16LittleEndian(source[at..]);
        at += OffsetBytes;
        if (!TryReadLength(source, ref at, marker, out int match) || offset == 0 || offset > lengthBytes || match + MatchMin > destination.Length - lengthBytes)
        {
            return false;
        }

        // Byte by byte: a match may overlap what it writes.
        for (int left = match + MatchMin; left > 0; left--)
        {
            destination[lengthBytes] = destination[lengthBytes - offset];
            lengthBytes++;
        }

        return true;
    }

    /// <summary>Four bits, and while they and each byte behind them are full, another byte.</summary>
    private static bool TryReadLength(ReadOnlySpan<byte> source, ref int at, int marker, out int length)
    {
        length = marker;
        if (marker < LengthMarker)
        {
            return true;
        }

        byte more;
        do
        {
            // A block of 64 KiB cannot sum up to more than 255 times that: no overflow below int's range for any frame.
            if (at == source.Length)
            {
                return false;
            }

            more = source[at++];
            length += more;
        }
        while (more == byte.MaxValue);
        return true;
    }
}
