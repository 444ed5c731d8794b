using System.Buffers.Binary;

namespace EdgeRouter.Journal;

/// <summary>The 64 bytes at the start of a snapshot file, format version 1 (<c>src/docs/JOURNAL.md</c>).</summary>
/// <param name="FormatVersion">Format version.</param>
/// <param name="JournalId">The journal that the snapshot belongs to.</param>
/// <param name="Sequence">The last record whose effect the state holds.</param>
/// <param name="StateHash">Hash of the state, by the engine.</param>
/// <param name="StateBytes">Bytes of state behind the header; the file ends there.</param>
/// <param name="StateCrc">CRC-32C of the state.</param>
internal readonly record struct SnapshotFormat(ushort FormatVersion, ulong JournalId, long Sequence, ulong StateHash, long StateBytes, uint StateCrc)
{
    public const ushort Version = 1;
    public const int HeaderBytes = 64;
    private const int CrcOffset = 60;

    private static ReadOnlySpan<byte> Magic => "ERSNAPSH"u8;

    /// <summary>Writes the header with its checksum.</summary>
    /// <param name="target">At least 64 bytes.</param>
    public void WriteTo(Span<byte> target)
    {
        Span<byte> b = target[..HeaderBytes];
        b.Clear();
        Magic.CopyTo(b);
        BinaryPrimitives.WriteUInt16LittleEndian(b[8..], FormatVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(b[10..], HeaderBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(b[16..], JournalId);
        BinaryPrimitives.WriteInt64LittleEndian(b[24..], Sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(b[32..], StateHash);
        BinaryPrimitives.WriteInt64LittleEndian(b[40..], StateBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(b[48..], StateCrc);
        BinaryPrimitives.WriteUInt32LittleEndian(b[CrcOffset..], Crc32C.Compute(b[..CrcOffset]));
    }

    /// <summary>Reads a header; false when it is short, has another magic or a wrong checksum. Any version's header passes: magic, version and checksum keep
    /// their places for ever, so that "newer" and "damaged" can be told apart.</summary>
    /// <param name="source">The file's first bytes.</param>
    /// <param name="header">The header.</param>
    public static bool TryRead(ReadOnlySpan<byte> source, out SnapshotFormat header)
    {
        header = default;
        if (source.Length < HeaderBytes || !source.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(source[CrcOffset..]) != Crc32C.Compute(source[..CrcOffset]))
        {
            return false;
        }

        header = new SnapshotFormat(
            BinaryPrimitives.ReadUInt16LittleEndian(source[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(source[32..]),
            BinaryPrimitives.ReadInt64LittleEndian(source[40..]),
            BinaryPrimitives.ReadUInt32LittleEndian(source[48..]));
        return true;
    }
}
