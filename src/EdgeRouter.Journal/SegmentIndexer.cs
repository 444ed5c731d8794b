using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal;

/// <summary>Builds sparse indexes from segments.</summary>
public static class SegmentIndexer
{
    /// <summary>Writes the index of every finished segment again, from the segment's records.</summary>
    /// <param name="directory">Folder of the journal.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="EdgeRouterException">ER5001 to ER5007.</exception>
    public static int Rebuild(string directory)
    {
        List<uint> segments = JournalFolder.ListSegments(directory);
        if (segments.Count == 0)
            throw JournalErrors.NotAJournal(directory);
        for (int i = 0; i < segments.Count - 1; i++)
        {
            string path = JournalFolder.SegmentPath(directory, segments[i]);
            using SegmentReader reader = SegmentReader.TryOpen(path, segments[i], isLast: false)!;
            var index = new SegmentIndex(reader.LengthBytes);
            if (Fill(index, reader, long.MaxValue) != ReadStatus.End)
                throw reader.UnfinishedError();
            if (!index.TrySave(SystemFiles.Instance, path, reader.Header, reader.LengthBytes, out JournalFault fault))
                throw fault.ToError();
        }

        return segments.Count - 1;
    }

    /// <summary>Fills the index of the segment that a writer goes on in.</summary>
    /// <param name="index">Empty.</param>
    /// <param name="segment">Already recovered.</param>
    internal static void Fill(SegmentIndex index, SegmentAppender segment)
    {
        using SegmentReader reader = SegmentReader.TryOpen(segment.Path, segment.Header.SegmentIndex, isLast: false)!;
        Fill(index, reader, segment.LengthBytes);
    }

    private static ReadStatus Fill(SegmentIndex index, SegmentReader reader, long endOffset)
    {
        while (reader.Position < endOffset)
        {
            ReadStatus status = reader.Read(out JournalRecord record);
            if (status != ReadStatus.Record)
                return status;
            index.Offer(record.Sequence, record.Offset);
        }

        return ReadStatus.End;
    }
}
