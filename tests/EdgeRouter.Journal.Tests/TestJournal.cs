using EdgeRouter.Core.Time;

namespace EdgeRouter.Journal.Tests;

/// <summary>Small journals with known payloads.</summary>
internal static class TestJournal
{
    public const ulong Id = 0x1122334455667788;
    public static readonly ManualClock Clock = new() { NowNs = 1_700_000_000_000_000_000 };

    public static JournalOptions Options(string directory) => new()
    {
        Directory = directory,
        SegmentBytes = JournalOptions.SegmentBytesMin,
        BufferBytes = 4096,
        SpareBytes = 0,
        Fsync = JournalFsync.None,
        JournalId = Id,
    };

    /// <summary>The payload of a sequence: length and bytes follow from the sequence alone.</summary>
    public static byte[] Payload(long sequence)
    {
        byte[] payload = new byte[(int)(sequence * 7 % 61)];
        for (int i = 0; i < payload.Length; i++)
            payload[i] = (byte)((sequence * 31) + i);
        return payload;
    }

    /// <summary>Writes records 1..count with a commit after every <paramref name="perCommit"/>.</summary>
    public static void Write(string directory, int count, int perCommit = 1)
    {
        using JournalWriter writer = JournalWriter.Open(Options(directory), Clock);
        AppendUpTo(writer, count, perCommit);
    }

    public static void AppendUpTo(JournalWriter writer, int count, int perCommit = 1)
    {
        while (writer.NextSequence <= count)
        {
            long sequence = writer.Append(Payload(writer.NextSequence));
            if (sequence % perCommit == 0)
                writer.Commit();
        }
    }

    /// <summary>Reads everything and checks every payload; returns the number of records.</summary>
    public static int ReadAll(string directory, out long tornBytes)
    {
        using var reader = new JournalReader(directory);
        int count = 0;
        while (reader.TryRead(out JournalRecord record))
        {
            count++;
            Assert.That(record.Sequence, Is.EqualTo(count));
            Assert.That(record.Payload.SequenceEqual(Payload(count)), $"payload of record {count}");
        }

        tornBytes = reader.TornBytes;
        return count;
    }

    public static string Segment(string directory, int index) => Path.Combine(directory, $"journal-{index:D10}.seg");

    /// <summary>Ends of the records in a segment, from the lengths that <see cref="Payload"/> gives: independent of the reader.</summary>
    public static List<long> RecordEnds(int firstSequence, int lastSequence)
    {
        var ends = new List<long> { 64 };
        for (int s = firstSequence; s <= lastSequence; s++)
            ends.Add(ends[^1] + 32 + (((s * 7 % 61) + 7) / 8 * 8));
        return ends;
    }
}
