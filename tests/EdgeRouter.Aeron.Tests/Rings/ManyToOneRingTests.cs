using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Aeron.Tests.Rings;

/// <summary>Offsets and the order of bytes are those of AERON.md §3, written down by hand.</summary>
public sealed class ManyToOneRingTests
{
    private const int Capacity = 1024;
    private const int TailAt = Capacity + 128;
    private const int HeadCacheAt = Capacity + 256;
    private const int HeadAt = Capacity + 384;
    private const int CorrelationAt = Capacity + 512;
    private const int HeartbeatAt = Capacity + 640;
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
    public void ShouldLayRecordsAndTrailerAsPublished()
    {
        Assert.That(_ring.TryWrite(7, "hello"u8), Is.EqualTo(RingResult.Written));
        Assert.That(_ring.TryWrite(0x0F, "12345678"u8), Is.EqualTo(RingResult.Written));
        Assert.That(_memory.Bytes[..32].ToArray(), Is.EqualTo(ByteTable.Of((0, 13), (4, 7), (8, "hello"), (16, 16), (20, 15), (24, "12345678"))));
        Assert.That(_memory.Buffer.GetInt64(TailAt), Is.EqualTo(32));
        _memory.Buffer.PutInt64(CorrelationAt, 41);
        Assert.That((_ring.NextCorrelationId(), _ring.NextCorrelationId(), _memory.Buffer.GetInt64(CorrelationAt)), Is.EqualTo((41L, 42L, 43L)));
        _ring.ConsumerHeartbeatMs = -1;
        Assert.That(_memory.Buffer.GetInt64(HeartbeatAt), Is.EqualTo(-1));
    }

    [Test]
    public void ShouldReadBytesWrittenByHand()
    {
        ByteTable.Of((0, 11), (4, 3), (8, "abc"), (16, 24), (20, -1), (40, 8), (44, 9)).CopyTo(_memory.Bytes);
        _memory.Buffer.PutInt64(TailAt, 48);
        Assert.That(_ring.Read(_handler, 10), Is.EqualTo(2));
        Assert.That(_handler.Records.Select(record => (record.TypeId, Convert.ToHexString(record.Payload))), Is.EqualTo(new[] { (3, "616263"), (9, string.Empty) }));
        Assert.That(_memory.Bytes[..Capacity].ToArray(), Is.All.Zero, "what was read is zeroed");
        Assert.That((_memory.Buffer.GetInt64(HeadAt), _ring.ConsumerPosition, _ring.DamageCount), Is.EqualTo((48L, 48L, 0L)));
    }

    [Test]
    public void ShouldReadNoMoreThanAskedFor()
    {
        for (int i = 1; i <= 5; i++)
        {
            _ = _ring.TryWrite(i, []);
        }

        Assert.That((_ring.Read(_handler, 2), _ring.Read(_handler, 9), _ring.Read(_handler, 9)), Is.EqualTo((2, 3, 0)));
        Assert.That(_handler.Records.Select(record => record.TypeId), Is.EqualTo(new[] { 1, 2, 3, 4, 5 }));
    }

    [Test]
    public void ShouldFillTheEndAndGoOnAtTheBeginning()
    {
        SetPositions(head: 1000, tail: 1000);
        Assert.That(_ring.TryWrite(5, new byte[17]), Is.EqualTo(RingResult.Written));
        Assert.That((_memory.Buffer.GetInt32(1000), _memory.Buffer.GetInt32(1004)), Is.EqualTo((24, -1)), "filling up to the end");
        Assert.That((_memory.Buffer.GetInt32(0), _memory.Buffer.GetInt32(4), _ring.ProducerPosition), Is.EqualTo((25, 5, 1000L + 24 + 32)));
        Assert.That((_ring.Read(_handler, 1), _ring.ConsumerPosition), Is.EqualTo((0, 1024L)), "a read ends at the buffer's end");
        Assert.That((_ring.Read(_handler, 1), _ring.ConsumerPosition), Is.EqualTo((1, 1056L)));
    }

    [Test]
    public void ShouldFitARecordExactlyBeforeTheEnd()
    {
        SetPositions(head: 992, tail: 992);
        Assert.That(_ring.TryWrite(5, new byte[24]), Is.EqualTo(RingResult.Written));
        Assert.That((_memory.Buffer.GetInt32(992), _ring.ProducerPosition), Is.EqualTo((32, 1024L)));
    }

