using System.Buffers.Binary;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Rings;

/// <summary>Offsets and the order of bytes are those of AERON.md §4, written down by hand.</summary>
public sealed class BroadcastTests
{
    private const int Capacity = 1024;
    private const int IntentAt = Capacity;
    private const int TailAt = Capacity + 8;
    private const int LatestAt = Capacity + 16;
    private TestMemory _memory = null!;
    private BroadcastTransmitter _transmitter = null!;
    private BroadcastReceiver _receiver = null!;
    private RecordedHandler _handler = null!;

    [SetUp]
    public void SetUp()
    {
        _memory = new TestMemory(Capacity + 128);
        _transmitter = new BroadcastTransmitter(_memory.Buffer);
        _receiver = new BroadcastReceiver(_memory.Buffer);
        _handler = new RecordedHandler();
    }

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void ShouldLayRecordsAndTrailerAsPublished()
    {
        _transmitter.Transmit(0x0F04, "12345678"u8);
        _transmitter.Transmit(0x0F01, "x"u8);
        Assert.That(_memory.Bytes[..25].ToArray(), Is.EqualTo(ByteTable.Of((0, 16), (4, 0x0F04), (8, "12345678"), (16, 9), (20, 0x0F01), (24, "x"))));
        Assert.That((_memory.Buffer.GetInt64(IntentAt), _memory.Buffer.GetInt64(TailAt), _memory.Buffer.GetInt64(LatestAt)), Is.EqualTo((32L, 32L, 16L)));
    }

    [Test]
    public void ShouldFillTheEndAndGoOnAtTheBeginning()
    {
        SetPositions(1008);
        var receiver = new BroadcastReceiver(_memory.Buffer);
        _transmitter.Transmit(5, new byte[9]);
        Assert.That((_memory.Buffer.GetInt32(1008), _memory.Buffer.GetInt32(1012)), Is.EqualTo((16, -1)));
        Assert.That((_memory.Buffer.GetInt32(0), _memory.Buffer.GetInt32(4)), Is.EqualTo((17, 5)));
        Assert.That((_memory.Buffer.GetInt64(IntentAt), _memory.Buffer.GetInt64(TailAt), _memory.Buffer.GetInt64(LatestAt)), Is.EqualTo((1048L, 1048L, 1024L)));
        Assert.That((receiver.ReceiveOne(_handler), receiver.ReceiveOne(_handler), receiver.LappedCount), Is.EqualTo((true, false, 0L)));
        Assert.That((_handler.Records.Single().TypeId, _handler.Records.Single().Payload.Length), Is.EqualTo((5, 9)));
    }

