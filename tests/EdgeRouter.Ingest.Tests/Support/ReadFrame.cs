using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest.Tests.Support;

internal sealed record ReadFrame(byte[] Bytes, int WireLengthBytes, long TimeNs)
{
    /// <summary>Reads a file through its source; the error is what ended it, or null.</summary>
    public static (List<ReadFrame> Frames, EdgeRouterException? Error) All(string path, int burstFrames = 32)
    {
        List<ReadFrame> frames = [];
        try
        {
            using CaptureFileSource source = new(path);
            FrameDescriptor[] burst = new FrameDescriptor[burstFrames];
            while (!source.IsExhausted)
            {
                int count = source.Poll(burst);
                foreach (FrameDescriptor frame in burst.AsSpan(0, count))
                {
                    frames.Add(new ReadFrame(frame.Bytes.ToArray(), frame.WireLengthBytes, frame.ReceiveTimeNs));
                }

                source.Release(burst.AsSpan(0, count));
            }

            Assert.That(source.FrameCount, Is.EqualTo(frames.Count));
            return (frames, null);
        }
        catch (EdgeRouterException failure)
        {
            return (frames, failure);
        }
    }
}
