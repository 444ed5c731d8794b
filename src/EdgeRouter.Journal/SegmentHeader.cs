using System.Buffers.Binary;

namespace EdgeRouter.Journal;

/// <summary>The 64 bytes at the start of a segment file.</summary>
/// <param name="Version">Format version.</param>
/// <param name="Flags">Low half: may be ignored. High half: must be understood. Version 1 writes 0.</param>
/// <param name="JournalId">Identity of the journal, the same in all of its segments.</param>
/// <param name="SegmentIndex">0-based number of the segment, as in its file name.</param>
/// <param name="FirstSequence">Sequence of the segment's first record.</param>
/// <param name="CreatedNs">When the segment was begun, ns since the Unix epoch, by the writer's clock.</param>
internal readonly record struct SegmentHeader(
    ushort Version, uint Flags, ulong JournalId, uint SegmentIndex, long FirstSequence, long CreatedNs)
{
    private const int CrcOffset = 60;

    private static ReadOnlySpan<byte> Magic => "ERJOURNL"u8;

    /// <summary>The header of the segment that follows this one.</summary>
    /// <param name="firstSequence">Its first record.</param>
    /// <param name="nowNs">When it is begun.</param>
    public SegmentHeader Next(long firstSequence, long nowNs) =>
        this with { SegmentIndex = SegmentIndex + 1, FirstSequence = firstSequence, CreatedNs = nowNs };

    /// <summary>Writes the header with its checksum.</summary>
    /// <param name="target">At least 64 bytes.</param>
    public void WriteTo(Span<byte> target)
    {
        Span<byte> b = target[..JournalFormat.SegmentHeaderBytes];
        b.Clear();
        Magic.CopyTo(b);
        BinaryPrimitives.WriteUInt16LittleEndian(b[8..], Version);
        BinaryPrimitives.WriteUInt16LittleEndian(b[10..], JournalFormat.SegmentHeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(b[12..], Flags);
        BinaryPrimitives.WriteUInt64LittleEndian(b[16..], JournalId);
        BinaryPrimitives.WriteUInt32LittleEndian(b[24..], SegmentIndex);
        BinaryPrimitives.WriteInt64LittleEndian(b[32..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(b[40..], CreatedNs);
        BinaryPrimitives.WriteUInt32LittleEndian(b[CrcOffset..], Crc32C.Compute(b[..CrcOffset]));
    }

    /// <summary>Whether the bytes start like a segment at all.</summary>
    /// <param name="source">The file's first bytes.</param>
    public static bool HasMagic(ReadOnlySpan<byte> source) => source.StartsWith(Magic);

    /// <summary>Reads a header; false when it is short, has another magic or a wrong checksum. Any version's header passes: magic, version and
    /// checksum keep their places for ever.</summary>
    /// <param name="source">The file's first bytes.</param>
    /// <param name="header">The header.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out SegmentHeader header)
    {
        header = default;
        if (source.Length < JournalFormat.SegmentHeaderBytes || !HasMagic(source)
            || BinaryPrimitives.ReadUInt32LittleEndian(source[CrcOffset..]) != Crc32C.Compute(source[..CrcOffset]))
        {
            return false;
        }

        header = new SegmentHeader(
            BinaryPrimitives.ReadUInt16LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[12..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[40..]));
        return true;
    }
}
