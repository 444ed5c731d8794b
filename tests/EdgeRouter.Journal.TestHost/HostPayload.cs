using System.Buffers.Binary;

namespace EdgeRouter.Journal.TestHost;

/// <summary>Payloads that follow from their sequence, so that a reader can tell every byte.</summary>
public static class HostPayload
{
    /// <summary>Longest payload.</summary>
    public const int BytesMax = 8 + 300;

    /// <summary>Writes the payload of a sequence and returns its length.</summary>
    public static int Write(long sequence, Span<byte> target)
    {
        int length = 8 + (int)(sequence * 31 % 301);
        BinaryPrimitives.WriteInt64LittleEndian(target, sequence);
        for (int i = 8; i < length; i++)
        {
            target[i] = (byte)((sequence * 131) + (i * 17));
        }

        return length;
    }
}
