using System.Buffers.Binary;
using System.Numerics;

namespace EdgeRouter.Journal;

/// <summary>The 32 bytes in front of a record's payload.</summary>
/// <param name="PayloadBytes">Length of the payload without padding.</param>
/// <param name="PayloadType">What the payload is; 1 = Protocol message.</param>
/// <param name="Flags">Low byte: may be ignored. High byte: must be understood.</param>
/// <param name="Sequence">1, 2, 3 … through the whole journal.</param>
/// <param name="CommitStart">Offset in this segment where the record's commit begins: everything before it was committed earlier.</param>
/// <param name="HeaderCrc">Checksum of place and header.</param>
/// <param name="PayloadCrc">Checksum of header checksum, payload and padding.</param>
internal readonly record struct RecordHeader(
    uint PayloadBytes, ushort PayloadType, ushort Flags, long Sequence, uint CommitStart, uint HeaderCrc, uint PayloadCrc)
{
    private const int CheckedBytes = 24;

    /// <summary>The checksum state that stands for a place: the same record bytes elsewhere do not pass.</summary>
    /// <param name="journalId">Journal.</param>
    /// <param name="segmentIndex">Segment.</param>
    /// <param name="offset">Offset of the record in its segment.</param>
    private static uint PlaceState(ulong journalId, uint segmentIndex, long offset)
    {
        uint state = BitOperations.Crc32C(Crc32C.Initial, journalId);
        return BitOperations.Crc32C(state, segmentIndex | ((ulong)offset << 32));
    }

    /// <summary>Completes a record whose payload and padding already stand behind the header.</summary>
    /// <param name="record">The whole record: header, payload, padding.</param>
    /// <param name="segment">Its segment.</param>
    /// <param name="offset">Its offset in the segment.</param>
    /// <param name="header">The values; checksums are computed here.</param>
    public static void Seal(Span<byte> record, in SegmentHeader segment, long offset, in RecordHeader header)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(record, header.PayloadBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(record[4..], header.PayloadType);
        BinaryPrimitives.WriteUInt16LittleEndian(record[6..], header.Flags);
        BinaryPrimitives.WriteInt64LittleEndian(record[8..], header.Sequence);
        BinaryPrimitives.WriteUInt32LittleEndian(record[16..], header.CommitStart);
        BinaryPrimitives.WriteUInt32LittleEndian(record[20..], 0);
        uint headerCrc = ~Crc32C.Update(PlaceState(segment.JournalId, segment.SegmentIndex, offset), record[..CheckedBytes]);
        BinaryPrimitives.WriteUInt32LittleEndian(record[24..], headerCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(record[28..], PayloadChecksum(headerCrc, record[JournalFormat.RecordHeaderBytes..]));
    }

    /// <summary>Reads a header; false when its checksum is wrong for this place.</summary>
    /// <param name="source">At least 32 bytes.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="offset">Offset of the record in the segment.</param>
    /// <param name="header">The header.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, in SegmentHeader segment, long offset, out RecordHeader header)
    {
        header = new RecordHeader(
            BinaryPrimitives.ReadUInt32LittleEndian(source),
            BinaryPrimitives.ReadUInt16LittleEndian(source[4..]),
            BinaryPrimitives.ReadUInt16LittleEndian(source[6..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[28..]));
        return header.HeaderCrc == ~Crc32C.Update(PlaceState(segment.JournalId, segment.SegmentIndex, offset), source[..CheckedBytes]);
    }

    /// <summary>Whether payload and padding belong to this header.</summary>
    /// <param name="payloadAndPadding">All bytes between this header and the next record.</param>
    public bool Covers(ReadOnlySpan<byte> payloadAndPadding) => PayloadChecksum(HeaderCrc, payloadAndPadding) == PayloadCrc;

    private static uint PayloadChecksum(uint headerCrc, ReadOnlySpan<byte> payloadAndPadding) =>
        ~Crc32C.Update(BitOperations.Crc32C(Crc32C.Initial, (ulong)headerCrc), payloadAndPadding);
}
