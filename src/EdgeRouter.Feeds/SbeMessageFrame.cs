using EdgeRouter.Core.Feeds;
using EdgeRouter.Sbe;

namespace EdgeRouter.Feeds;

/// <summary>One framed message behind its header, and the checks that all decoders share.</summary>
internal readonly ref struct SbeMessageFrame
{
    private readonly ReadOnlySpan<byte> _body;
    private readonly int _blockLength;
    private readonly int _version;

    public SbeMessageFrame(ReadOnlySpan<byte> body, int blockLength, int version)
    {
        _body = body;
        _blockLength = blockLength;
        _version = version;
    }

    /// <summary>Opens the message and counts its groups; damage is counted by kind.</summary>
    /// <returns>False: the message is not sound and must not be used.</returns>
    public bool TryOpen<TDecoder>(DecodeCounters counters, out TDecoder decoder)
        where TDecoder : ISbeDecoder<TDecoder>, allows ref struct
    {
        if (!TDecoder.TryWrap(_body, _blockLength, _version, out decoder))
        {
            bool isShort = (uint)_blockLength > (uint)_body.Length || _blockLength < TDecoder.RequiredBlockLength(_version);
            counters.ShortBlocks += isShort ? 1 : 0;
            counters.ImpossibleGroups += isShort ? 0 : 1;
            return false;
        }

        SbeExtent extent = decoder.Measure();
        counters.GroupInstances += extent.GroupInstances;
        counters.GroupEntries += extent.GroupEntries;
        counters.TrailingBytes += _body.Length - decoder.BodyLength;
        return true;
    }
}
