namespace EdgeRouter.Journal;

/// <summary>One record as a view into the reader's buffer; valid until the reader moves on.</summary>
public readonly ref struct JournalRecord
{
    internal JournalRecord(scoped in RecordHeader header, uint segmentIndex, long offset, ReadOnlySpan<byte> payload)
    {
        Sequence = header.Sequence;
        PayloadType = header.PayloadType;
        Flags = header.Flags;
        SegmentIndex = segmentIndex;
        Offset = offset;
        Payload = payload;
    }

    /// <summary>1, 2, 3 … through the whole journal.</summary>
    public long Sequence { get; }

    /// <summary>What the payload is; <see cref="JournalFormat.ProtocolPayload"/> or a later type, which a reader that does not know it skips.</summary>
    public ushort PayloadType { get; }

    /// <summary>Record flags; version 1 writes 0.</summary>
    public ushort Flags { get; }

    /// <summary>The segment that holds the record.</summary>
    public uint SegmentIndex { get; }

    /// <summary>Offset of the record's header in its segment, bytes.</summary>
    public long Offset { get; }

    /// <summary>The payload without padding.</summary>
    public ReadOnlySpan<byte> Payload { get; }
}
