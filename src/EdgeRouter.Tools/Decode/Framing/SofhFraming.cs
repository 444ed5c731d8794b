using System.Buffers.Binary;

namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>Simple Open Framing Header: a length that counts the header, and an encoding word (0xCAFE: CME iLink 3; 0xEB50, 0x5BE0: SBE 1.0 in
/// either byte order). Taken are the four-byte form that exchanges use, in either byte order, and the standard's six-byte big-endian form: the
/// encoding words read the same in one order only, and the four-byte form cannot begin with two zeros.</summary>
public sealed class SofhFraming : LengthPrefixFraming
{
    private const int ShortBytes = 4;
    private const int LongBytes = 6;

    /// <inheritdoc/>
    public override string Name => "sofh";

    /// <inheritdoc/>
    public override bool HasStreamForm => true;

    /// <inheritdoc/>
    protected override int LengthWordsBytes => LongBytes;

    /// <inheritdoc/>
    public override bool TryBegin(ReadOnlySpan<byte> payload, out FramingCursor cursor) => TrySkipHeader(payload, 0, out cursor);

    /// <inheritdoc/>
    protected override bool TryReadLength(ReadOnlySpan<byte> rest, ref FramingCursor cursor, out int prefixBytes, out int messageBytes)
    {
        ushort first = BinaryPrimitives.ReadUInt16BigEndian(rest);
        ushort second = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
        prefixBytes = first == 0 ? LongBytes : ShortBytes;
        if (first == 0)
        {
            messageBytes = second - LongBytes;
            ushort third = BinaryPrimitives.ReadUInt16BigEndian(rest[4..]);
            cursor.Problem = second == 0 ? "a length word is zero" : IsEncoding(third) ? null : Invariant($"the encoding word is 0x{third:X4}, no encoding of SBE");
            return cursor.Problem == null;
        }

        bool isLittleEndian = IsEncoding(BinaryPrimitives.ReverseEndianness(second));
        messageBytes = (isLittleEndian ? BinaryPrimitives.ReverseEndianness(first) : first) - ShortBytes;
        cursor.Problem = isLittleEndian || IsEncoding(second) ? null : Invariant($"the encoding word is 0x{BinaryPrimitives.ReverseEndianness(second):X4}, no encoding of SBE");
        return cursor.Problem == null;
    }

    private static bool IsEncoding(ushort word) => word is 0xCAFE or 0xEB50 or 0x5BE0;
}
