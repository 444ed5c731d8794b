using System.Globalization;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Journal.TestHost;

/// <summary>Appends until killed: one line a confirmed commit.</summary>
public static class AppendScenario
{
    private const int SegmentBytes = 128 << 10;

    public static void Run(string folder, JournalFsync fsync, int group)
    {
        var options = new JournalOptions
        {
            Directory = folder,
            Fsync = fsync,
            SegmentBytes = SegmentBytes,
            BufferBytes = 32 << 10,
            SpareBytes = 64 << 10,
            CutTornCommit = false,
        };
        using JournalWriter writer = JournalWriter.Open(options, new ManualClock());
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened {writer.Recovery.LastSequence} {writer.Recovery.CutBytes}"));
        var store = new SnapshotStore(writer);
        var committer = new GroupCommitter(writer, new GroupCommitOptions { InputsMax = group, DelayNsMax = long.MaxValue });
        while (true)
        {
            long sequence = writer.NextSequence;
            if (!writer.TryReserve(HostPayload.BytesMax, out Span<byte> target))
            {
                throw writer.LastFault.ToError();
            }

            writer.AppendReserved(HostPayload.Write(sequence, target));
            committer.OnInput(sequence);
            if (!committer.TryCommitIfDue(sequence, out JournalFault fault))
            {
                throw fault.ToError();
            }

            if (committer.CommittedSequence != sequence)
            {
                continue;
            }

            output.WriteLine(sequence.ToString(CultureInfo.InvariantCulture));
            if (sequence % 256 == 0)
            {
                store.Save(sequence, target, (ulong)sequence);
            }
        }
    }
}
