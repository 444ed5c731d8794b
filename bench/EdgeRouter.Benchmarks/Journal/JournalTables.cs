using System.Globalization;
using EdgeRouter.Benchmarks.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;

namespace EdgeRouter.Benchmarks.Journal;

/// <summary><c>./build.sh bench journal [--quick]</c>: what appending, committing and reading a journal take. Tables go to stdout and, with the machine's
/// description, to artifacts/bench/journal.md and journal.json; the journals stand under artifacts/bench and are removed.</summary>
public static class JournalTables
{
    private const int PayloadBytes = 150;
    private static readonly int[] Groups = [1, 8, 64, 512];

    /// <summary>The command.</summary>
    public static TableCommand Command { get; } = new("journal", "Journal", Measure);

    /// <summary>Measures.</summary>
    /// <param name="folder">Where the journals are made.</param>
    /// <param name="quick">Few records: whether it works, not how fast it is.</param>
    public static IReadOnlyList<ScoringTable> Measure(string folder, bool quick)
    {
        string journal = Path.Combine(folder, $"journal-{Environment.ProcessId}");
        int records = quick ? 2_000 : 100_000;
        int repetitions = quick ? 3 : 15;
        try
        {
            return [Appending(journal, records, repetitions), Committing(journal, quick), Reading(journal, quick ? 5_000 : 1_000_000, repetitions)];
        }
        finally
        {
            Remove(journal);
        }
    }

    private static ScoringTable Appending(string folder, int records, int repetitions)
    {
        var table = new ScoringTable(
            $"Append records of {PayloadBytes} bytes, {Cell.Count(records)} a run, {repetitions} runs; ns a record",
            "from … to", "median", "fastest run", "slowest run");
        Remove(folder);
        using (JournalWriter writer = Open(folder, JournalFsync.None, records))
        {
            AddRow(table, "Reserve … AppendReserved returned, in the buffer", records, RepeatedTimes.Measure(repetitions, 5, writer.Commit, () => Append(writer, records)));
            AddRow(table, "the same and Commit (None) after every 64", records, RepeatedTimes.Measure(repetitions, 5, writer.Commit, () => AppendInGroups(writer, records, 64)));
            AddRow(table, "the same and Commit (None) after every record", records, RepeatedTimes.Measure(repetitions, 1, writer.Commit, () => AppendInGroups(writer, records, 1)));
        }

        return table;
    }

    private static ScoringTable Committing(string folder, bool quick)
    {
        var table = new ScoringTable(
            $"Group commit of records of {PayloadBytes} bytes; µs from the group's first Reserve to Commit returned, and records a second at the median",
            "fsync", "records a commit", "median", "p99", "slowest", "records/s", "commits");
        foreach (JournalFsync fsync in (JournalFsync[])[JournalFsync.None, JournalFsync.PerCommit])
        {
            foreach (int group in Groups)
            {
                Remove(folder);
                using JournalWriter writer = Open(folder, fsync, 4096);
                int commits = quick ? 20 : fsync == JournalFsync.None ? 5_000 : 400;
                RepeatedTimes times = RepeatedTimes.Measure(commits, quick ? 2 : 100, static () => { }, () => AppendInGroups(writer, group, group));
                table.Add(
                    fsync.ToString(), Cell.Count(group), Cell.Us(times.MedianNs), Cell.Us(times.P99Ns), Cell.Us(times.Ns[^1]), Cell.Count((long)(group * 1e9 / times.MedianNs)), Cell.Count(commits));
            }
        }

        return table;
    }

    private static ScoringTable Reading(string folder, int records, int repetitions)
    {
        var table = new ScoringTable(
            $"Read {Cell.Count(records)} records of {PayloadBytes} bytes, pages cached, {repetitions} runs; ns a record",
            "from … to", "median", "fastest run", "slowest run", "records/s");
        Remove(folder);
        using (JournalWriter writer = Open(folder, JournalFsync.None, 4096))
        {
            AppendInGroups(writer, records, 64);
        }

        long read = 0;
        RepeatedTimes times = RepeatedTimes.Measure(repetitions, 3, static () => { }, () => read = ReadAll(folder));
        if (read != records)
        {
            throw new InvalidOperationException($"{read} of {records} records read.");
        }

        table.Add("JournalReader made … end of the journal, every checksum checked", Ns(times.MedianNs / records), Ns(times.Ns[0] / records), Ns(times.Ns[^1] / records), Cell.Count((long)(records * 1e9 / times.MedianNs)));
        return table;
    }

    private static void AddRow(ScoringTable table, string name, int records, RepeatedTimes times) =>
        table.Add(name, Ns(times.MedianNs / records), Ns(times.Ns[0] / records), Ns(times.Ns[^1] / records));

    private static string Ns(double ns) => ns.ToString("0.0", CultureInfo.InvariantCulture);

    private static void AppendInGroups(JournalWriter writer, int records, int group)
    {
        for (int i = 0; i < records; i += group)
        {
            Append(writer, Math.Min(group, records - i));
            writer.Commit();
        }
    }

    private static void Append(JournalWriter writer, int records)
    {
        for (int i = 0; i < records; i++)
        {
            Span<byte> target = writer.Reserve(PayloadBytes);
            target[0] = (byte)i;
            writer.AppendReserved(PayloadBytes);
        }
    }

    private static long ReadAll(string folder)
    {
        using var reader = new JournalReader(folder);
        while (reader.TryRead(out JournalRecord record))
        {
            // TryRead has checked the record; its sequence is kept by the reader.
        }

        return reader.LastSequence;
    }

    private static JournalWriter Open(string folder, JournalFsync fsync, int bufferRecords) => JournalWriter.Open(
        new JournalOptions { Directory = folder, Fsync = fsync, SegmentBytes = JournalOptions.SegmentBytesMax, BufferBytes = (bufferRecords + 1) * 184 },
        new ManualClock());

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
