using System.Buffers.Binary;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Reads scalars, texts and names of a type that is known at run time only.</summary>
internal static class SbeValue
{
    public static decimal ReadInteger(ReadOnlySpan<byte> bytes, SbePrimitive primitive, bool isBigEndian)
    {
        long value = SbeInteger.Read(bytes, primitive, isBigEndian);
        return primitive == SbePrimitive.UInt64 ? unchecked((ulong)value) : value;
    }

    public static double ReadReal(ReadOnlySpan<byte> bytes, SbePrimitive primitive, bool isBigEndian)
    {
        if (primitive == SbePrimitive.Float)
        {
            return isBigEndian ? BinaryPrimitives.ReadSingleBigEndian(bytes) : BinaryPrimitives.ReadSingleLittleEndian(bytes);
        }

        return isBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(bytes) : BinaryPrimitives.ReadDoubleLittleEndian(bytes);
    }

    public static SbeEnumValue? FindName(SbeEnum type, ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        type.Find(ReadInteger(bytes, type.Encoding.Primitive, isBigEndian));

    public static bool IsNull(SbeEnum type, ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        ReadInteger(bytes, type.Encoding.Primitive, isBigEndian) == type.Encoding.NullValue.Integer;
}
