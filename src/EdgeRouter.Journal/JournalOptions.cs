namespace EdgeRouter.Journal;

/// <summary>How a journal is written.</summary>
public sealed record JournalOptions
{
    /// <summary>The smallest segment size: a test's journal.</summary>
    public const long SegmentBytesMin = 4096;

    /// <summary>The largest segment size: offsets are 32 bits.</summary>
    public const long SegmentBytesMax = 1L << 31;

    /// <summary>Folder of the journal; made when missing.</summary>
    public required string Directory { get; init; }

    /// <summary>A segment is ended before it would pass this size; 4 KiB to 2 GiB. Default 256 MiB: a few hundred thousand decisions a file.</summary>
    public long SegmentBytes { get; init; } = 256L << 20;

    /// <summary>Size of the append buffer, bytes; the largest record must fit. Default 4 MiB: several bursts of decisions between commits.
    /// When it is full, <see cref="JournalWriter.Append(ReadOnlySpan{byte}, ushort)"/> writes it out early.</summary>
    public int BufferBytes { get; init; } = 4 << 20;

    /// <summary>When to force records to the device. No default may be assumed: it is stated beside every latency figure.</summary>
    public required JournalFsync Fsync { get; init; }

    /// <summary>Room kept back on the disc in the file <c>journal.reserve</c>, bytes; given up when the disc is full, so that cancels and reports can still be
    /// written. 0: none. Default 1 MiB: some 5,000 cancels or reports.</summary>
    public int SpareBytes { get; init; } = 1 << 20;

    /// <summary>Identity of a new journal, such as a hash of the run's name. An existing journal keeps the one it has.</summary>
    public ulong JournalId { get; init; }

    /// <summary>Whether opening may cut a last commit that is damaged in its middle. After a power loss in <see cref="JournalFsync.PerCommit"/> such a commit
    /// was never acknowledged and may go; a damaged disc looks the same, so the default is to refuse (ER5004).</summary>
    public bool CutTornCommit { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="Core.Errors.EdgeRouterException">ER5009: an option is out of range.</exception>
    internal void RequireValid()
    {
        if (SegmentBytes is < SegmentBytesMin or > SegmentBytesMax)
            throw JournalErrors.BadOption($"SegmentBytes {SegmentBytes} is not between {SegmentBytesMin} and {SegmentBytesMax}");
        if (BufferBytes < 256)
            throw JournalErrors.BadOption($"BufferBytes {BufferBytes} is below 256");
        if (SpareBytes < 0)
            throw JournalErrors.BadOption($"SpareBytes {SpareBytes} is negative");
    }
}
