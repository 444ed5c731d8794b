using System.Buffers.Binary;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>Words in either byte order.</summary>
internal static class Bytes
{
    public static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] U16B(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] U32(uint value) => [.. U16((int)(value & 0xFFFF)), .. U16((int)(value >> 16))];

    public static byte[] U32B(uint value) => [.. U16B((int)(value >> 16)), .. U16B((int)(value & 0xFFFF))];

    public static byte[] U64(ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }
}
