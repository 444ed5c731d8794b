using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Journal.Tests;

/// <summary>Bit rot and cuts anywhere: what reading and verifying say about them.</summary>
public sealed class JournalVerifierTests
{
    private static int Rounds => Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 20_000 : 600;

    [Test]
    public void ShouldReportAWholeJournal()
    {
        using var folder = new TempFolder();
        using (JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock))
        {
            TestJournal.AppendUpTo(writer, 200);
            var store = new SnapshotStore(writer);
            store.Save(100, [1], 1);
            store.Save(150, [2], 2);
        }

        File.WriteAllText(Path.Combine(folder.Path, "snapshot-0000000000000000150.ers"), "rotten");
        JournalReport report = JournalVerifier.Verify(folder.Path);
        Assert.That((report.RecordCount, report.FirstSequence, report.LastSequence, report.LastUsableSequence), Is.EqualTo((200L, 1L, 200L, 200L)));
        Assert.That((report.IsWhole, report.TornBytes, report.JournalId), Is.EqualTo((true, 0L, TestJournal.Id)));
        Assert.That(report.Segments, Has.Count.EqualTo(Directory.GetFiles(folder.Path, "*.seg").Length));
        Assert.That(report.Segments.Zip(report.Segments.Skip(1)), Is.All.Matches<(SegmentReport A, SegmentReport B)>(pair => pair.A.LastSequence + 1 == pair.B.FirstSequence));
        Assert.That(report.Segments.Sum(segment => segment.LengthBytes), Is.EqualTo(Directory.GetFiles(folder.Path, "*.seg").Sum(path => new FileInfo(path).Length)));
        Assert.That(report.Snapshots.Select(info => (info.Sequence, info.Problem?.Id)), Is.EqualTo(new (long, string?)[] { (150, "ER5032"), (100, null) }));
    }

    [Test]
    public void ShouldReadOnBehindDamageAndNameEveryPlace()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 200);
        List<long> ends = TestJournal.RecordEnds(1, 200);
        string first = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(first);
        bytes[ends[9] + 40] ^= 4; // Record 10.
        bytes[ends[19]] ^= 4; // Record 20 and, below, 21.
        bytes[ends[20] + 8] ^= 4;
        File.WriteAllBytes(first, bytes);
        string last = Directory.GetFiles(folder.Path, "*.seg").Max(StringComparer.Ordinal)!;
        File.WriteAllBytes(last, File.ReadAllBytes(last)[..^3]);
        JournalReport report = JournalVerifier.Verify(folder.Path);
        Assert.That(
            report.Damages.Select(d => (d.SegmentIndex, d.Offset, d.LengthBytes, d.Sequence, d.NextSequence, d.Error.Id)),
            Is.EqualTo(new[] { (0U, ends[9], ends[10] - ends[9], 10L, 11L, "ER5004"), (0U, ends[19], ends[21] - ends[19], 20L, 22L, "ER5004") }));
        Assert.That(report.Damages[0].Error.Message, Does.Contain(first).And.Contain($"offset {ends[9]}:").And.Contain("record 10 "));
        Assert.That((report.RecordCount, report.LastSequence, report.LastUsableSequence), Is.EqualTo((200 - 3 - 1L, 199L, 9L)));
        Assert.That(report.TornBytes, Is.GreaterThan(0));
    }

    [Test]
    public void ShouldReportMissingAndForeignSegmentsAndDamagedHeaders()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 300);
        Assert.That(Directory.GetFiles(folder.Path, "*.seg"), Has.Length.GreaterThan(4));
        File.Delete(TestJournal.Segment(folder.Path, 1));
        byte[] bytes = File.ReadAllBytes(TestJournal.Segment(folder.Path, 3));
        bytes[20] ^= 1;
        File.WriteAllBytes(TestJournal.Segment(folder.Path, 3), bytes);
        JournalReport report = JournalVerifier.Verify(folder.Path);
        Assert.That(report.Damages.Select(d => (d.SegmentIndex, d.Error.Id)), Is.EqualTo(new[] { (2U, "ER5005"), (3U, "ER5004"), (4U, "ER5005") }));
        Assert.That(report.LastUsableSequence, Is.EqualTo(report.Segments[0].LastSequence));
        Assert.That(report.LastSequence, Is.EqualTo(300));
    }

    [Test]
    public void ShouldEndOnRecordsOfAnotherSequenceOrUnknownFeatures()
    {
        using var folder = new TempFolder();
        TestJournal.Write(folder.Path, 3);
        string path = TestJournal.Segment(folder.Path, 0);
        byte[] bytes = File.ReadAllBytes(path);
        var segment = new SegmentHeader(1, 0, TestJournal.Id, 0, 1, 0);
        byte[] later = new byte[40];
        RecordHeader.Seal(later, segment, bytes.Length, new RecordHeader(8, 1, 0, 7, (uint)bytes.Length, 0, 0));
        byte[] flagged = new byte[40];
        RecordHeader.Seal(flagged, segment, bytes.Length + 40, new RecordHeader(8, 1, 0x8000, 8, (uint)bytes.Length + 40, 0, 0));
        File.WriteAllBytes(path, [.. bytes, .. later, .. flagged]);
        JournalReport report = JournalVerifier.Verify(folder.Path);
        Assert.That(report.Damages.Select(d => (d.Offset, d.Sequence, d.NextSequence, d.Error.Id)), Is.EqualTo(new[] { ((long)bytes.Length, 4L, 7L, "ER5005"), (bytes.Length + 40L, 8L, 0L, "ER5003") }));
        Assert.That((report.RecordCount, report.LastUsableSequence), Is.EqualTo((4L, 3L)));
        Assert.That(Assert.Throws<EdgeRouterException>(() => JournalVerifier.Verify(Path.Combine(folder.Path, "none")))!.Id, Is.EqualTo("ER5001"));
    }

    [Test]
    public void ShouldReturnEverythingBeforeAnyDamageAndNothingWrong()
    {
        const ulong seed = 20_261_105;
        TestContext.Out.WriteLine($"seed {seed}");
        int torn = 0;
        for (int round = 0; round < Rounds; round++)
        {
            var random = new DeterministicRandom(seed, (ulong)round);
            using var folder = new TempFolder();
            int records = 20 + random.NextInt32(200);
            TestJournal.Write(folder.Path, records, perCommit: 1 + random.NextInt32(9));
            (string path, long offset) = Damage(folder.Path, ref random, out long firstLost);
            int read = ReadUntilDamage(folder.Path, out EdgeRouterException? error);
            string label = $"seed {seed} round {round}: {path} at {offset}";
            Assert.That(read, Is.EqualTo(firstLost - 1), label);
            JournalReport report = JournalVerifier.Verify(folder.Path);
            Assert.That(report.LastUsableSequence, Is.EqualTo(read), label);
            Assert.That(report.IsWhole, Is.EqualTo(error is null), label);
            if (error is not null)
                Assert.That((error.Id, error.Message), Is.EqualTo((report.Damages[0].Error.Id, report.Damages[0].Error.Message)), label);
            torn += error is null ? 1 : 0;
        }

        Assert.That(torn, Is.InRange(1, Rounds / 2), "most damage is found as damage, the tail's as a torn write");
    }

    /// <summary>Flips a bit or cuts a segment, anywhere; the first record that must then be missing follows from the lengths, not from the reader.</summary>
    private static (string Path, long Offset) Damage(string folder, ref DeterministicRandom random, out long firstLost)
    {
        string[] segments = [.. Directory.GetFiles(folder, "*.seg").Order(StringComparer.Ordinal)];
        int chosen = random.NextInt32(segments.Length);
        long first = 1;
        for (int i = 0; i < chosen; i++)
            first += RecordsIn(first, new FileInfo(segments[i]).Length);
        byte[] bytes = File.ReadAllBytes(segments[chosen]);
        int at = random.NextInt32(bytes.Length);
        bool isCut = random.NextInt32(3) == 0;
        if (isCut)
            bytes = bytes[..at];
        else
            bytes[at] ^= (byte)(1 << random.NextInt32(8));
        File.WriteAllBytes(segments[chosen], bytes);
        firstLost = first + RecordsIn(first, isCut ? at : at + 1, isWhole: isCut);
        return (segments[chosen], at);
    }

    // Records that end within so many bytes of a segment; for a flipped byte: at or before it.
    private static int RecordsIn(long first, long lengthBytes, bool isWhole = true)
    {
        long end = 64;
        int count = 0;
        while (true)
        {
            end += 32 + (((first + count) * 7 % 61) + 7) / 8 * 8;
            if (isWhole ? end > lengthBytes : end >= lengthBytes)
                return count;
            count++;
        }
    }

    private static int ReadUntilDamage(string folder, out EdgeRouterException? error)
    {
        int read = 0;
        error = null;
        try
        {
            using var reader = new JournalReader(folder);
            while (reader.TryRead(out JournalRecord record))
            {
                read++;
                Assert.That((record.Sequence, record.Payload.SequenceEqual(TestJournal.Payload(read))), Is.EqualTo(((long)read, true)));
            }
        }
        catch (EdgeRouterException e)
        {
            error = e;
        }

        return read;
    }
}
