using System.Buffers.Binary;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.TestHost.Streams;

/// <summary>Messages whose every byte follows from the seed and their number, so that whoever gets one can tell whether it is whole.</summary>
/// <param name="seed">The seed.</param>
/// <param name="bytesMax">Longest message, 16 or more; sizes vary up to it.</param>
public sealed class StreamMessage(ulong seed, int bytesMax)
{
    /// <summary>Shortest message.</summary>
    public const int BytesMin = 16;

    private readonly byte[] _expected = new byte[Math.Max(bytesMax, BytesMin)];

    /// <summary>Writes a message.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="bytes">At least the longest message.</param>
    /// <returns>Bytes written.</returns>
    public int Write(long number, Span<byte> bytes)
    {
        DeterministicRandom random = new(seed, (ulong)number);
        int sizeBytes = BytesMin + random.NextInt32(_expected.Length - BytesMin + 1);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        int at = sizeof(long);
        for (; at + sizeof(long) <= sizeBytes; at += sizeof(long))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[at..], random.NextUInt64());
        }

        bytes[at..sizeBytes].Fill((byte)random.NextUInt64());
        return sizeBytes;
    }

    /// <summary>Holds a message against what it must be.</summary>
    /// <param name="message">What came.</param>
    /// <param name="number">Its number.</param>
    /// <returns>Whether it is whole.</returns>
    public bool IsWhole(ReadOnlySpan<byte> message, out long number)
    {
        number = -1;
        if (message.Length < BytesMin)
        {
            return false;
        }

        number = BinaryPrimitives.ReadInt64LittleEndian(message);
        int sizeBytes = Write(number, _expected);
        return message.SequenceEqual(_expected.AsSpan(0, sizeBytes));
    }
}
