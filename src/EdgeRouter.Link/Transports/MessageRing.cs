using System.Buffers.Binary;
using System.Numerics;

namespace EdgeRouter.Link.Transports;

/// <summary>A bounded ring of messages between one producing and one consuming thread. Each message lies in one piece behind its length, at a multiple of 8;
/// what is left at the end of the ring is skipped. Positions only grow.</summary>
internal sealed class MessageRing
{
    private const int LengthBytes = 4;
    private const int Skip = -1;
    private readonly byte[] _bytes;
    private readonly int _mask;
    private long _written;
    private long _read;

    /// <summary>Creates an empty ring.</summary>
    /// <param name="capacityBytes">Rounded up to a power of two, at least 1 KiB.</param>
    public MessageRing(int capacityBytes)
    {
        _bytes = new byte[BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacityBytes, 1024))];
        _mask = _bytes.Length - 1;
        MessageBytesMax = (_bytes.Length / 8) - LengthBytes;
    }

    /// <summary>The longest message, so that several always fit.</summary>
    public int MessageBytesMax { get; }

    /// <summary>Adds a message. Producer only.</summary>
    /// <returns>False when there is no room.</returns>
    public bool TryWrite(ReadOnlySpan<byte> message)
    {
        int needed = Aligned(message.Length);
        long written = _written;
        int offset = (int)(written & _mask);
        int toEnd = _bytes.Length - offset;
        int total = toEnd < needed ? toEnd + needed : needed;
        if (written + total - Volatile.Read(ref _read) > _bytes.Length)
        {
            return false;
        }

        if (toEnd < needed)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(offset), Skip);
            offset = 0;
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(offset), message.Length);
        message.CopyTo(_bytes.AsSpan(offset + LengthBytes));
        Volatile.Write(ref _written, written + total);
        return true;
    }

    /// <summary>Hands on messages in order. Consumer only.</summary>
    public int Read(ILinkReceiver receiver, int messagesMax)
    {
        int count = 0;
        long read = _read;
        long written = Volatile.Read(ref _written);
        while (count < messagesMax && read < written)
        {
            int offset = (int)(read & _mask);
            int length = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(offset));
            if (length == Skip)
            {
                read += _bytes.Length - offset;
                continue;
            }

            receiver.OnMessage(_bytes.AsSpan(offset + LengthBytes, length));
            read += Aligned(length);
            Volatile.Write(ref _read, read);
            count++;
        }

        Volatile.Write(ref _read, read);
        return count;
    }

    private static int Aligned(int messageBytes) => (messageBytes + LengthBytes + 7) & ~7;
}
