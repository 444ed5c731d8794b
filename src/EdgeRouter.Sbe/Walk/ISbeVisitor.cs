using EdgeRouter.Sbe.Schema;

namespace EdgeRouter.Sbe.Walk;

/// <summary>Is shown a message's parts in wire order. The bytes are valid during the call only.</summary>
public interface ISbeVisitor
{
    /// <summary>A message starts.</summary>
    /// <param name="message">Its template.</param>
    /// <param name="version">Schema version of the sender.</param>
    void OnMessage(SbeMessage message, int version);

    /// <summary>A fixed-offset field, constants included.</summary>
    /// <param name="field">The field.</param>
    /// <param name="bytes">Its bytes; empty for constants and for fields that the sender's version or block does not have. Of a composite that the
    /// sender's version has in part, the bytes of that part: members that end behind them are absent.</param>
    void OnField(SbeField field, ReadOnlySpan<byte> bytes);

    /// <summary>A group starts.</summary>
    /// <param name="group">The group.</param>
    /// <param name="count">Entries that follow.</param>
    void OnGroup(SbeGroup group, long count);

    /// <summary>An entry starts.</summary>
    /// <param name="group">The group.</param>
    /// <param name="index">0-based.</param>
    void OnEntry(SbeGroup group, long index);

    /// <summary>An entry ends.</summary>
    /// <param name="group">The group.</param>
    void OnEntryEnd(SbeGroup group);

    /// <summary>A group ends.</summary>
    /// <param name="group">The group.</param>
    void OnGroupEnd(SbeGroup group);

    /// <summary>Variable-length data.</summary>
    /// <param name="data">The data field.</param>
    /// <param name="bytes">Its payload.</param>
    void OnData(SbeData data, ReadOnlySpan<byte> bytes);

    /// <summary>The message ends; it may end early where the bytes do not hold what their headers claim.</summary>
    /// <param name="result">What was met.</param>
    void OnMessageEnd(in SbeWalkResult result);
}
