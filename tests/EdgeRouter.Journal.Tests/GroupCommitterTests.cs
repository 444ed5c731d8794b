using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

public sealed class GroupCommitterTests
{
    private static readonly GroupCommitOptions Bounds = new() { InputsMax = 4, DelayNsMax = 1000, RetryNs = 500 };

    [Test]
    public void ShouldShareOneFlushAmongInputs()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        using JournalWriter writer = Open(folder, files);
        var group = new GroupCommitter(writer, Bounds);
        int before = files.OperationCount;
        for (int i = 1; i <= 12; i++)
        {
            writer.Append(TestJournal.Payload(i));
            writer.Append(TestJournal.Payload(i));
            group.OnInput(i);
            Assert.That(group.IsDue(i), Is.EqualTo(i % 4 == 0));
            Assert.That(group.TryCommitIfDue(i, out _));
            Assert.That((group.CommittedSequence, group.DurableSequence), Is.EqualTo((i / 4 * 8L, i / 4 * 8L)));
        }

        Assert.That(files.OperationCount - before, Is.EqualTo(3 * 2), "one write and one flush a group");
    }

    [Test]
    public void ShouldNotLetTheFirstInputWaitTooLong()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Open(folder, new FaultyFiles());
        var group = new GroupCommitter(writer, Bounds);
        Assert.That((group.DueNs, group.IsDue(long.MaxValue)), Is.EqualTo((long.MaxValue, false)), "nothing waits");
        writer.Append([1]);
        group.OnInput(5000);
        writer.Append([2]);
        group.OnInput(5900);
        Assert.That((group.DueNs, group.PendingCount), Is.EqualTo((6000L, 2)));
        Assert.That(group.TryCommitIfDue(5999, out _));
        Assert.That(writer.CommittedSequence, Is.Zero);
        Assert.That(group.TryCommitIfDue(6000, out _));
        Assert.That((writer.CommittedSequence, group.PendingCount, group.DueNs), Is.EqualTo((2L, 0, long.MaxValue)));
    }

    [Test]
    public void ShouldPauseAfterAFailureAndThenCommitAll()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        using JournalWriter writer = Open(folder, files);
        var group = new GroupCommitter(writer, Bounds);
        files.RoomBytes = 0;
        for (int i = 1; i <= 4; i++)
        {
            writer.Append([1]);
            group.OnInput(100);
        }

        Assert.That(group.TryCommitIfDue(100, out JournalFault fault), Is.False);
        Assert.That(fault.Kind, Is.EqualTo(JournalFaultKind.NoRoom));
        int operations = files.OperationCount;
        Assert.That(group.TryCommitIfDue(599, out _), "not due");
        Assert.That(files.OperationCount, Is.EqualTo(operations), "no attempt during the pause");
        Assert.That(group.TryCommitIfDue(600, out _), Is.False);
        files.RoomBytes = long.MaxValue;
        Assert.That(group.TryCommitIfDue(1100, out _));
        Assert.That((group.CommittedSequence, group.PendingCount), Is.EqualTo((4L, 0)));
    }

    [TestCase(JournalFsync.None, 0, 0)]
    [TestCase(JournalFsync.OnRoll, 0, 100)]
    [TestCase(JournalFsync.PerCommit, 200, 200)]
    public void ShouldCallOnlyThatDurableWhichWasForced(JournalFsync fsync, long least, long most)
    {
        using var folder = new TempFolder();
        JournalOptions options = TestJournal.Options(folder.Path) with { Fsync = fsync };
        using (JournalWriter writer = JournalWriter.Open(options, TestJournal.Clock))
        {
            Assert.That(writer.DurableSequence, Is.Zero);
            TestJournal.AppendUpTo(writer, 100);
            Assert.That(writer.DurableSequence, Is.InRange(least / 2, most));
            Assert.That(Directory.GetFiles(folder.Path, "*.seg"), Has.Length.GreaterThan(1));
            TestJournal.AppendUpTo(writer, 200);
            using var reader = new JournalReader(folder.Path);
            long lastOfFinished = 0;
            while (reader.TryRead(out JournalRecord record) && record.SegmentIndex < Directory.GetFiles(folder.Path, "*.seg").Length - 1)
                lastOfFinished = record.Sequence;
            Assert.That(writer.DurableSequence, Is.EqualTo(fsync switch { JournalFsync.None => 0, JournalFsync.OnRoll => lastOfFinished, _ => 200 }));
        }

        using JournalWriter again = JournalWriter.Open(options, TestJournal.Clock);
        Assert.That(again.DurableSequence, Is.EqualTo(fsync == JournalFsync.None ? 0 : 200), "opening forces what it goes on from");
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        using var folder = new TempFolder();
        JournalOptions options = TestJournal.Options(folder.Path) with { SegmentBytes = 64 << 20, BufferBytes = 1 << 20, SpareBytes = 1 << 20 };
        using JournalWriter writer = JournalWriter.Open(options, TestJournal.Clock);
        var group = new GroupCommitter(writer, Bounds);
        Run(writer, group, 5_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(writer, group, 50_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(writer.CommittedSequence, Is.GreaterThan(54_000));
    }

    [TestCase(0, 0, 0)]
    [TestCase(1, -1, 0)]
    [TestCase(1, 0, -1)]
    public void ShouldRefuseBoundsOutOfRange(int inputsMax, long delayNs, long retryNs)
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Open(folder, new FaultyFiles());
        var options = new GroupCommitOptions { InputsMax = inputsMax, DelayNsMax = delayNs, RetryNs = retryNs };
        Assert.That(Assert.Throws<EdgeRouterException>(() => new GroupCommitter(writer, options))!.Id, Is.EqualTo("ER5009"));
    }

    private static void Run(JournalWriter writer, GroupCommitter group, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (writer.TryReserve(150, out Span<byte> target))
            {
                target.Fill((byte)i);
                writer.AppendReserved(150);
            }

            group.OnInput(i);
            group.TryCommitIfDue(i, out _);
        }
    }

    private static JournalWriter Open(TempFolder folder, FaultyFiles files) =>
        JournalWriter.Open(TestJournal.Options(folder.Path) with { Fsync = JournalFsync.PerCommit }, TestJournal.Clock, files);
}
