using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace EdgeRouter.Journal;

/// <summary>The sparse index of a finished segment: one entry about every 64 KiB. A cache only: missing, stale or damaged, it is ignored and can be rebuilt.</summary>
internal sealed class SegmentIndex
{
    /// <summary>Distance between entries, bytes.</summary>
    public const int IntervalBytes = 64 << 10;

    private const int HeaderBytes = 48;
    private const int EntryBytes = 16;
    private const int CrcOffset = 44;
    private readonly List<(long Sequence, long Offset)> _entries;

    /// <summary>An empty index with room for a whole segment, so that adding to it allocates nothing.</summary>
    /// <param name="segmentBytes">Size of the segment.</param>
    public SegmentIndex(long segmentBytes)
    {
        _entries = new List<(long, long)>((int)(segmentBytes / IntervalBytes) + 2);
    }

    private static ReadOnlySpan<byte> Magic => "ERJINDEX"u8;

    /// <summary>Entries, ascending.</summary>
    public IReadOnlyList<(long Sequence, long Offset)> Entries => _entries;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>Offers a record; kept when the last entry is an interval away.</summary>
    /// <param name="sequence">The record's sequence.</param>
    /// <param name="offset">Its offset.</param>
    public void Offer(long sequence, long offset)
    {
        if (_entries.Count == 0 || offset - _entries[^1].Offset >= IntervalBytes)
            _entries.Add((sequence, offset));
    }

    /// <summary>The last entry at or before a sequence.</summary>
    /// <param name="sequence">At or above the segment's first sequence.</param>
    public (long Sequence, long Offset) Floor(long sequence)
    {
        int low = 0;
        int high = _entries.Count - 1;
        while (low < high)
        {
            int middle = low + ((high - low + 1) / 2);
            if (_entries[middle].Sequence <= sequence)
                low = middle;
            else
                high = middle - 1;
        }

        return _entries[low];
    }

    /// <summary>Writes the index beside its finished segment; what is left of one that fails does not pass <see cref="TryLoad"/>.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="segmentPath">The segment.</param>
    /// <param name="header">Its header.</param>
    /// <param name="segmentBytes">Its final length.</param>
    /// <param name="fault">Why not.</param>
    public bool TrySave(IJournalFiles files, string segmentPath, in SegmentHeader header, long segmentBytes, out JournalFault fault)
    {
        fault = default;
        string path = JournalFolder.IndexPath(segmentPath);
        try
        {
            using IJournalFile file = files.Create(path);
            file.Write(ToBytes(header, segmentBytes), 0);
            return true;
        }
        catch (Exception e) when (JournalFault.IsFileFailure(e))
        {
            fault = JournalFault.OfWrite(path, e);
            return false;
        }
    }

    /// <summary>Loads a segment's index; false when there is none or it does not fit the segment.</summary>
    /// <param name="segmentPath">The segment.</param>
    /// <param name="header">Its header.</param>
    /// <param name="index">The index, with at least one entry.</param>
    public static bool TryLoad(string segmentPath, in SegmentHeader header, [NotNullWhen(true)] out SegmentIndex? index)
    {
        index = null;
        string path = JournalFolder.IndexPath(segmentPath);
        if (!File.Exists(path))
            return false;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // Only a cache: the segment itself is read from its start instead.
        }

        long segmentBytes = new FileInfo(segmentPath).Length;
        if (!Fits(bytes, header, segmentBytes))
            return false;
        index = new SegmentIndex(segmentBytes);
        for (int at = HeaderBytes; at < bytes.Length; at += EntryBytes)
            index._entries.Add((BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at + 8))));
        return true;
    }

    private byte[] ToBytes(in SegmentHeader header, long segmentBytes)
    {
        byte[] bytes = new byte[HeaderBytes + (_entries.Count * EntryBytes)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), JournalFormat.Version);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16), header.JournalId);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(24), header.SegmentIndex);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), _entries.Count);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), segmentBytes);
        for (int i = 0; i < _entries.Count; i++)
        {
            Span<byte> entry = bytes.AsSpan(HeaderBytes + (i * EntryBytes));
            BinaryPrimitives.WriteInt64LittleEndian(entry, _entries[i].Sequence);
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], _entries[i].Offset);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(CrcOffset), Checksum(bytes));
        return bytes;
    }

    private static bool Fits(ReadOnlySpan<byte> bytes, in SegmentHeader header, long segmentBytes) =>
        bytes.Length >= HeaderBytes + EntryBytes
        && bytes.StartsWith(Magic)
        && BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) == JournalFormat.Version
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[CrcOffset..]) == Checksum(bytes)
        && BinaryPrimitives.ReadUInt64LittleEndian(bytes[16..]) == header.JournalId
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]) == header.SegmentIndex
        && BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]) == (bytes.Length - HeaderBytes) / EntryBytes
        && BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]) == segmentBytes
        && BinaryPrimitives.ReadInt64LittleEndian(bytes[HeaderBytes..]) == header.FirstSequence;

    private static uint Checksum(ReadOnlySpan<byte> bytes) =>
        ~Crc32C.Update(Crc32C.Update(Crc32C.Initial, bytes[..CrcOffset]), bytes[HeaderBytes..]);
}
