using System.Buffers.Binary;

namespace EdgeRouter.Aeron.Driver.Udp.Frames;

/// <summary>The first 8 bytes of every frame: length, version, flags, type.</summary>
internal static class FrameHeader
{
    /// <summary>Bytes.</summary>
    public const int SizeBytes = 8;

    /// <summary>The only version there is.</summary>
    public const byte Version = 0;

    /// <summary>Reads it and holds it against the datagram.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="lengthBytes">The frame's length as it says.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="type">Its type.</param>
    /// <returns>False: too short or of another version.</returns>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out int lengthBytes, out byte flags, out ushort type)
    {
        if (datagram.Length < SizeBytes || datagram[4] != Version)
        {
            lengthBytes = 0;
            flags = 0;
            type = 0;
            return false;
        }

        lengthBytes = BinaryPrimitives.ReadInt32LittleEndian(datagram);
        flags = datagram[5];
        type = BinaryPrimitives.ReadUInt16LittleEndian(datagram[6..]);
        return true;
    }

    /// <summary>Reads it where exactly one control frame is expected.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <param name="type">The type.</param>
    /// <param name="leastBytes">Bytes that this type needs.</param>
    /// <param name="flags">Its flags.</param>
    /// <returns>False: another type, another version, or a length that is short or beyond the datagram.</returns>
    public static bool TryReadControl(ReadOnlySpan<byte> datagram, ushort type, int leastBytes, out byte flags) =>
        TryRead(datagram, out int lengthBytes, out flags, out ushort actual) &&
        actual == type && lengthBytes >= leastBytes && lengthBytes <= datagram.Length;

    /// <summary>Writes it.</summary>
    /// <param name="target">At least 8 bytes.</param>
    /// <param name="lengthBytes">Length of the frame.</param>
    /// <param name="flags">Its flags.</param>
    /// <param name="type">Its type.</param>
    public static void Write(Span<byte> target, int lengthBytes, byte flags, ushort type)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, lengthBytes);
        target[4] = Version;
        target[5] = flags;
        BinaryPrimitives.WriteUInt16LittleEndian(target[6..], type);
    }
}
