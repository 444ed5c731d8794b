using System.Buffers.Binary;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Journal.Tests;

public sealed class SnapshotStoreTests
{
    private static readonly byte[] State = [.. Enumerable.Range(0, 90).Select(i => (byte)(i * 7))];

    [Test]
    public void ShouldWriteTheDocumentedBytes()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 12);
        new SnapshotStore(writer).Save(11, [1, 2, 3], 0xA1B2C3D4E5F60718);
        byte[] file = File.ReadAllBytes(Path.Combine(folder.Path, "snapshot-0000000000000000011.ers"));
        byte[] expected = new byte[67];
        "ERSNAPSH"u8.CopyTo(expected);
        expected[8] = 1;
        expected[10] = 64;
        BinaryPrimitives.WriteUInt64LittleEndian(expected.AsSpan(16), TestJournal.Id);
        expected[24] = 11;
        BinaryPrimitives.WriteUInt64LittleEndian(expected.AsSpan(32), 0xA1B2C3D4E5F60718);
        expected[40] = 3;
        BinaryPrimitives.WriteUInt32LittleEndian(expected.AsSpan(48), 0xF130F21E); // CRC-32C of 01 02 03.
        BinaryPrimitives.WriteUInt32LittleEndian(expected.AsSpan(60), Crc32C.Compute(expected.AsSpan(0, 60)));
        new byte[] { 1, 2, 3 }.CopyTo(expected, 64);
        Assert.That(file, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldLoadTheNewestThatIsNotBeyond()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 30);
        var store = new SnapshotStore(writer, keepCount: 3);
        Assert.That(store.TryLoadLatest(30, out long sequence, out byte[] state, out ulong hash), Is.False);
        Assert.That((sequence, state.Length, hash), Is.EqualTo((0L, 0, 0UL)));
        foreach (int at in new[] { 10, 20, 30 })
            store.Save(at, State.AsSpan(0, at), (ulong)at);
        foreach ((long max, long expected) in new[] { (30L, 30L), (29L, 20L), (20L, 20L), (11L, 10L), (9L, 0L) })
        {
            Assert.That(store.TryLoadLatest(max, out sequence, out state, out hash), Is.EqualTo(expected > 0));
            Assert.That((sequence, state.Length, hash), Is.EqualTo((expected, (int)expected, (ulong)expected)));
            Assert.That(state.AsSpan().SequenceEqual(State.AsSpan(0, state.Length)));
            Assert.That(store.Skipped.Select(info => info.Problem!.Id), Is.All.EqualTo("ER5034"));
        }
    }

    [Test]
    public void ShouldNeverAcceptAFlippedBitOrAnotherLength()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 20);
        var store = new SnapshotStore(writer);
        store.Save(10, State, 1);
        store.Save(20, State, 2);
        string path = Directory.GetFiles(folder.Path, "snapshot-*").Max(StringComparer.Ordinal)!;
        byte[] whole = File.ReadAllBytes(path);
        for (int bit = 0; bit < whole.Length * 8; bit++)
        {
            byte[] flipped = [.. whole];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertFallsBack(store, path, flipped, $"bit {bit}");
        }

        for (int length = 0; length < whole.Length; length++)
            AssertFallsBack(store, path, whole[..length], $"length {length}");
        AssertFallsBack(store, path, [.. whole, 0], "one byte more");
        AssertFallsBack(store, path, new byte[whole.Length], "zeros");
        File.WriteAllBytes(path, whole);
        Assert.That(store.TryLoadLatest(20, out long sequence, out byte[] state, out ulong hash));
        Assert.That((sequence, hash, state.AsSpan().SequenceEqual(State)), Is.EqualTo((20L, 2UL, true)));
    }

    [Test]
    public void ShouldRefuseANewerFormatAndAnotherJournalsSnapshot()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 20);
        var store = new SnapshotStore(writer);
        store.Save(10, State, 1);
        store.Save(20, State, 2);
        string path = Directory.GetFiles(folder.Path, "snapshot-*").Max(StringComparer.Ordinal)!;
        Reseal(path, header => header[8] = 2);
        Assert.That(Error(() => store.TryLoadLatest(20, out _, out _, out _)), Is.EqualTo("ER5031"));
        Reseal(path, header => header[8] = 1);
        Reseal(path, header => header[16] ^= 1);
        Assert.That(Error(() => store.TryLoadLatest(20, out _, out _, out _)), Is.EqualTo("ER5033"));
        store.Save(15, State, 3);
        Assert.That(new SnapshotCatalog(folder.Path, TestJournal.Id).CheckAll(20).Select(info => info.Problem?.Id), Is.EqualTo(new[] { "ER5033", null, null }));
    }

    [Test]
    public void ShouldRefuseARenamedSnapshot()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 20);
        var store = new SnapshotStore(writer);
        store.Save(10, State, 1);
        string path = Directory.GetFiles(folder.Path, "snapshot-*").Single();
        File.Move(path, path.Replace("10.ers", "15.ers", StringComparison.Ordinal));
        Assert.That(store.TryLoadLatest(20, out _, out _, out _), Is.False);
        Assert.That(store.Skipped.Single().Problem!.Id, Is.EqualTo("ER5032"));
    }

    [Test]
    public void ShouldKeepTheLastGoodOnes()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 60);
        var store = new SnapshotStore(writer);
        store.Save(10, State, 1);
        store.Save(20, State, 2);
        store.Save(30, State, 3);
        Assert.That(Sequences(folder), Is.EqualTo(new long[] { 30, 20 }));
        foreach (string path in Directory.GetFiles(folder.Path, "snapshot-*"))
            File.WriteAllBytes(path, [.. File.ReadAllBytes(path), 1]);
        store.Save(40, State, 4);
        Assert.That(Sequences(folder), Is.EqualTo(new long[] { 40, 30, 20 }), "one good one: nothing is removed");
        store.Save(50, State, 5);
        Assert.That(Sequences(folder), Is.EqualTo(new long[] { 50, 40 }));
    }

    [Test]
    public void ShouldKeepEarlierOnesWhereverSavingFails()
    {
        foreach (string kind in new[] { "NoRoom", "Io", "ShortNoRoom" })
        {
            Fault fault = Enum.Parse<Fault>(kind);
            for (int at = 0; at < 6; at++)
            {
                using var folder = new TempFolder();
                using JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path) with { Fsync = JournalFsync.PerCommit }, TestJournal.Clock);
                TestJournal.AppendUpTo(writer, 20);
                var files = new FaultyFiles();
                var store = new SnapshotStore(writer, 1, files);
                store.Save(10, State, 1);
                int start = files.OperationCount;
                files.FaultAt = index => index - start == at ? fault : Fault.None;
                bool isSaved = store.TrySave(20, State, 2, out JournalFault reported);
                Assert.That(isSaved, Is.EqualTo(reported.Kind == JournalFaultKind.None));
                Assert.That(at == 5 || !isSaved, "create, write, write, flush, rename, sync of the folder");
                Assert.That(new SnapshotStore(writer, 1).TryLoadLatest(20, out long sequence, out byte[] state, out _));
                Assert.That(sequence, Is.EqualTo(10).Or.EqualTo(20));
                Assert.That(state, Is.EqualTo(State));
                Assert.That(Directory.GetFiles(folder.Path, "*.tmp"), Is.Empty);
            }
        }
    }

    [Test]
    public void ShouldSetAsideSnapshotsOfRecordsThatTheJournalLost()
    {
        using var folder = new TempFolder();
        using (JournalWriter writer = Journal(folder, 7))
        {
            var store = new SnapshotStore(writer);
            store.Save(3, State, 3);
            store.Save(7, State, 7);
        }

        string segment = TestJournal.Segment(folder.Path, 0);
        File.WriteAllBytes(segment, File.ReadAllBytes(segment)[..(int)TestJournal.RecordEnds(1, 5)[^1]]);
        using JournalWriter again = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock);
        Assert.That(again.SnapshotsSetAside.Single(), Does.EndWith("07.ers.beyond").And.Exist);
        TestJournal.AppendUpTo(again, 12);
        Assert.That(new SnapshotStore(again).TryLoadLatest(12, out long sequence, out _, out _));
        Assert.That(sequence, Is.EqualTo(3), "not the state of the lost record 7");
    }

    [Test]
    public void ShouldTakeOnlyCommittedRecordsAndLeaveTheLastRoomToTheJournal()
    {
        using var folder = new TempFolder();
        var files = new FaultyFiles();
        using JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path) with { SpareBytes = 1024 }, TestJournal.Clock, files);
        writer.Append([1]);
        var store = new SnapshotStore(writer);
        Assert.That(() => store.Save(1, State, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        writer.Commit();
        store.Save(1, State, 1);
        files.RoomBytes = 0;
        writer.Append([2]);
        Assert.That(writer.TryCommit(out _), Is.False);
        Assert.That(store.TrySave(1, State, 1, out JournalFault fault), Is.False);
        Assert.That(fault.Kind, Is.EqualTo(JournalFaultKind.NoRoom));
        Assert.That(Error(() => store.Save(1, State, 1)), Is.EqualTo("ER5030"));
        Assert.That(Error(() => new SnapshotStore(writer, 0)), Is.EqualTo("ER5009"));
        files.RoomBytes = long.MaxValue;
    }

    [Test]
    public void ShouldRemoveWhatAKilledProcessLeftHalfWritten()
    {
        using var folder = new TempFolder();
        using JournalWriter writer = Journal(folder, 5);
        string left = Path.Combine(folder.Path, "snapshot-0000000000000000004.ers.tmp");
        File.WriteAllText(left, "half");
        Assert.That(new SnapshotStore(writer).TryLoadLatest(5, out _, out _, out _), Is.False);
        Assert.That(File.Exists(left), Is.False);
    }

    private static void AssertFallsBack(SnapshotStore store, string path, byte[] bytes, string label)
    {
        File.WriteAllBytes(path, bytes);
        Assert.That(store.TryLoadLatest(20, out long sequence, out byte[] state, out ulong hash), label);
        Assert.That((sequence, hash), Is.EqualTo((10L, 1UL)), label);
        Assert.That(state, Is.EqualTo(State), label);
        Assert.That(store.Skipped.Single().Problem!.Id, Is.EqualTo("ER5032"), label);
        Assert.That(store.Skipped.Single().Problem!.Message, Does.Contain(path));
    }

    private static void Reseal(string path, Action<byte[]> edit)
    {
        byte[] bytes = File.ReadAllBytes(path);
        edit(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Crc32C.Compute(bytes.AsSpan(0, 60)));
        File.WriteAllBytes(path, bytes);
    }

    private static IEnumerable<long> Sequences(TempFolder folder) =>
        new SnapshotCatalog(folder.Path, TestJournal.Id).CheckAll(long.MaxValue).Select(info => info.Sequence);

    private static string Error(Action action) => Assert.Throws<EdgeRouterException>(() => action())!.Id;

    private static JournalWriter Journal(TempFolder folder, int records)
    {
        JournalWriter writer = JournalWriter.Open(TestJournal.Options(folder.Path), TestJournal.Clock);
        TestJournal.AppendUpTo(writer, records);
        return writer;
    }
}
