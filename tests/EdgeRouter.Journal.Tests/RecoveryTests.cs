using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

/// <summary>Kill points and damage: every byte of a small journal.</summary>
public sealed class RecoveryTests
{
    private const int Records = 7;

    [Test]
    public void ShouldKeepEveryWholeRecordWhenCutAtAnyByte()
    {
        using var source = new TempFolder();
        TestJournal.Write(source.Path, Records, perCommit: 3);
        byte[] whole = File.ReadAllBytes(TestJournal.Segment(source.Path, 0));
        List<long> ends = TestJournal.RecordEnds(1, Records);
        Assert.That(whole, Has.Length.EqualTo(ends[^1]));
        for (int length = 0; length <= whole.Length; length++)
        {
            using var folder = new TempFolder();
            File.WriteAllBytes(TestJournal.Segment(folder.Path, 0), whole[..length]);
            int kept = Math.Max(0, ends.FindLastIndex(end => end <= length));
            long end = length < 64 ? 0 : ends[kept];
            Assert.That(TestJournal.ReadAll(folder.Path, out long torn), Is.EqualTo(kept), $"cut at {length}");
            Assert.That(torn, Is.EqualTo(length < 64 ? 0 : length - end));
            using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock))
            {
                Assert.That(writer.Recovery.LastSequence, Is.EqualTo(kept));
                Assert.That(writer.Recovery.CutBytes, Is.EqualTo(length < 64 ? length : length - end), $"cut at {length}");
                TestJournal.AppendUpTo(writer, Records + 3);
            }

