using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary>Journals that differ from another one in what a test wants.</summary>
internal static class JournalFiles
{
    internal delegate byte[] Change(long sequence, string message, ReadOnlySpan<byte> payload);

    /// <summary>Copies a journal record by record; what the change gives empty is left out.</summary>
    internal static string Copy(string from, string to, Change change)
    {
        using var reader = new JournalReader(from);
        using JournalWriter writer = JournalWriter.Open(new JournalOptions { Directory = to, Fsync = JournalFsync.None, JournalId = 77, SpareBytes = 0 }, new ManualClock { NowNs = 1 });
        while (reader.TryRead(out JournalRecord record))
        {
            byte[] payload = change(record.Sequence, ProtocolText.NameOf(record.Payload), record.Payload);
            if (payload.Length > 0)
            {
                writer.Append(payload);
            }
        }

        writer.Commit();
        return to;
    }

    internal static string SegmentOf(string folder) => Directory.GetFiles(folder, "*.seg").Order(StringComparer.Ordinal).First();

    /// <summary>Copies a journal's files and changes the bytes of its first segment.</summary>
    internal static string CopyBytes(string from, string to, Func<byte[], byte[]> change)
    {
        Directory.CreateDirectory(to);
        string segment = SegmentOf(from);
        File.WriteAllBytes(Path.Combine(to, Path.GetFileName(segment)), change(File.ReadAllBytes(segment)));
        return to;
    }
}
