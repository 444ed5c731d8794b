using System.Text;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Counters;

/// <summary>Offsets are those of AERON.md §7, written down by hand.</summary>
public sealed class CounterTests
{
    private const int Capacity = 8;
    private TestMemory _metadata = null!;
    private TestMemory _values = null!;
    private CounterManager _manager = null!;

    [SetUp]
    public void SetUp()
    {
        _metadata = new TestMemory(Capacity * 512);
        _values = new TestMemory(Capacity * 128);
        _manager = new CounterManager(_metadata.Buffer, _values.Buffer);
    }

    [TearDown]
    public void TearDown()
    {
        _metadata.Dispose();
        _values.Dispose();
    }

    [Test]
    public void ShouldLayCountersAsPublished()
    {
        _ = Allocate("first");
        CounterCell cell = _manager.Allocate(4, [1, 2, 3], "sub-pos: é", 77, 88, 99, 640, 5_000);
        Assert.That(cell.Id, Is.EqualTo(1));
        byte[] metadata = _metadata.Bytes[512..1024].ToArray();
        byte[] expected = new byte[512];
        ByteTable.Of((0, 1), (4, 4), (8, long.MaxValue), (16, new byte[] { 1, 2, 3 }), (128, 11), (132, "sub-pos: é")).CopyTo(expected, 0);
        Assert.That(metadata, Is.EqualTo(expected));
        Assert.That(_values.Bytes[128..160].ToArray(), Is.EqualTo(ByteTable.Of((0, 640L), (8, 77L), (16, 88L), (24, 99L))));
    }

    [Test]
    public void ShouldReadBytesWrittenByHand()
    {
        ByteTable.Of((0, -1), (4, 9), (512, 1), (516, 1001), (528, 42L), (640, 3), (644, "abcdef")).CopyTo(_metadata.Bytes);
        ByteTable.Of((128, -5L), (136, 6L), (144, 7L), (152, 8L)).CopyTo(_values.Bytes);
        var reader = new CounterReader(_metadata.Buffer, _values.Buffer);
        CounterInfo info = reader.Snapshot().Single();
        Assert.That((info.Id, info.TypeId, info.Value, info.RegistrationId, info.OwnerId, info.ReferenceId, info.Label), Is.EqualTo((1, 1001, -5L, 6L, 7L, 8L, "abc")));
        Assert.That((reader.Find(1001, 42), reader.Find(1001, 43), reader.Find(9, 0)), Is.EqualTo((1, -1, -1)));
        Assert.That((reader.IsAllocated(0), reader.IsAllocated(1), reader.IsAllocated(-1), reader.IsAllocated(Capacity)), Is.EqualTo((false, true, false, false)));
    }

    [Test]
    public void ShouldRestAFreedPlaceForASecond()
    {
        _ = Allocate("a");
        CounterCell freed = Allocate("b");
        freed.Set(9);
        _manager.Free(freed.Id, nowMs: 10_000);
        Assert.That((_metadata.Buffer.GetInt32(512), _metadata.Buffer.GetInt64(520)), Is.EqualTo((-1, 11_000L)));
        Assert.That(_metadata.Bytes[528..640].ToArray(), Is.All.Zero, "its key goes");
        Assert.That(Allocate("c", nowMs: 10_999).Id, Is.EqualTo(2));
        CounterCell again = Allocate("d", nowMs: 11_000);
        Assert.That((again.Id, again.Value, _manager.AllocatedCount), Is.EqualTo((1, 0L, 3)));
    }

    [Test]
    public void ShouldReuseInTheOrderOfFreeing()
    {
        int[] ids = [.. Enumerable.Range(0, 4).Select(i => Allocate($"{i}").Id)];
        foreach (int id in new[] { ids[2], ids[0], ids[3] })
        {
            _manager.Free(id, 0);
        }

        Assert.That(new[] { Allocate("x", 5_000).Id, Allocate("y", 5_000).Id, Allocate("z", 5_000).Id, Allocate("w", 5_000).Id }, Is.EqualTo(new[] { 2, 0, 3, 4 }));
    }

