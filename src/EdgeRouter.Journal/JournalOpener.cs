namespace EdgeRouter.Journal;

/// <summary>Recovery: finds where a journal ends and what, if anything, must be cut.</summary>
internal static class JournalOpener
{
    /// <summary>Opens the last segment at the end of its last whole record, or begins a journal.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="nowNs">Stamp of a segment begun here.</param>
    /// <param name="files">Where it writes.</param>
    public static (JournalRecovery Recovery, SegmentAppender Segment) Open(JournalOptions options, long nowNs, IJournalFiles files)
    {
        bool isDurable = options.Fsync != JournalFsync.None;
        List<uint> segments = JournalFolder.ListSegments(options.Directory);
        SegmentHeader? last = null;
        long expected = 0;
        foreach (uint index in segments)
        {
            bool isLast = index == segments[^1];
            using SegmentReader? reader = SegmentReader.TryOpen(JournalFolder.SegmentPath(options.Directory, index), index, isLast);
            if (reader is null)
                return BeginAgain(options, files, last, index, expected, nowNs);
            RequireContinuation(reader, last, isLast ? expected : 0);
            last = reader.Header;
            bool isBeforeLast = segments.Count > 1 && index == segments[^2];
            if (isLast || isBeforeLast)
                expected = ReadToEnd(reader, options, isLast);
            if (isLast)
                return GoOn(files, reader, isDurable);
        }

        var first = new SegmentHeader(JournalFormat.Version, 0, options.JournalId, 0, JournalFormat.FirstSequence, nowNs);
        SegmentAppender segment = Create(options, files, first);
        return (new JournalRecovery(true, 0, segment.LengthBytes, 0, 0), segment);
    }

    private static (JournalRecovery, SegmentAppender) GoOn(IJournalFiles files, SegmentReader reader, bool isDurable)
    {
        long cutBytes = reader.LengthBytes - reader.Position;
        SegmentAppender segment = SegmentAppender.Continue(files, reader.Path, reader.Header, reader.Position, isDurable);
        return (new JournalRecovery(false, reader.Header.SegmentIndex, reader.Position, reader.NextSequence - 1, cutBytes), segment);
    }

    /// <summary>The last segment's header was never wholly written: it holds no record and is begun again.</summary>
    private static (JournalRecovery, SegmentAppender) BeginAgain(
        JournalOptions options, IJournalFiles files, SegmentHeader? previous, uint index, long nextSequence, long nowNs)
    {
        long cutBytes = new FileInfo(JournalFolder.SegmentPath(options.Directory, index)).Length;
        long first = previous is null ? JournalFormat.FirstSequence : nextSequence;
        if (previous is null && index != 0)
            throw JournalErrors.Broken(JournalFolder.SegmentPath(options.Directory, index), 0, "its header was never written and the segment before it is missing");
        var header = new SegmentHeader(JournalFormat.Version, 0, previous?.JournalId ?? options.JournalId, index, first, nowNs);
        SegmentAppender segment = Create(options, files, header);
        return (new JournalRecovery(previous is null, index, segment.LengthBytes, first - 1, cutBytes), segment);
    }

    private static SegmentAppender Create(JournalOptions options, IJournalFiles files, in SegmentHeader header) =>
        SegmentAppender.TryCreate(files, options.Directory, header, options.Fsync != JournalFsync.None, out JournalFault fault) ?? throw fault.ToError();

    /// <summary>Checks a segment's records to its end and returns the sequence that is due next.</summary>
    private static long ReadToEnd(SegmentReader reader, JournalOptions options, bool isLast)
    {
        ReadStatus status;
        do
        {
            status = reader.Read(out _);
        }
        while (status == ReadStatus.Record);
        if (!isLast && status != ReadStatus.End)
            throw reader.UnfinishedError();
        if (status == ReadStatus.TornCommit && !options.CutTornCommit)
            throw JournalErrors.TornCommit(reader.Path, reader.Position, reader.NextSequence);
        return reader.NextSequence;
    }

    private static void RequireContinuation(SegmentReader reader, SegmentHeader? previous, long expectedSequence)
    {
        if (previous is not { } before)
            return;
        SegmentHeader header = reader.Header;
        if (header.JournalId != before.JournalId)
            throw JournalErrors.Broken(reader.Path, 0, $"it belongs to journal {header.JournalId:x16}, not {before.JournalId:x16}");
        if (header.FirstSequence < before.FirstSequence || (expectedSequence > 0 && header.FirstSequence != expectedSequence))
            throw JournalErrors.Broken(reader.Path, 0, $"record {expectedSequence} is due, the segment begins with {header.FirstSequence}");
    }
}
