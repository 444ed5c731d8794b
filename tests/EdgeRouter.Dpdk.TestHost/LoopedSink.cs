using EdgeRouter.Core.Packets;
using EdgeRouter.Ingest;

namespace EdgeRouter.Dpdk.TestHost;

/// <summary>Sends each frame, takes it in again at the other end, and writes what came to a capture under the stamp that it was sent with.</summary>
/// <param name="way">Sends.</param>
/// <param name="source">Receives.</param>
/// <param name="capture">Takes what came.</param>
public sealed class LoopedSink(IFrameSink way, IFrameSource source, CaptureWriter capture) : IFrameSink
{
    private const int PollCountMax = 10_000_000;
    private readonly FrameDescriptor[] _burst = new FrameDescriptor[32];

    /// <summary>Frames that did not come back.</summary>
    public long MissingCount { get; private set; }

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        way.Write(frame, timeNs);
        way.Flush();
        int received = 0;
        for (int i = 0; i < PollCountMax && received == 0; i++)
        {
            received = source.Poll(_burst);
            foreach (FrameDescriptor came in _burst.AsSpan(0, received))
            {
                capture.Write(came.Bytes, timeNs);
            }

            source.Release(_burst.AsSpan(0, received));
        }

        MissingCount += received == 0 ? 1 : 0;
    }
}
