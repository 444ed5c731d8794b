using EdgeRouter.Core.Books;

namespace EdgeRouter.Core.Feeds;

/// <summary>A venue's feed protocol: a stateless struct, passed as a generic parameter so that everything below one packet is direct calls.</summary>
public interface IFeedProtocol
{
    /// <summary>Name as on the command line, e.g. <c>cme-mdp3</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Reads a packet's header.</summary>
    /// <param name="payload">UDP payload.</param>
    /// <param name="header">The sequencing facts.</param>
    /// <returns>Whether the payload is long enough and its header sound.</returns>
    static abstract bool TryReadHeader(ReadOnlySpan<byte> payload, out FeedPacketHeader header);

    /// <summary>Decodes a packet's messages into events. Bad bytes are counted, never thrown.</summary>
    /// <param name="payload">UDP payload whose header was read.</param>
    /// <param name="header">Its header.</param>
    /// <param name="skipSequences">Messages at the front that were seen already (message-sequenced protocols); 0 = none.</param>
    /// <param name="sink">Takes the events.</param>
    /// <param name="counters">Counts messages, templates, groups and damage.</param>
    static abstract void Decode<TSink>(ReadOnlySpan<byte> payload, in FeedPacketHeader header, uint skipSequences, ref TSink sink, DecodeCounters counters)
        where TSink : struct, IBookEventSink, allows ref struct;
}
