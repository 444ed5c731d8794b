using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Errors;

/// <summary>Entries written by hand: count, bytes, first and last time, session, stream, then two texts with their lengths, the second on 4 bytes.</summary>
public sealed class LossReaderTests
{
    private const int Size = 512;
    private TestMemory _memory = null!;

    [SetUp]
    public void SetUp() => _memory = new TestMemory(Size);

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void ShouldReadEntriesWrittenByHand()
    {
        ByteTable.Of(
            (0, 3L), (8, 4096L), (16, 1_000L), (24, 2_000L), (32, -7), (36, 1001), (40, 9), (44, "aeron:udp"), (56, 11), (60, "10.0.0.1:99"),
            (128, 1L), (136, 64L), (144, 5L), (152, 5L), (160, 8), (164, 9), (168, 0), (172, 1), (176, "x")).CopyTo(_memory.Bytes);
        Assert.That(LossReader.Read(_memory.Buffer), Is.EqualTo(new[]
        {
            new LossEntry(3, 4096, 1_000, 2_000, -7, 1001, "aeron:udp", "10.0.0.1:99"),
            new LossEntry(1, 64, 5, 5, 8, 9, string.Empty, "x"),
        }));
    }

    [TestCase(40, -1)]
    [TestCase(40, Size)]
    [TestCase(40, int.MaxValue)]
    [TestCase(48, Size - 51)]
    [TestCase(48, int.MinValue)]
    public void ShouldEndAtAnImpossibleLength(int offset, int length)
    {
        ByteTable.Of((0, 3L), (40, 4), (44, "abcd"), (48, 1), (52, "x")).CopyTo(_memory.Bytes);
        Assert.That(LossReader.Read(_memory.Buffer), Has.Count.EqualTo(1));
        _memory.Buffer.PutInt32(offset, length);
        Assert.That(LossReader.Read(_memory.Buffer), Is.Empty);
    }

    [Test]
    public void ShouldReadAnyBytesWithoutHarm()
    {
        const ulong Seed = 0x1055;
        var random = new DeterministicRandom(Seed);
        int seen = 0;
        for (int round = 0; round < 5_000; round++)
        {
            _memory.Buffer.PutInt32(4 * random.NextInt32(Size / 4), random.NextInt32(3) > 0 ? random.NextInt32(60) : (int)random.NextUInt64());
            Assert.DoesNotThrow(() => seen += LossReader.Read(_memory.Buffer).Count, $"seed {Seed}, round {round}");
        }

        Assert.That(seen, Is.Positive);
    }
}