    [Test]
    public void ShouldSayThatAllAreInUse()
    {
        for (int i = 0; i < Capacity; i++)
        {
            _ = Allocate($"{i}");
        }

        Assert.That(() => Allocate("more"), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2203"));
        Assert.That(_manager.Reader.Snapshot(), Has.Count.EqualTo(Capacity));
        _manager.Free(3, 0);
        Assert.That(Allocate("again", 1_000).Id, Is.EqualTo(3));
    }

    [Test]
    public void ShouldNotFreeTwice()
    {
        int id = Allocate("a").Id;
        _manager.Free(id, 0);
        Assert.That(() => _manager.Free(id, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _manager.Free(-1, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _manager.Free(1_000_000, 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase("a", 380)]
    [TestCase("é", 380)]
    [TestCase("€", 378)]
    [TestCase("😀", 380)]
    public void ShouldCutLabelsBetweenCharacters(string character, int expectedBytes)
    {
        int id = _manager.Allocate(0, new byte[200], string.Concat(Enumerable.Repeat(character, 500)), 0, 0, 0, 0, 0).Id;
        CounterInfo info = _manager.Reader.Describe(id)!;
        Assert.That((Encoding.UTF8.GetByteCount(info.Label), info.Label.Replace(character, string.Empty, StringComparison.Ordinal)), Is.EqualTo((expectedBytes, string.Empty)));
        _manager.AppendLabel(id, " more");
        Assert.That(Encoding.UTF8.GetByteCount(_manager.Reader.Describe(id)!.Label), Is.LessThanOrEqualTo(380));
    }

    [Test]
    public void ShouldAppendToLabels()
    {
        int id = Allocate("client-heartbeat: id=5").Id;
        _manager.AppendLabel(id, " name=x");
        Assert.That(_manager.Reader.Describe(id)!.Label, Is.EqualTo("client-heartbeat: id=5 name=x"));
    }

    [Test]
    public void ShouldRaiseButNeverLower()
    {
        CounterCell cell = Allocate("a");
        Assert.That((cell.Raise(5), cell.Raise(5), cell.Raise(4), cell.Value), Is.EqualTo((true, false, false, 5L)));
        cell.Add(-7);
        cell.AddAtomic(1);
        Assert.That((cell.Value, cell.Plain), Is.EqualTo((-1L, -1L)));
    }

    [Test]
    public void ShouldReadAnyBytesWithoutHarm()
    {
        const ulong Seed = 0xC7;
        var random = new DeterministicRandom(Seed);
        var reader = new CounterReader(_metadata.Buffer, _values.Buffer);
        int seen = 0;
        for (int round = 0; round < 5_000; round++)
        {
            _metadata.Buffer.PutInt32(512 * random.NextInt32(Capacity), random.NextInt32(4) - 1);
            _metadata.Buffer.PutInt32((512 * random.NextInt32(Capacity)) + 128, (int)random.NextUInt64());
            _metadata.Buffer.PutInt32(4 * random.NextInt32(Capacity * 128), (int)random.NextUInt64());
            Assert.DoesNotThrow(
                () =>
                {
                    seen += reader.Snapshot().Count;
                    _ = reader.Find(4, 7);
                },
                $"seed {Seed}, round {round}");
        }

        Assert.That(seen, Is.Positive);
    }

    [Test]
    public void ShouldNumberSystemCountersAsPublished()
    {
        Assert.That(Enum.GetValues<SystemCounter>().Select(counter => (int)counter), Is.EqualTo(Enumerable.Range(0, 46)));
        Assert.That(SystemCounterLabels.Count, Is.EqualTo(46));
        (SystemCounter Counter, int Id)[] published =
        [
            (SystemCounter.BytesSent, 0), (SystemCounter.NaksSent, 5), (SystemCounter.HeartbeatsReceived, 10), (SystemCounter.RetransmitsSent, 11), (SystemCounter.InvalidPackets, 14),
            (SystemCounter.Errors, 15), (SystemCounter.SenderFlowControlLimits, 18), (SystemCounter.UnblockedPublications, 19), (SystemCounter.UnblockedCommands, 20),
            (SystemCounter.LossGapFills, 23), (SystemCounter.ClientTimeouts, 24), (SystemCounter.ConductorMaxCycleTime, 26), (SystemCounter.AeronVersion, 34),
            (SystemCounter.BytesMapped, 35), (SystemCounter.RetransmittedBytes, 36), (SystemCounter.PublicationsRevoked, 40), (SystemCounter.ControlProtocolVersion, 43),
            (SystemCounter.StatusMessagesRejected, 44), (SystemCounter.ResourceAgentFails, 45),
        ];
        Assert.That(published.Select(pair => (int)pair.Counter), Is.EqualTo(published.Select(pair => pair.Id)));
    }

    private CounterCell Allocate(string label, long nowMs = 0) => _manager.Allocate(1, [7], label, 1, 2, 3, 0, nowMs);
}
