using EdgeRouter.Sbe.Walk;

namespace EdgeRouter.Tools.Decode;

/// <summary>Shows nothing: for counts alone.</summary>
public sealed class CountingOutput : IDecodeOutput
{
    /// <inheritdoc/>
    public void OnMessage(in DecodedPacket packet, SbeWalker walker, ReadOnlySpan<byte> message)
    {
        // The decoder has counted the message already.
    }
}