    [Test]
    public void ShouldBeginWithTheNewestRecord()
    {
        _transmitter.Transmit(1, []);
        _transmitter.Transmit(2, []);
        var late = new BroadcastReceiver(_memory.Buffer);
        _transmitter.Transmit(3, []);
        while (late.ReceiveOne(_handler))
        {
        }

        Assert.That(_handler.Records.Select(record => record.TypeId), Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public void ShouldKnowThatItsRecordIsBeingOverwritten()
    {
        _transmitter.Transmit(1, new byte[8]);
        _memory.Buffer.PutInt64(IntentAt, Capacity);
        Assert.That((_receiver.ReceiveOne(_handler), _receiver.LappedCount, _handler.Records.Count), Is.EqualTo((true, 1L, 0)));
        Assert.That(_receiver.ReceiveOne(_handler), Is.False, "it goes on with what comes next");
        SetPositions(16);
        _memory.Buffer.PutInt64(IntentAt, 16);
        _transmitter.Transmit(2, []);
        Assert.That((_receiver.ReceiveOne(_handler), _handler.Records.Single().TypeId), Is.EqualTo((true, 2)));
    }

    [Test]
    public void ShouldHoldARecordThatIsOneByteShortOfBeingOverwritten()
    {
        _transmitter.Transmit(1, new byte[8]);
        _memory.Buffer.PutInt64(IntentAt, Capacity - 1);
        Assert.That((_receiver.ReceiveOne(_handler), _receiver.LappedCount, _handler.Records.Count), Is.EqualTo((true, 0L, 1)));
    }

    [TestCase(0, 1)]
    [TestCase(7, 1)]
    [TestCase(-16, 1)]
    [TestCase(1025, 1)]
    [TestCase(137, 1)]
    [TestCase(16, 0)]
    [TestCase(16, -2)]
    [TestCase(0, -1)]
    [TestCase(2000, -1)]
    public void ShouldTakeWhatIsNoRecordAsLoss(int length, int typeId)
    {
        _memory.Buffer.PutInt32(0, length);
        _memory.Buffer.PutInt32(4, typeId);
        _memory.Buffer.PutInt64(IntentAt, 64);
        _memory.Buffer.PutInt64(TailAt, 64);
        Assert.That((_receiver.ReceiveOne(_handler), _receiver.LappedCount, _handler.Records.Count), Is.EqualTo((true, 1L, 0)));
        Assert.That(_receiver.ReceiveOne(_handler), Is.False);
    }

    [Test]
    public void ShouldLoseOnlyWhatItSaysWasLost([Range(1, 5)] int seed)
    {
        var random = new DeterministicRandom((ulong)seed);
        int sent = 0;
        int expected = 0;
        long lapped = 0;
        for (int step = 0; step < 20_000; step++)
        {
            for (int burst = random.NextInt32(random.NextInt32(20) == 0 ? 60 : 3); burst > 0; burst--)
            {
                byte[] payload = new byte[4 + random.NextInt32(60)];
                payload.AsSpan().Fill((byte)sent);
                BinaryPrimitives.WriteInt32LittleEndian(payload, sent++);
                _transmitter.Transmit(1 + (sent & 7), payload);
            }

            for (int burst = random.NextInt32(4); burst > 0 && _receiver.ReceiveOne(_handler); burst--)
            {
                expected = _receiver.LappedCount > lapped ? sent : Check(expected, seed, step);
                lapped = _receiver.LappedCount;
            }
        }

        Assert.That(lapped, Is.GreaterThan(10), "the interleaving laps it");
    }

    [Test]
    public void ShouldNeverHandOnATornRecordOnRealThreads()
    {
        const int Messages = 100_000;
        const int Wanted = 1_000;
        int sent = 0;
        var checker = new IncreasingHandler();
        bool isDone = false;
        TestThreads.Run(
            () =>
            {
                byte[] payload = new byte[100];
                for (int i = 1; i <= Messages || Volatile.Read(ref checker.Count) < Wanted; i++)
                {
                    sent = i;
                    payload.AsSpan().Fill((byte)i);
                    BinaryPrimitives.WriteInt32LittleEndian(payload, i);
                    _transmitter.Transmit(1, payload.AsSpan(0, 4 + (i % 97)));
                    if (i % 256 == 0)
                    {
                        _ = Thread.Yield();
                    }
                }

                Volatile.Write(ref isDone, true);
            },
            () =>
            {
                while (!Volatile.Read(ref isDone) || _receiver.ReceiveOne(checker))
                {
                    _ = _receiver.ReceiveOne(checker);
                }
            });
        Assert.That(checker.Count, Is.InRange(Wanted, sent));
        Assert.That(checker.Skips, Is.LessThanOrEqualTo(_receiver.LappedCount), "every gap was told");
    }

    [Test]
    public void ShouldOutliveAnyBytes()
    {
        const ulong Seed = 0xBC57;
        var random = new DeterministicRandom(Seed);
        long lapped = 0;
        for (int round = 0; round < 20_000; round++)
        {
            var fresh = new BroadcastReceiver(_memory.Buffer);
            _memory.Buffer.PutInt32(4 * random.NextInt32(Capacity / 4), random.NextInt32(2) == 0 ? (int)random.NextUInt64() : random.NextInt32(200) - 20);
            int position = IntentAt + (8 * random.NextInt32(3));
            _memory.Buffer.PutInt64(position, random.NextInt32(3) == 0 ? (long)random.NextUInt64() : random.NextInt32(4_000));
            Assert.DoesNotThrow(
                () =>
                {
                    _ = _receiver.ReceiveOne(_handler);
                    _ = fresh.ReceiveOne(_handler);
                },
                $"seed {Seed}, round {round}");
            lapped += fresh.LappedCount;
        }

        Assert.That(lapped, Is.GreaterThan(100));
    }

    [Test]
    public void ShouldRefuseImpossibleSizesAndTypes()
    {
        using var memory = new TestMemory(1000);
        Assert.That(() => new BroadcastReceiver(memory.Buffer), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2202"));
        Assert.That(() => new BroadcastTransmitter(memory.Buffer), Throws.InstanceOf<EdgeRouterException>().With.Property("Id").EqualTo("ER2202"));
        Assert.That(() => _transmitter.Transmit(0, []), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => _transmitter.Transmit(1, new byte[129]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private int Check(int expected, int seed, int step)
    {
        (int typeId, byte[] payload) = _handler.Records[^1];
        int number = BinaryPrimitives.ReadInt32LittleEndian(payload);
        Assert.That((number, typeId), Is.EqualTo((expected, 1 + ((expected + 1) & 7))), $"seed {seed}, step {step}");
        Assert.That(payload.AsSpan(4).ContainsAnyExcept((byte)expected), Is.False, $"seed {seed}, step {step}");
        return expected + 1;
    }

    private void SetPositions(long position)
    {
        _memory.Buffer.PutInt64(IntentAt, position);
        _memory.Buffer.PutInt64(TailAt, position);
        _memory.Buffer.PutInt64(LatestAt, position);
    }

    private sealed class IncreasingHandler : IRecordHandler
    {
        public int Count;
        private int _last;

        public int Skips { get; private set; }

        public void OnRecord(int typeId, ReadOnlySpan<byte> payload)
        {
            int number = BinaryPrimitives.ReadInt32LittleEndian(payload);
            if (number <= _last || payload.Length != 4 + (number % 97) || payload[4..].ContainsAnyExcept((byte)number))
            {
                throw new InvalidOperationException($"after {_last} came something torn that calls itself {number}");
            }

            Skips += number == _last + 1 ? 0 : 1;
            Count++;
            _last = number;
        }
    }
}
