using System.Buffers.Binary;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Rings;

/// <summary>Many writers on real threads against one reader, over a ring so small that it wraps and fills all the time.</summary>
public sealed class RingThreadsTests
{
    private const int Capacity = 1024;
    private const int Writers = 3;
    private const int Messages = 20_000;

    [Test]
    public void ShouldKeepEachWritersOrderAndEveryByte()
    {
        using var memory = new TestMemory(Capacity + 768);
        var ring = new ManyToOneRing(memory.Buffer);
        var checker = new Checker();
        Action[] writers = [.. Enumerable.Range(1, Writers).Select(writer => (Action)(() => Write(ring, writer)))];
        TestThreads.Run([.. writers, () => ReadAll(ring, checker)]);
        Assert.That(checker.Next.Skip(1), Is.All.EqualTo(Messages));
        Assert.That((ring.ConsumerPosition, ring.DamageCount), Is.EqualTo((ring.ProducerPosition, 0L)));
        Assert.That(memory.Bytes[..Capacity].ToArray(), Is.All.Zero);
    }

    [Test]
    public void ShouldNeverHandOutANumberTwice()
    {
        using var memory = new TestMemory(Capacity + 768);
        var ring = new ManyToOneRing(memory.Buffer);
        long[][] numbers = [new long[Messages], new long[Messages], new long[Messages]];
        TestThreads.Run([.. numbers.Select(mine => (Action)(() => Fill(ring, mine)))]);
        Assert.That(numbers.SelectMany(number => number).Order(), Is.EqualTo(Enumerable.Range(0, 3 * Messages).Select(number => (long)number)));
    }

    private static void Fill(ManyToOneRing ring, long[] numbers)
    {
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = ring.NextCorrelationId();
        }
    }

    private static void Write(ManyToOneRing ring, int writer)
    {
        var random = new DeterministicRandom((ulong)writer);
        byte[] payload = new byte[ring.MessageBytesMax];
        for (int i = 0; i < Messages; i++)
        {
            int sizeBytes = 4 + random.NextInt32(ring.MessageBytesMax - 3);
            payload.AsSpan(0, sizeBytes).Fill((byte)(i + writer));
            BinaryPrimitives.WriteInt32LittleEndian(payload, i);
            if (random.NextInt32(10) == 0)
            {
                GiveUp(ring, sizeBytes);
            }

            while (ring.TryWrite(writer, payload.AsSpan(0, sizeBytes)) != RingResult.Written)
            {
                _ = Thread.Yield();
            }
        }
    }

    private static void GiveUp(ManyToOneRing ring, int sizeBytes)
    {
        if (ring.TryClaim(1, sizeBytes, out int offset) == RingResult.Written)
        {
            ring.Claimed(offset, sizeBytes).Fill(0xFF);
            ring.Abort(offset, sizeBytes);
        }
    }

    private static void ReadAll(ManyToOneRing ring, Checker checker)
    {
        while (checker.Next.Sum() < Writers * Messages || ring.ConsumerPosition < ring.ProducerPosition)
        {
            if (ring.Read(checker, 7) == 0)
            {
                _ = Thread.Yield();
            }
        }
    }

    private sealed class Checker : IRecordHandler
    {
        public int[] Next { get; } = new int[Writers + 1];

        public void OnRecord(int typeId, ReadOnlySpan<byte> payload)
        {
            int expected = Next[typeId]++;
            if (BinaryPrimitives.ReadInt32LittleEndian(payload) != expected || payload[4..].ContainsAnyExcept((byte)(expected + typeId)))
            {
                throw new InvalidOperationException($"writer {typeId}: message {expected} is not what was written");
            }
        }
    }
}
