using System.Buffers.Binary;
using EdgeRouter.Ingest;

namespace EdgeRouter.Cli.Tests.Captures;

/// <summary>A capture of any size: the real one's packets again and again, with rising sequences and stamps.</summary>
internal static class LongCapture
{
    private const long StartNs = 1_475_012_773_000_000_000;

    /// <summary>Writes at least that many bytes.</summary>
    /// <returns>Frames written.</returns>
    public static long Write(string path, long sizeBytes)
    {
        List<byte[]> frames = RealFrames.Load();
        uint span = frames.Max(RealFrames.SequenceOf) - frames.Min(RealFrames.SequenceOf) + 1;
        using CaptureWriter writer = new(path);
        for (long written = 0; written < sizeBytes;)
        {
            foreach (byte[] frame in frames)
            {
                writer.Write(frame, StartNs + (writer.FrameCount * 1_000));
                written += frame.Length + 16;
                BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(RealFrames.PayloadOffset), RealFrames.SequenceOf(frame) + span);
            }
        }

        return writer.FrameCount;
    }
}
