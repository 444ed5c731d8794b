using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Rings;

/// <summary>Writers that died, and bytes that no writer could have written.</summary>
public sealed class RingRepairTests
{
    private const int Capacity = 1024;
    private const int TailAt = Capacity + 128;
    private const int HeadCacheAt = Capacity + 256;
    private const int HeadAt = Capacity + 384;
    private TestMemory _memory = null!;
    private ManyToOneRing _ring = null!;
    private RecordedHandler _handler = null!;

    [SetUp]
    public void SetUp()
    {
        _memory = new TestMemory(Capacity + 768);
        _ring = new ManyToOneRing(_memory.Buffer);
        _handler = new RecordedHandler();
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void ShouldHaveNothingToUnblockWhenEmpty() => Assert.That(_ring.Unblock(), Is.False);

    [Test]
    public void ShouldNotTouchAWholeRecord()
    {
        _ = _ring.TryWrite(3, [1]);
        Assert.That(_ring.Unblock(), Is.False);
        Assert.That(_ring.Read(_handler, 9), Is.EqualTo(1));
    }

    [Test]
    public void ShouldUnblockAClaimThatWasNeverCommitted()
    {
        _ = _ring.TryClaim(4, 100, out _);
        _ = _ring.TryWrite(5, []);
        Assert.That((_ring.Read(_handler, 9), _ring.Unblock()), Is.EqualTo((0, true)));
        Assert.That((_ring.Read(_handler, 9), _handler.Records.Single().TypeId, _ring.ConsumerPosition), Is.EqualTo((1, 5, 120L)));
    }

    [Test]
    public void ShouldUnblockAHoleBeforeTheNextRecord()
    {
        _memory.Buffer.PutInt64(TailAt, 48);
        _ = _ring.TryWrite(5, [9]);
        Assert.That((_ring.Read(_handler, 9), _ring.Unblock()), Is.EqualTo((0, true)));
        Assert.That((_memory.Buffer.GetInt32(0), _memory.Buffer.GetInt32(4)), Is.EqualTo((48, -1)));
        Assert.That((_ring.Read(_handler, 9), _handler.Records.Single().TypeId), Is.EqualTo((1, 5)));
    }

    [Test]
    public void ShouldUnblockAHoleBeforeARecordThatIsBeingWritten()
    {
        _memory.Buffer.PutInt64(TailAt, 48);
        _ = _ring.TryClaim(5, 1, out int offset);
        Assert.That(_ring.Unblock(), Is.True);
        _ring.Commit(offset, 1);
        Assert.That((_ring.Read(_handler, 9), _handler.Records.Single().TypeId), Is.EqualTo((1, 5)));
    }

    [Test]
    public void ShouldWaitWhileNothingStandsBehindTheHole()
    {
        _memory.Buffer.PutInt64(TailAt, 48);
        Assert.That(_ring.Unblock(), Is.False, "its length is not known before the next record stands");
    }

    [Test]
    public void ShouldUnblockAHoleUpToTheEndOfTheBuffer()
    {
        SetPositions(head: 960, tail: 960 + 64 + 40);
        _memory.Buffer.PutInt32(4, 8);
        _memory.Buffer.PutInt32(0, 40);
        Assert.That((_ring.Read(_handler, 9), _ring.Unblock()), Is.EqualTo((0, true)));
        Assert.That((_memory.Buffer.GetInt32(960), _memory.Buffer.GetInt32(964)), Is.EqualTo((64, -1)));
        Assert.That((_ring.Read(_handler, 9), _ring.Read(_handler, 9)), Is.EqualTo((0, 1)));
        Assert.That((_handler.Records.Single().TypeId, _ring.ConsumerPosition), Is.EqualTo((8, 960L + 64 + 40)));
    }

    [TestCase(-2000)]
    [TestCase(-1)]
    [TestCase(int.MinValue)]
    public void ShouldDropWhatClaimsAnImpossibleLength(int length)
    {
        _memory.Buffer.PutInt64(TailAt, 64);
        _memory.Buffer.PutInt32(0, length);
        Assert.That((_ring.Read(_handler, 9), _ring.Unblock(), _ring.DamageCount, _ring.ConsumerPosition), Is.EqualTo((0, true, 1L, 64L)));
    }

    [TestCase(1, 5)]
    [TestCase(7, 5)]
    [TestCase(1025, 5)]
    [TestCase(int.MaxValue, 5)]
    [TestCase(16, 0)]
    [TestCase(16, -2)]
    [TestCase(8 + 129, 5)]
    public void ShouldDropEverythingUnreadBehindADamagedRecord(int length, int typeId)
    {
        _ = _ring.TryWrite(2, new byte[8]);
        _ = _ring.TryWrite(3, new byte[8]);
        _ = _ring.TryWrite(4, new byte[8]);
        _memory.Buffer.PutInt32(16, length);
        _memory.Buffer.PutInt32(20, typeId);
        Assert.That((_ring.Read(_handler, 9), _ring.DamageCount), Is.EqualTo((1, 1L)));
        Assert.That((_ring.ConsumerPosition, _ring.ProducerPosition), Is.EqualTo((48L, 48L)));
        Assert.That(_memory.Bytes[..Capacity].ToArray(), Is.All.Zero);
        _ = _ring.TryWrite(6, [1]);
        Assert.That((_ring.Read(_handler, 9), _handler.Records[^1].TypeId), Is.EqualTo((1, 6)), "it lives on");
    }

    [Test]
    public void ShouldOutliveAnyBytes()
    {
        const ulong Seed = 0xAE20;
        var random = new DeterministicRandom(Seed);
        for (int round = 0; round < 20_000; round++)
        {
            Spoil(ref random);
            long damage = _ring.DamageCount;
            Assert.DoesNotThrow(() => Use(_ring), $"seed {Seed}, round {round}");
            if (_ring.DamageCount > damage)
            {
                _ = _ring.Read(_handler, 100);
                Assert.That(_ring.TryWrite(6, [1, 2, 3]), Is.EqualTo(RingResult.Written).Or.EqualTo(RingResult.Full), $"seed {Seed}, round {round}");
            }

            _handler.Records.Clear();
        }

        Assert.That(_ring.DamageCount, Is.GreaterThan(1_000));
    }

    private void Spoil(ref DeterministicRandom random)
    {
        for (int i = random.NextInt32(40); i >= 0; i--)
        {
            _memory.Buffer.PutInt32(4 * random.NextInt32(Capacity / 4), random.NextInt32(3) == 0 ? (int)random.NextUInt64() : random.NextInt32(300) - 150);
        }

        foreach (int position in new[] { TailAt, HeadCacheAt, HeadAt })
        {
            if (random.NextInt32(4) == 0)
            {
                _memory.Buffer.PutInt64(position, random.NextInt32(3) == 0 ? (long)random.NextUInt64() : random.NextInt32(5_000));
            }
        }
    }

    private void Use(ManyToOneRing ring)
    {
        _ = ring.Read(_handler, 10);
        _ = ring.TryWrite(3, [1, 2, 3]);
        _ = ring.Unblock();
        _ = ring.Read(_handler, 10);
        _ = ring.TryWrite(3, new byte[100]);
    }

    private void SetPositions(long head, long tail)
    {
        _memory.Buffer.PutInt64(HeadAt, head);
        _memory.Buffer.PutInt64(HeadCacheAt, head);
        _memory.Buffer.PutInt64(TailAt, tail);
    }
}
