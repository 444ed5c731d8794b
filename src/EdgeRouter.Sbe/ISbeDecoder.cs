namespace EdgeRouter.Sbe;

/// <summary>What every generated message decoder can do, for code that is generic over the message.</summary>
/// <typeparam name="TSelf">The decoder.</typeparam>
public interface ISbeDecoder<TSelf>
    where TSelf : ISbeDecoder<TSelf>, allows ref struct
{
    /// <summary>Wraps a body: what follows the message header.</summary>
    /// <param name="body">From the first byte of the block to the message's last byte.</param>
    /// <param name="actingBlockLength">Block length of the message header.</param>
    /// <param name="actingVersion">Version of the message header.</param>
    /// <param name="decoder">The decoder.</param>
    /// <returns>False: the body is shorter than the acting block.</returns>
    static abstract bool TryWrap(ReadOnlySpan<byte> body, int actingBlockLength, int actingVersion, out TSelf decoder);

    /// <summary>Shortest block that holds every field of a version: a message of that version with less is malformed.</summary>
    /// <param name="actingVersion">Version of the message header.</param>
    static abstract int RequiredBlockLength(int actingVersion);

    /// <summary>Walks all groups and data that the schema knows.</summary>
    /// <param name="extent">What was met.</param>
    /// <returns>False: the bytes cannot hold what the headers claim.</returns>
    bool TryMeasure(out SbeExtent extent);
}