    [Test]
    public void ShouldBeFullWhenTheReaderHasNotRead()
    {
        for (int i = 0; i < Capacity / 16; i++)
        {
            Assert.That(_ring.TryWrite(1, new byte[8]), Is.EqualTo(RingResult.Written));
        }

        Assert.That(_ring.TryWrite(1, []), Is.EqualTo(RingResult.Full));
        Assert.That(_ring.Read(_handler, 1), Is.EqualTo(1));
        Assert.That((_ring.TryWrite(1, new byte[9]), _ring.TryWrite(1, new byte[8]), _ring.TryWrite(1, [])), Is.EqualTo((RingResult.Full, RingResult.Written, RingResult.Full)));
        Assert.That(_memory.Buffer.GetInt64(HeadCacheAt), Is.EqualTo(16));
    }

    [Test]
    public void ShouldBeFullWhenTheBeginningIsUnread()
    {
        SetPositions(head: Capacity + 8, tail: 2 * Capacity - 16);
        Assert.That(_ring.TryWrite(1, new byte[16]), Is.EqualTo(RingResult.Full), "24 do not fit 16 before the end, nor 8 at the beginning");
        Assert.That(_ring.TryWrite(1, new byte[8]), Is.EqualTo(RingResult.Written));
    }

    [TestCase(128, RingResult.Written)]
    [TestCase(129, RingResult.TooLong)]
    public void ShouldTakeAnEighthOfTheRingAtMost(int sizeBytes, RingResult expected)
    {
        Assert.That(_ring.MessageBytesMax, Is.EqualTo(128));
        Assert.That(_ring.TryWrite(1, new byte[sizeBytes]), Is.EqualTo(expected));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void ShouldRefuseTypesOfItsOwn(int typeId) =>
        Assert.That(() => _ring.TryWrite(typeId, []), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void ShouldHideAClaimUntilItIsCommitted()
    {
        Assert.That(_ring.TryClaim(4, 6, out int offset), Is.EqualTo(RingResult.Written));
        Assert.That((offset, _memory.Buffer.GetInt32(0), _memory.Buffer.GetInt32(4)), Is.EqualTo((8, -14, 4)));
        _ = _ring.TryWrite(5, []);
        Assert.That(_ring.Read(_handler, 10), Is.Zero);
        "sixsix"u8.CopyTo(_ring.Claimed(offset, 6));
        _ring.Commit(offset, 6);
        Assert.That(_ring.Read(_handler, 10), Is.EqualTo(2));
        Assert.That(_handler.Records[0].Payload, Is.EqualTo("sixsix"u8.ToArray()));
    }

    [Test]
    public void ShouldSkipAnAbortedClaim()
    {
        _ = _ring.TryClaim(4, 6, out int offset);
        _ = _ring.TryWrite(5, []);
        _ring.Abort(offset, 6);
        Assert.That((_memory.Buffer.GetInt32(0), _memory.Buffer.GetInt32(4)), Is.EqualTo((14, -1)));
        Assert.That(_ring.Read(_handler, 10), Is.EqualTo(1));
        Assert.That((_handler.Records.Single().TypeId, _ring.ConsumerPosition), Is.EqualTo((5, 24L)));
    }

    [Test]
    public void ShouldZeroWhatItReadWhenTheHandlerThrows()
    {
        _ = _ring.TryWrite(5, new byte[8]);
        _ = _ring.TryWrite(6, new byte[8]);
        Assert.That(() => _ring.Read(new ThrowingHandler(), 10), Throws.InvalidOperationException);
        Assert.That((_ring.ConsumerPosition, _memory.Buffer.GetInt32(0)), Is.EqualTo((16L, 0)));
        Assert.That((_ring.Read(_handler, 10), _handler.Records.Single().TypeId), Is.EqualTo((1, 6)));
    }

    [TestCase(1023 + 768)]
    [TestCase(512 + 768)]
    [TestCase(768)]
    [TestCase(0)]
    public void ShouldRefuseImpossibleSizes(int sizeBytes)
    {
        using var memory = new TestMemory(sizeBytes);
        Assert.That(() => new ManyToOneRing(memory.Buffer), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2202"));
    }

    private void SetPositions(long head, long tail)
    {
        _memory.Buffer.PutInt64(HeadAt, head);
        _memory.Buffer.PutInt64(HeadCacheAt, head);
        _memory.Buffer.PutInt64(TailAt, tail);
    }

    private sealed class ThrowingHandler : IRecordHandler
    {
        public void OnRecord(int typeId, ReadOnlySpan<byte> payload) => throw new InvalidOperationException("on purpose");
    }
}
