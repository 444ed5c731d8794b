using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Journal.TestHost;

/// <summary>Writes a journal through a full disc. Prints an event a line: EVENT SEQUENCE.</summary>
public static class FullDiscScenario
{
    private const int StepsMax = 1_000_000;

    public static void Run(string folder, string filler)
    {
        var options = new JournalOptions { Directory = folder, Fsync = JournalFsync.PerCommit, SegmentBytes = 64 << 10, BufferBytes = 64 << 10, SpareBytes = 256 << 10 };
        using (JournalWriter writer = JournalWriter.Open(options, new ManualClock()))
        {
            WriteWhile(writer, () => writer.NextSequence <= 100);
            Say("before", writer);
            Fill(filler);
            WriteWhile(writer, () => writer.Condition == JournalCondition.Good);
            Say("impaired", writer);
            WriteWhile(writer, static () => true);
            Say("refused", writer);
            bool isGood = writer.TryRecover(out JournalFault fault);
            Say(isGood ? "recovered too early" : fault.Kind.ToString(), writer);
            File.Delete(filler);
            Say(writer.TryRecover(out _) && writer.Condition == JournalCondition.Good ? "recovered" : "not recovered", writer);
            long end = writer.NextSequence + 2000;
            WriteWhile(writer, () => writer.NextSequence < end);
            Say("after", writer);
        }

        Verify(folder);
    }

    /// <summary>Appends and commits until the condition is false or the journal refuses a record.</summary>
    private static void WriteWhile(JournalWriter writer, Func<bool> condition)
    {
        for (int step = 0; step < StepsMax && condition(); step++)
        {
            if (!writer.TryReserve(HostPayload.BytesMax, out Span<byte> target))
            {
                return;
            }

            writer.AppendReserved(HostPayload.Write(writer.NextSequence, target));
            writer.TryCommit(out _);
        }
    }

    /// <summary>A file that takes all room there is.</summary>
    private static void Fill(string filler)
    {
        using FileStream file = new(filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException e)
        {
            Console.Out.WriteLine($"filled 0 {e.Message}");
        }
    }

    private static void Verify(string folder)
    {
        using var reader = new JournalReader(folder);
        byte[] expected = new byte[HostPayload.BytesMax];
        long sequence = 0;
        while (reader.TryRead(out JournalRecord record))
        {
            int length = HostPayload.Write(++sequence, expected);
            if (record.Sequence != sequence || !record.Payload.SequenceEqual(expected.AsSpan(0, length)))
            {
                Console.Out.WriteLine($"wrong {record.Sequence}");
            }
        }

        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read {sequence} {reader.TornBytes}"));
    }

    private static void Say(string what, JournalWriter writer) => Console.Out.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{what} {writer.CommittedSequence} {writer.NextSequence - 1}"));
}
