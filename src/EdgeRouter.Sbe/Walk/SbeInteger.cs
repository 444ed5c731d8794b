using System.Buffers.Binary;
using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Reads integers whose encoding is known at run time only.</summary>
public static class SbeInteger
{
    /// <summary>Reads an integer; signed encodings are sign-extended.</summary>
    /// <param name="bytes">At least the encoding's bytes.</param>
    /// <param name="primitive">An integer encoding or char.</param>
    /// <param name="isBigEndian">Byte order.</param>
    /// <returns>The low 64 bits; cast uint64 back.</returns>
    public static long Read(ReadOnlySpan<byte> bytes, SbePrimitive primitive, bool isBigEndian) => primitive switch
    {
        SbePrimitive.Char or SbePrimitive.UInt8 => bytes[0],
        SbePrimitive.Int8 => (sbyte)bytes[0],
        SbePrimitive.Int16 => isBigEndian ? BinaryPrimitives.ReadInt16BigEndian(bytes) : BinaryPrimitives.ReadInt16LittleEndian(bytes),
        SbePrimitive.UInt16 => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        SbePrimitive.Int32 => isBigEndian ? BinaryPrimitives.ReadInt32BigEndian(bytes) : BinaryPrimitives.ReadInt32LittleEndian(bytes),
        SbePrimitive.UInt32 => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => isBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes),
    };

    /// <summary>Reads a slot of a header.</summary>
    /// <param name="header">Bytes from the header's first.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="isBigEndian">Byte order.</param>
    internal static long Read(ReadOnlySpan<byte> header, SbeSlot slot, bool isBigEndian) =>
        Read(header.Slice(slot.Offset), slot.Primitive, isBigEndian);
}
