using System.Buffers.Binary;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>The messages of measurements: a mark, the length, a number that grows by one, a time, and bytes that follow from the number.</summary>
public static class MeasureMessage
{
    /// <summary>Shortest message.</summary>
    public const int SizeBytesMin = 24;

    private const int Mark = 0x4D41_5245;
    private const int LengthOffset = 4;
    private const int SequenceOffset = 8;
    private const int TimeOffset = 16;

    /// <summary>Writes a message.</summary>
    /// <param name="message">All its bytes, <see cref="SizeBytesMin"/> or more.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="time">A time, in whatever unit the reader expects.</param>
    public static void Write(Span<byte> message, long sequence, long time)
    {
        WriteHead(message, sequence, time);
        message[SizeBytesMin..].Fill((byte)sequence);
    }

    /// <summary>Writes all but the bytes that follow from the number: for round trips, where each byte would count in the time.</summary>
    /// <param name="message">All its bytes, <see cref="SizeBytesMin"/> or more.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="time">A time, in whatever unit the reader expects.</param>
    public static void WriteHead(Span<byte> message, long sequence, long time)
    {
        BinaryPrimitives.WriteInt32LittleEndian(message, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(message[LengthOffset..], message.Length);
        BinaryPrimitives.WriteInt64LittleEndian(message[SequenceOffset..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(message[TimeOffset..], time);
    }

    /// <summary>Reads a message and holds every byte against its number.</summary>
    /// <param name="message">All its bytes.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="time">Its time.</param>
    /// <returns>False: it is not one of these, or was changed on its way.</returns>
    public static bool TryRead(ReadOnlySpan<byte> message, out long sequence, out long time) =>
        TryReadHead(message, out sequence, out time) && !message[SizeBytesMin..].ContainsAnyExcept((byte)sequence);

    /// <summary>Reads a message without its further bytes.</summary>
    /// <param name="message">All its bytes.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="time">Its time.</param>
    /// <returns>False: it is not one of these, or has another length.</returns>
    public static bool TryReadHead(ReadOnlySpan<byte> message, out long sequence, out long time)
    {
        sequence = 0;
        time = 0;
        if (message.Length < SizeBytesMin
            || BinaryPrimitives.ReadInt32LittleEndian(message) != Mark
            || BinaryPrimitives.ReadInt32LittleEndian(message[LengthOffset..]) != message.Length)
        {
            return false;
        }

        sequence = BinaryPrimitives.ReadInt64LittleEndian(message[SequenceOffset..]);
        time = BinaryPrimitives.ReadInt64LittleEndian(message[TimeOffset..]);
        return true;
    }
}
