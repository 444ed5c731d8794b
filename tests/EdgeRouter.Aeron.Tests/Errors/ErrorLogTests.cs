using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Errors;

/// <summary>Offsets are those of AERON.md §7, written down by hand.</summary>
public sealed class ErrorLogTests
{
    private const int Size = 1024;
    private TestMemory _memory = null!;

    [SetUp]
    public void SetUp() => _memory = new TestMemory(Size);

    [TearDown]
    public void TearDown() => _memory.Dispose();

    [Test]
    public void ShouldLayEntriesAsPublished()
    {
        var log = new ErrorLog(_memory.Buffer);
        Assert.That((log.Record("ab", 1_000), log.Record("cd", 2_000), log.Record("ab", 3_000)), Is.EqualTo((true, true, true)));
        Assert.That(_memory.Bytes[..58].ToArray(), Is.EqualTo(ByteTable.Of(
            (0, 26), (4, 2), (8, 3_000L), (16, 1_000L), (24, "ab"), (32, 26), (36, 1), (40, 2_000L), (48, 2_000L), (56, "cd"))));
    }

    [Test]
    public void ShouldReadBytesWrittenByHand()
    {
        ByteTable.Of((0, 27), (4, 5), (8, 9L), (16, 3L), (24, "né"), (32, 24), (36, 1), (40, 50L), (48, 50L)).CopyTo(_memory.Bytes);
        var log = new ErrorLog(_memory.Buffer);
        Assert.That(log.Read(), Is.EqualTo(new[] { new ErrorEntry(5, 3, 9, "né"), new ErrorEntry(1, 50, 50, string.Empty) }));
        Assert.That(log.Read(sinceMs: 10).Single().LastMs, Is.EqualTo(50));
    }

    [Test]
    public void ShouldRefuseNewTextsOnlyWhenFull()
    {
        var log = new ErrorLog(_memory.Buffer);
        string text = new('x', 200);
        Assert.That(Enumerable.Range(0, 6).Select(i => log.Record($"{i}{text}", i)), Is.EqualTo(new[] { true, true, true, true, false, false }));
        Assert.That(log.Record($"0{text}", 99), Is.True);
        Assert.That(log.Record(new string('y', 72), 99), Is.True, "928 of 1,024 are taken: 24 and 72 fit exactly");
        Assert.That(log.Record("z", 99), Is.False);
        Assert.That(log.Read().Select(entry => entry.Count), Is.EqualTo(new[] { 2, 1, 1, 1, 1 }));
    }

    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(23)]
    [TestCase(Size + 1)]
    [TestCase(int.MaxValue)]
    [TestCase(int.MinValue)]
    public void ShouldEndAtAnImpossibleLength(int length)
    {
        var log = new ErrorLog(_memory.Buffer);
        _ = log.Record("good", 1);
        _ = log.Record("bad", 1);
        _memory.Buffer.PutInt32(32, length);
        Assert.That(log.Read().Single().Text, Is.EqualTo("good"));
    }

    [Test]
    public void ShouldReadAnyBytesWithoutHarm()
    {
        const ulong Seed = 0xE110;
        var random = new DeterministicRandom(Seed);
        var log = new ErrorLog(_memory.Buffer);
        int seen = 0;
        for (int round = 0; round < 5_000; round++)
        {
            _memory.Buffer.PutInt32(4 * random.NextInt32(Size / 4), random.NextInt32(2) == 0 ? random.NextInt32(200) : (int)random.NextUInt64());
            Assert.DoesNotThrow(() => seen += log.Read().Count, $"seed {Seed}, round {round}");
        }

        Assert.That(seen, Is.Positive);
    }
}
