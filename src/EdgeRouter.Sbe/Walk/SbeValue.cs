using System.Buffers.Binary;
using System.Text;
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

    /// <summary>Text up to the first NUL, without padding behind it.</summary>
    public static string ReadText(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes.Slice(0, end)).TrimEnd(' ');
    }

    public static bool IsText(SbeScalar scalar) => scalar.Primitive == SbePrimitive.Char || scalar.CharacterEncoding.Length > 0;

    public static SbeEnumValue? FindName(SbeEnum type, ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        type.Find(ReadInteger(bytes, type.Encoding.Primitive, isBigEndian));

    public static bool IsNull(SbeEnum type, ReadOnlySpan<byte> bytes, bool isBigEndian) =>
        ReadInteger(bytes, type.Encoding.Primitive, isBigEndian) == type.Encoding.NullValue.Integer;
}
