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
        if (_blockLength < TDecoder.RequiredBlockLength(_version) || !TDecoder.TryWrap(_body, _blockLength, _version, out decoder))
        {
            decoder = default!;
            counters.ShortBlocks++;
            return false;
        }

        if (!decoder.TryMeasure(out SbeExtent extent))
        {
            counters.ImpossibleGroups++;
            return false;
        }

        counters.GroupInstances += extent.GroupInstances;
        counters.GroupEntries += extent.GroupEntries;
        counters.TrailingBytes += _body.Length - extent.LengthBytes;
        return true;
    }
}
