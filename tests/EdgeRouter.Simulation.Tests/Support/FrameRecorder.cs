using EdgeRouter.Core.Packets;

namespace EdgeRouter.Simulation.Tests.Support;

internal sealed class FrameRecorder : IFrameSink
{
    public bool IsOn { get; init; } = true;

    public List<(byte[] Frame, long TimeNs)> Frames { get; } = [];

    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        if (IsOn)
        {
            Frames.Add((frame.ToArray(), timeNs));
        }
    }
}
