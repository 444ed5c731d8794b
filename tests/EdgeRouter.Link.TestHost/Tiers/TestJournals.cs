using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.TestHost.Tiers;

/// <summary>Small journals, and what is left of one when its process is killed.</summary>
public static class TestJournals
{
    public static JournalWriter Open(string directory, ulong id, IClock clock) => JournalWriter.Open(
        new JournalOptions
        {
            Directory = directory,
            SegmentBytes = 16 << 10,
            BufferBytes = 8 << 10,
            SpareBytes = 0,
            Fsync = JournalFsync.None,
            JournalId = id,
        },
        clock);

    /// <summary>The files as they are, with the begin of a write that the kill cut off; what the writer had not committed is not there.</summary>
    public static void CopyAsKilled(string from, string to, ref DeterministicRandom random)
    {
        Directory.CreateDirectory(to);
        string[] segments = [.. Directory.GetFiles(from, "journal-*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)).Order()];
        foreach (string path in segments)
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }

        string last = Path.Combine(to, Path.GetFileName(segments.Last(f => f.EndsWith(".seg", StringComparison.Ordinal))));
        if (random.NextBool(0.5))
        {
            byte[] torn = new byte[random.NextInt32(90)];
            for (int i = 0; i < torn.Length; i++)
            {
                torn[i] = (byte)random.NextUInt64();
            }

            using FileStream file = File.Open(last, FileMode.Append);
            file.Write(torn);
        }
    }

    /// <summary>Every message, as bytes.</summary>
    public static List<byte[]> Messages(string directory)
    {
        var all = new List<byte[]>();
        using var reader = new JournalReader(directory);
        while (reader.TryRead(out JournalRecord record))
        {
            all.Add(record.Payload.ToArray());
        }

        return all;
    }

    public static int TemplateOf(byte[] message) => BitConverter.ToUInt16(message, 2);

    public static bool CameByLink(byte[] message) => ProtocolReader.TryReadEnvelope(message, out MessageEnvelope envelope) && envelope.LinkSequence != 0;

    public static byte[] Unstamped(byte[] message)
    {
        byte[] copy = [.. message];
        MessageEnvelope.TryStamp(copy, 0);
        return copy;
    }
}
