using System.Buffers.Binary;
using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;

namespace EdgeRouter.Cli.Tests.Captures;

/// <summary>The frames of the real CME capture.</summary>
internal static class RealFrames
{
    public const int PayloadOffset = 14 + 20 + 8;

    public static List<byte[]> Load()
    {
        List<byte[]> frames = [];
        using CaptureFile file = CaptureFile.Open(SharedData.CmeCapture);
        while (file.TryRead(out FrameDescriptor frame))
        {
            frames.Add(frame.Bytes.ToArray());
        }

        return frames;
    }

    public static uint SequenceOf(byte[] frame) => BinaryPrimitives.ReadUInt32LittleEndian(frame.AsSpan(PayloadOffset));

    public static bool IsLineA(byte[] frame) => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(PayloadOffset - 6)) == 14_320;
}