            Assert.That(TestJournal.ReadAll(folder.Path, out torn), Is.EqualTo(Records + 3), $"after going on from {length}");
            Assert.That(torn, Is.Zero);
        }
    }

    [Test]
    public void ShouldCutTheLastOfSeveralSegments()
    {
        using var source = new TempFolder();
        TestJournal.Write(source.Path, 100);
        string[] segments = Directory.GetFiles(source.Path, "*.seg").Order(StringComparer.Ordinal).ToArray();
        Assert.That(segments, Has.Length.GreaterThan(1));
        byte[] last = File.ReadAllBytes(segments[^1]);
        for (int length = 0; length < last.Length; length += 7)
        {
            File.WriteAllBytes(segments[^1], last[..length]);
            int kept = TestJournal.ReadAll(source.Path, out _);
            using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(source.Path), TestJournal.Clock))
            {
                Assert.That(writer.Recovery.LastSequence, Is.EqualTo(kept));
                Assert.That(kept, Is.InRange(1, 99));
                TestJournal.AppendUpTo(writer, 100);
            }

            Assert.That(TestJournal.ReadAll(source.Path, out _), Is.EqualTo(100));
        }
    }

    [Test]
    public void ShouldNeverReadWrongDataAfterAnyBitFlip()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, Records);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] whole = File.ReadAllBytes(path);
        List<long> ends = TestJournal.RecordEnds(1, Records);
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(path, flipped);
            int damaged = ends.FindIndex(end => bit / 8 < end);
            int expected = Math.Max(0, damaged - 1);
            if (damaged == Records)
                Assert.That(TestJournal.ReadAll(folder.Path, out _), Is.EqualTo(expected), $"bit {bit}: the last record counts as torn");
            else
                AssertDamage(folder.Path, path, expected, damaged == 0 ? 0 : ends[damaged - 1], bit);
        }
    }

    [Test]
    public void ShouldRefuseATornCommitUnlessAllowed()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 6, perCommit: 3);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(path);
        long offset = TestJournal.RecordEnds(1, 6)[3];
        bytes[offset + 33] ^= 1; // Record 4, whose commit holds 4, 5 and 6.
        File.WriteAllBytes(path, bytes);
        EdgeRouterException refused = Assert.Throws<EdgeRouterException>(() => JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock))!;
        Assert.That(refused.Id, Is.EqualTo("ER5004"));
        Assert.That(refused.Message, Does.Contain($"offset {offset}").And.Contain("CutTornCommit"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes), "a refused journal is left as it was");
        using JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path) with { CutTornCommit = true }, TestJournal.Clock);
        Assert.That(writer.Recovery.LastSequence, Is.EqualTo(3));
        Assert.That(writer.Recovery.CutBytes, Is.EqualTo(bytes.Length - offset));
    }

    [Test]
    public void ShouldRefuseAnEarlierCommitsDamageEvenWhenATornCommitMayGo()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, Records, perCommit: 3);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[TestJournal.RecordEnds(1, Records)[2] + 33] ^= 1;
        File.WriteAllBytes(path, bytes);
        EdgeRouterException refused = Assert.Throws<EdgeRouterException>(
            () => JournalWriter.Open(TestJournal.Options(folder.Path) with { CutTornCommit = true }, TestJournal.Clock))!;
        Assert.That(refused.Id, Is.EqualTo("ER5004"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(bytes));
    }

    [Test]
    public void ShouldNotMistakeACopiedRecordForTheNextOne()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, Records);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(path);
        List<long> ends = TestJournal.RecordEnds(1, Records);
        byte[] repeated = [.. bytes, .. bytes[(int)ends[^2]..]];
        File.WriteAllBytes(path, repeated);
        Assert.That(TestJournal.ReadAll(folder.Path, out long torn), Is.EqualTo(Records));
        Assert.That(torn, Is.EqualTo(ends[^1] - ends[^2]));
    }

    [Test]
    public void ShouldReportASequenceGapInsideASegment()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(path);
        byte[] record = new byte[40];
        var header = new SegmentHeader(1, 0, TestJournal.Id, 0, 1, 0);
        RecordHeader.Seal(record, header, bytes.Length, new RecordHeader(8, 1, 0, 5, (uint)bytes.Length, 0, 0));
        File.WriteAllBytes(path, [.. bytes, .. record]);
        EdgeRouterException gap = Assert.Throws<EdgeRouterException>(() => TestJournal.ReadAll(folder.Path, out _))!;
        Assert.That(gap.Id, Is.EqualTo("ER5005"));
        Assert.That(gap.Message, Does.Contain($"offset {bytes.Length} ").And.Contain("record 4 is due, record 5 stands there"));
        Assert.That(Assert.Throws<EdgeRouterException>(() => TestJournal.Write(folder.Path, 9))!.Id, Is.EqualTo("ER5005"));
    }

    [Test]
    public void ShouldReportAMissingSegment()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 200);
        File.Delete(TestJournal.Segment(folder.Path, 1));
        Assert.That(Assert.Throws<EdgeRouterException>(() => TestJournal.ReadAll(folder.Path, out _))!.Id, Is.EqualTo("ER5005"));
        Assert.That(Assert.Throws<EdgeRouterException>(() => TestJournal.Write(folder.Path, 201))!.Message, Does.Contain("segment 1 is missing"));
    }

    [Test]
    public void ShouldReportASegmentThatLostItsTail()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 200);
        string first = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(first);
        File.WriteAllBytes(first, bytes[..^5]);
        EdgeRouterException inside = Assert.Throws<EdgeRouterException>(() => TestJournal.ReadAll(folder.Path, out _))!;
        Assert.That(inside.Message, Does.Contain("journal-0000000000.seg").And.Contain("incomplete"));
        int last = TestJournal.RecordEnds(1, 200).FindLastIndex(end => end <= bytes.Length);
        File.WriteAllBytes(first, bytes[..(int)TestJournal.RecordEnds(1, last - 1)[^1]]);
        EdgeRouterException gap = Assert.Throws<EdgeRouterException>(() => TestJournal.ReadAll(folder.Path, out _))!;
        Assert.That(gap.Id, Is.EqualTo("ER5005"));
        Assert.That(gap.Message, Does.Contain($"record {last} is due"));
    }

    [Test]
    public void ShouldReportASegmentOfAnotherJournal()
    {
        using var folder = new TempFolder();
        using var other = new TempFolder();
        TestJournal.Write(folder.Path, 150);
        using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(other.Path) with { JournalId = 5 }, TestJournal.Clock))
            TestJournal.AppendUpTo(writer, 150);
        File.Copy(TestJournal.Segment(other.Path, 1), TestJournal.Segment(folder.Path, 1), overwrite: true);
        Assert.That(Assert.Throws<EdgeRouterException>(() => TestJournal.ReadAll(folder.Path, out _))!.Message, Does.Contain("another journal").Or.Contain("belongs to journal"));
        Assert.That(Assert.Throws<EdgeRouterException>(() => TestJournal.Write(folder.Path, 151))!.Id, Is.EqualTo("ER5005"));
    }

    private static void AssertDamage(string folder, string path, int expectedRecords, long offset, int bit)
    {
        int read = 0;
        EdgeRouterException? error = null;
        try
        {
            using var reader = new JournalReader(folder);
            while (reader.TryRead(out JournalRecord record))
            {
                read++;
                Assert.That(record.Payload.SequenceEqual(TestJournal.Payload(read)));
            }
        }
        catch (EdgeRouterException e)
        {
            error = e;
        }

        Assert.That(error, Is.Not.Null, $"bit {bit}");
        Assert.That(error!.Id, Is.EqualTo(bit < 64 ? "ER5006" : "ER5004"), $"bit {bit}");
        Assert.That(error.Message, Does.Contain(path), $"bit {bit}");
        Assert.That(read, Is.EqualTo(expectedRecords), $"bit {bit}: nothing before the damage is lost");
        if (bit >= 64)
            Assert.That(error.Message, Does.Contain($"offset {offset}:"), $"bit {bit}");
    }
}
