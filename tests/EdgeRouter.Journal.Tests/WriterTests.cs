using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

public sealed class WriterTests
{
    [TestCase(JournalFsync.None)]
    [TestCase(JournalFsync.PerCommit)]
    [TestCase(JournalFsync.OnRoll)]
    public void ShouldRollSegmentsAndReadThemBack(JournalFsync fsync)
    {
        using var folder = new TempFolder();
        using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path) with { Fsync = fsync }, TestJournal.Clock))
            TestJournal.AppendUpTo(writer, 300, perCommit: 7);
        string[] segments = Directory.GetFiles(folder.Path, "*.seg");
        Assert.That(segments, Has.Length.GreaterThan(3));
        Assert.That(segments.Select(s => new FileInfo(s).Length), Is.All.LessThanOrEqualTo(4096));
        Assert.That(TestJournal.ReadAll(folder.Path, out long torn), Is.EqualTo(300));
        Assert.That(torn, Is.Zero);
    }

    [Test]
    public void ShouldGoOnWhereTheLastWriterEnded()
    {
        using var folder = new TempFolder();
        for (int until = 1; until <= 150; until += 13)
            TestJournal.Write(folder.Path, until);
        TestJournal.Write(folder.Path, 150);
        Assert.That(TestJournal.ReadAll(folder.Path, out _), Is.EqualTo(150));
    }

    [Test]
    public void ShouldReportANewJournalAndItsStart()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = JournalWriter.Open(TestJournal.Options(Path.Combine(folder.Path, "deep", "er")), TestJournal.Clock);
        Assert.That(writer.Recovery, Is.EqualTo(new JournalRecovery(true, 0, 64, 0, 0)));
        Assert.That(writer.NextSequence, Is.EqualTo(1));
        Assert.That(writer.JournalId, Is.EqualTo(TestJournal.Id));
    }

    [Test]
    public void ShouldShowCommittedRecordsOnlyAfterCommit()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock);
        using var reader = new JournalReader(folder.Path);
        writer.Append(TestJournal.Payload(1));
        Assert.That(writer.CommittedSequence, Is.Zero);
        Assert.That(reader.TryRead(out _), Is.False);
        writer.Commit();
        Assert.That(writer.CommittedSequence, Is.EqualTo(1));
        Assert.That(reader.TryRead(out JournalRecord record));
        Assert.That(record.Payload.SequenceEqual(TestJournal.Payload(1)));
    }

    [Test]
    public void ShouldLetAReaderFollowThroughRolls()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock);
        using var reader = new JournalReader(folder.Path);
        for (int i = 1; i <= 400; i++)
        {
            TestJournal.AppendUpTo(writer, i);
            Assert.That(reader.TryRead(out JournalRecord record), $"record {i}");
            Assert.That(record.Sequence, Is.EqualTo(i));
            Assert.That(reader.TryRead(out _), Is.False);
        }
    }

    [Test]
    public void ShouldEncodeInPlace()
    {
        using var folder = new TempFolder();
        using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock))
        {
            TestJournal.Payload(5).CopyTo(writer.Reserve(200));
            writer.Append(TestJournal.Payload(1));
            TestJournal.Payload(2).CopyTo(writer.Reserve(200));
            Assert.That(writer.AppendReserved(TestJournal.Payload(2).Length), Is.EqualTo(2));
            Assert.That(Assert.Throws<EdgeRouterException>(() => writer.AppendReserved(8))!.Id, Is.EqualTo("ER5008"));
        }

        Assert.That(TestJournal.ReadAll(folder.Path, out _), Is.EqualTo(2));
    }

    [Test]
    public void ShouldTakeTheLargestPayloadAndRefuseALargerOne()
    {
        using var folder = new TempFolder();
        JournalOptions options = TestJournal.Options(folder.Path) with { SegmentBytes = 4 << 20, BufferBytes = 2 << 20 };
        byte[] large = new byte[JournalFormat.PayloadBytesMax];
        new byte[] { 1, 2, 3 }.CopyTo(large, large.Length - 3);
        using (JournalWriter writer = JournalWriter.Open(options, TestJournal.Clock))
        {
            for (int i = 0; i < 9; i++)
                writer.Append(large);
            Assert.That(Assert.Throws<EdgeRouterException>(() => writer.Append(new byte[large.Length + 1]))!.Id, Is.EqualTo("ER5008"));
        }

        using var reader = new JournalReader(folder.Path);
        for (int i = 0; i < 9; i++)
        {
            Assert.That(reader.TryRead(out JournalRecord record));
            Assert.That(record.Payload.SequenceEqual(large));
        }

        Assert.That(reader.TryRead(out _), Is.False);
    }

    [Test]
    public void ShouldSeekWithAndWithoutIndex()
    {
        using var folder = new TempFolder();
        JournalOptions options = TestJournal.Options(folder.Path) with { SegmentBytes = 256 << 10, BufferBytes = 64 << 10 };
        using (JournalWriter writer = JournalWriter.Open(options, TestJournal.Clock))
            TestJournal.AppendUpTo(writer, 20_000, perCommit: 100);
        string[] indexes = Directory.GetFiles(folder.Path, "*.idx");
        Assert.That(indexes, Has.Length.EqualTo(Directory.GetFiles(folder.Path, "*.seg").Length - 1));
        AssertSeeks(folder.Path);
        byte[][] original = indexes.Select(File.ReadAllBytes).ToArray();
        File.WriteAllBytes(indexes[0], [.. original[0][..40], .. original[0][41..], 0]);
        File.Delete(indexes[1]);
        AssertSeeks(folder.Path);
        Assert.That(SegmentIndexer.Rebuild(folder.Path), Is.EqualTo(indexes.Length));
        Assert.That(indexes.Select(File.ReadAllBytes), Is.EqualTo(original));
        AssertSeeks(folder.Path);
    }

    [Test]
    public void ShouldAllocateNothingWhileAppendingAndReading()
    {
        using var folder = new TempFolder();
        JournalOptions options = TestJournal.Options(folder.Path) with { SegmentBytes = 64 << 20, BufferBytes = 1 << 20 };
        using JournalWriter writer = JournalWriter.Open(options, TestJournal.Clock);
        byte[] payload = new byte[512];
        for (int i = 0; i < 5_000; i++)
            AppendAndCommit(writer, payload, i);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20_000; i++)
            AppendAndCommit(writer, payload, i);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, "appending");
        writer.Commit();
        using var reader = new JournalReader(folder.Path);
        for (int i = 0; i < 5_000; i++)
            reader.TryRead(out _);
        before = GC.GetAllocatedBytesForCurrentThread();
        int read = 0;
        while (read < 20_000 && reader.TryRead(out _))
            read++;
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, "reading");
        Assert.That(read, Is.EqualTo(20_000));
    }

    private static void AppendAndCommit(JournalWriter writer, byte[] payload, int i)
    {
        writer.Append(payload);
        if (i % 16 == 0)
            writer.Commit();
    }

    private static void AssertSeeks(string folder)
    {
        using var reader = new JournalReader(folder);
        foreach (long sequence in new long[] { 1, 2, 19_999, 20_000, 7_777, 3, 12_345, 10_000 })
        {
            reader.SeekTo(sequence);
            Assert.That(reader.TryRead(out JournalRecord record));
            Assert.That(record.Sequence, Is.EqualTo(sequence));
            Assert.That(record.Payload.SequenceEqual(TestJournal.Payload(sequence)));
        }

        reader.SeekTo(20_001);
        Assert.That(reader.TryRead(out _), Is.False);
        Assert.That(reader.LastSequence, Is.EqualTo(20_000));
    }
}
