using EdgeRouter.Core.Packets;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>Passes frames on to somebody who can only be made once the market is there.</summary>
internal sealed class FrameRelay : IFrameSink
{
    public IFrameSink? Target { get; set; }

    public void Write(ReadOnlySpan<byte> frame, long timeNs) => Target?.Write(frame, timeNs);
}
