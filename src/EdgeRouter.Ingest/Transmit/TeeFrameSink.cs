using EdgeRouter.Core.Packets;

namespace EdgeRouter.Ingest.Transmit;

/// <summary>Gives every frame to several sinks, in their order.</summary>
/// <param name="sinks">The sinks; the caller keeps them.</param>
public sealed class TeeFrameSink(IReadOnlyList<IFrameSink> sinks) : IFrameSink
{
    private readonly IFrameSink[] _sinks = [.. sinks];

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        foreach (IFrameSink sink in _sinks)
        {
            sink.Write(frame, timeNs);
        }
    }

    /// <inheritdoc/>
    public void Flush()
    {
        foreach (IFrameSink sink in _sinks)
        {
            sink.Flush();
        }
    }
}
