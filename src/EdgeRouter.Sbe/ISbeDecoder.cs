namespace EdgeRouter.Sbe;

/// <summary>What every generated message decoder can do, for code that is generic over the message.</summary>
/// <typeparam name="TSelf">The decoder.</typeparam>
public interface ISbeDecoder<TSelf>
    where TSelf : ISbeDecoder<TSelf>, allows ref struct
{
    /// <summary>Wraps a body, what follows the message header, and checks it whole: after it, no access can fail.</summary>
    /// <param name="body">From the first byte of the block to the message's last byte.</param>
    /// <param name="actingBlockLength">Block length of the message header.</param>
    /// <param name="actingVersion">Version of the message header.</param>
    /// <param name="decoder">The decoder; empty and not to be used where this returns false.</param>
    /// <returns>False: the block is shorter than the acting version's fields, or the body cannot hold what its headers claim.</returns>
    static abstract bool TryWrap(ReadOnlySpan<byte> body, int actingBlockLength, int actingVersion, out TSelf decoder);

    /// <summary>Shortest block that holds every field of a version: a message of that version with less is malformed.</summary>
    /// <param name="actingVersion">The sender's schema version.</param>
    static abstract int RequiredBlockLength(int actingVersion);

    /// <summary>Bytes of the body up to the last part that the schema knows.</summary>
    int BodyLength { get; }

    /// <summary>Counts the message's parts.</summary>
    /// <returns>Groups, entries and data fields.</returns>
    SbeExtent Measure();
}
