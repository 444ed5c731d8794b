using System.Buffers.Binary;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;

namespace EdgeRouter.Benchmarks.Sbe;

/// <summary>Takes the messages out of a CME channel's frames.</summary>
internal static class CmeMessages
{
    /// <summary>Every message of frames, framing taken off.</summary>
    public static MessageRing From(IReadOnlyList<byte[]> frames) => new([.. frames.SelectMany(frame => Messages(frame[FrameBuilder.HeaderBytes..]))]);

    private static List<byte[]> Messages(byte[] packet)
    {
        List<byte[]> messages = [];
        int start = CmeMdp3Protocol.PacketHeaderBytes;
        while (start + 2 <= packet.Length)
        {
            int sizeBytes = BinaryPrimitives.ReadUInt16LittleEndian(packet.AsSpan(start));
            messages.Add(packet[(start + 2)..(start + sizeBytes)]);
            start += sizeBytes;
        }

        return messages;
    }
}
