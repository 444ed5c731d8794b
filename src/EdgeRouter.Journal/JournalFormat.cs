namespace EdgeRouter.Journal;

/// <summary>The constants of journal format version 1 (<c>src/docs/JOURNAL.md</c>). Final: a change needs a new version.</summary>
public static class JournalFormat
{
    /// <summary>The version that this build writes, and the newest that it reads.</summary>
    public const ushort Version = 1;

    /// <summary>Bytes of a segment's header; the first record stands behind it.</summary>
    public const int SegmentHeaderBytes = 64;

    /// <summary>Bytes of a record's header.</summary>
    public const int RecordHeaderBytes = 32;

    /// <summary>Records start at multiples of this many bytes.</summary>
    public const int AlignmentBytes = 8;

    /// <summary>The largest payload of a record, bytes.</summary>
    public const int PayloadBytesMax = 1 << 20;

    /// <summary>The sequence of a journal's first record. 0 means "none yet".</summary>
    public const long FirstSequence = 1;

    /// <summary>Payload type: one message of our Protocol schema, with its 8-byte message header.</summary>
    public const ushort ProtocolPayload = 1;

    /// <summary>Record flags that a reader must know; the low byte may be ignored by a reader that does not know it.</summary>
    internal const ushort MandatoryRecordFlags = 0xFF00;

    /// <summary>Segment flags that a reader must know; the low half may be ignored.</summary>
    internal const uint MandatorySegmentFlags = 0xFFFF0000;

    /// <summary>Bytes that a record takes in the file: header, payload, zeros up to the alignment.</summary>
    /// <param name="payloadBytes">0 to <see cref="PayloadBytesMax"/>.</param>
    public static int RecordBytes(int payloadBytes) => (RecordHeaderBytes + payloadBytes + AlignmentBytes - 1) & ~(AlignmentBytes - 1);
}
