using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

/// <summary>A disc of limited room: the spare file, the bounded buffer, and going on when there is room again.</summary>
public sealed class FullDiscTests
{
    private const int RecordBytes = 32 + 96;
    private static readonly byte[] Payload = new byte[96];

    [Test]
    public void ShouldCommitIntoTheSpareRoomAndSayThatTheDiscIsFull()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles { RoomBytes = 64 + 2048 + (10 * RecordBytes) };
        using JournalWriter writer = JournalWriter.Open(Options(folder.Path), TestJournal.Clock, files);
        Assert.That(writer.Condition, Is.EqualTo(JournalCondition.Good));
        for (int i = 1; i <= 10; i++)
            Assert.That(TryWrite(writer) && writer.Condition == JournalCondition.Good, $"record {i}");
        for (int i = 11; i <= 10 + (2048 / RecordBytes); i++)
        {
            Assert.That(TryWrite(writer), $"record {i} goes into the spare room");
            Assert.That((writer.Condition, writer.LastFault.Kind), Is.EqualTo((JournalCondition.Impaired, JournalFaultKind.NoRoom)));
            Assert.That(writer.CommittedSequence, Is.EqualTo(i));
        }

        Assert.That(TryWrite(writer), Is.False, "the spare room is used up");
        Assert.That(File.Exists(Path.Combine(folder.Path, "journal.reserve")), Is.False);
        files.RoomBytes = long.MaxValue;
    }

    [Test]
    public void ShouldFillTheBufferThenRefuseThenGoOnWithoutLossOrDouble()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        int written;
        using (JournalWriter writer = JournalWriter.Open(Options(folder.Path), TestJournal.Clock, files))
        {
            AppendUntilFull(writer, 5);
            Assert.That(writer.TryCommit(out _));
            files.RoomBytes = 0;
            int buffered = AppendUntilFull(writer, int.MaxValue);
            Assert.That(buffered, Is.EqualTo(8192 / RecordBytes), "the buffer");
            Assert.That(writer.TryCommit(out JournalFault fault), Is.False);
            Assert.That((fault.Kind, fault.MayRetry), Is.EqualTo((JournalFaultKind.NoRoom, true)));
            Assert.That(fault.ToError().Id, Is.EqualTo("ER5007"));
            Assert.That(writer.TryRecover(out _), Is.False, "still full");
            long waiting = writer.NextSequence - 1;
            files.RoomBytes = long.MaxValue;
            Assert.That(writer.TryRecover(out _));
            Assert.That((writer.Condition, writer.CommittedSequence, writer.LastFault.Kind), Is.EqualTo((JournalCondition.Good, waiting, JournalFaultKind.None)));
            Assert.That(new FileInfo(Path.Combine(folder.Path, "journal.reserve")).Length, Is.EqualTo(2048));
            written = 5 + buffered + AppendUntilFull(writer, 300);
        }

        AssertSequences(folder.Path, written);
        Assert.That(File.Exists(Path.Combine(folder.Path, "journal.reserve")), Is.False, "a closed journal keeps no room back");
    }

    [Test]
    public void ShouldGoOnInAFullSegmentWhileNoNewOneCanBeMade()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        using (JournalWriter writer = JournalWriter.Open(Options(folder.Path), TestJournal.Clock, files))
        {
            while (TestLength(folder.Path) + RecordBytes <= JournalOptions.SegmentBytesMin)
                Assert.That(TryWrite(writer));
            int at = files.OperationCount;
            files.FaultAt = index => index == at ? Fault.NoRoom : Fault.None; // Making the next segment.
            Assert.That(TryWrite(writer), "the record goes into the old segment");
            Assert.That(writer.Condition, Is.EqualTo(JournalCondition.Impaired));
            Assert.That(TestLength(folder.Path), Is.GreaterThan(JournalOptions.SegmentBytesMin));
            Assert.That(writer.TryRecover(out _));
            Assert.That(TryWrite(writer));
            Assert.That(Directory.GetFiles(folder.Path, "*.seg"), Has.Length.EqualTo(2));
        }

        AssertSequences(folder.Path, ((4096 - 64) / RecordBytes) + 2);
    }

    [Test]
    public void ShouldOpenOnAFullDiscWithoutASpareFile()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        var files = new FaultyFiles { RoomBytes = 0 };
        using JournalWriter writer = JournalWriter.Open(Options(folder.Path), TestJournal.Clock, files);
        Assert.That((writer.Condition, writer.CommittedSequence), Is.EqualTo((JournalCondition.Impaired, 3L)));
        files.RoomBytes = long.MaxValue;
        Assert.That(writer.TryRecover(out _));
    }

    [Test]
    public void ShouldRefuseEverythingAfterAFailedFlush()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        JournalWriter writer = JournalWriter.Open(Options(folder.Path) with { Fsync = JournalFsync.PerCommit }, TestJournal.Clock, files);
        Assert.That(TryWrite(writer));
        int at = files.OperationCount + 1; // The write, then the flush.
        files.FaultAt = index => index == at ? Fault.Io : Fault.None;
        Assert.That(TryWrite(writer), Is.False);
        Assert.That((writer.Condition, writer.LastFault.Kind, writer.LastFault.MayRetry), Is.EqualTo((JournalCondition.Failed, JournalFaultKind.FlushFailed, false)));
        Assert.That(writer.TryReserve(8, out _), Is.False);
        Assert.That(writer.TryCommit(out _), Is.False);
        Assert.That(writer.TryRecover(out JournalFault fault), Is.False);
        Assert.That(fault.Kind, Is.EqualTo(JournalFaultKind.FlushFailed));
        Assert.That(Assert.Throws<EdgeRouterException>(() => writer.Commit())!.Id, Is.EqualTo("ER5007"));
        Assert.That((writer.CommittedSequence, writer.DurableSequence), Is.EqualTo((1L, 1L)));
        writer.Dispose();
    }

    [Test]
    public void ShouldTellWhoThrowsThatTheDiscIsFullBeforeRecordsAreAtRisk()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        using JournalWriter writer = JournalWriter.Open(Options(folder.Path), TestJournal.Clock, files);
        files.RoomBytes = 2048 + 64;
        writer.Append(Payload);
        writer.Commit();
        Assert.That(writer.CommittedSequence, Is.EqualTo(1), "into the spare room");
        Assert.That(Assert.Throws<EdgeRouterException>(() => writer.Append(Payload))!.Id, Is.EqualTo("ER5007"));
        files.RoomBytes = long.MaxValue;
        Assert.That(writer.Append(Payload), Is.EqualTo(2));
    }

    [Test]
    public void ShouldRefuseAPayloadThatCanNeverFit()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = JournalWriter.Open(Options(folder.Path), TestJournal.Clock);
        Assert.That(writer.TryReserve(writer.PayloadBytesMax + 1, out Span<byte> target), Is.False);
        Assert.That(target.IsEmpty);
        Assert.That(writer.TryReserve(writer.PayloadBytesMax, out target));
        Assert.That(target.Length, Is.EqualTo(writer.PayloadBytesMax));
        Assert.That(Assert.Throws<EdgeRouterException>(() => JournalWriter.Open(Options(folder.Path) with { SpareBytes = -1 }, TestJournal.Clock))!.Id, Is.EqualTo("ER5009"));
    }

    private static int AppendUntilFull(JournalWriter writer, int countMax)
    {
        int count = 0;
        while (count < countMax && writer.TryReserve(Payload.Length, out Span<byte> target))
        {
            target.Clear();
            writer.AppendReserved(Payload.Length);
            count++;
        }

        return count;
    }

    private static bool TryWrite(JournalWriter writer) => AppendUntilFull(writer, 1) == 1 && writer.TryCommit(out _);

    private static long TestLength(string folder) => new FileInfo(TestJournal.Segment(folder, 0)).Length;

    private static void AssertSequences(string folder, long last)
    {
        using var reader = new JournalReader(folder);
        long sequence = 0;
        while (reader.TryRead(out JournalRecord record))
            Assert.That((record.Sequence, record.Payload.SequenceEqual(Payload)), Is.EqualTo((++sequence, true)));
        Assert.That(sequence, Is.EqualTo(last));
    }

    private static JournalOptions Options(string directory) => TestJournal.Options(directory) with { SpareBytes = 2048, BufferBytes = 8192 };
}
