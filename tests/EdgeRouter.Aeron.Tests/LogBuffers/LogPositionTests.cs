using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Tests.LogBuffers;

/// <summary>Positions worked out by hand from AERON.md §8.2.</summary>
public sealed class LogPositionTests
{
    private const int Shift64K = 16;

    [TestCase(65_536, 16)]
    [TestCase(1 << 20, 20)]
    [TestCase(1 << 30, 30)]
    public void ShouldKnowTheBitsOfAnOffset(int termBytes, int expected) => Assert.That(LogPosition.ShiftOf(termBytes), Is.EqualTo(expected));

    [TestCase(5, 0, 5, 0L)]
    [TestCase(5, 96, 5, 96L)]
    [TestCase(6, 0, 5, 65_536L)]
    [TestCase(8, 32, 5, (3 * 65_536L) + 32)]
    [TestCase(-5, 64, -7, (2 * 65_536L) + 64)]
    [TestCase(int.MinValue, 0, int.MaxValue, 65_536L)]
    [TestCase(int.MinValue + 1, 32, int.MaxValue, (2 * 65_536L) + 32)]
    [TestCase(3, 0, -2, 5 * 65_536L)]
    public void ShouldGivePositionsOfTerms(int termId, int offset, int initialTermId, long expected)
    {
        Assert.That(LogPosition.Position(termId, offset, Shift64K, initialTermId), Is.EqualTo(expected));
        Assert.That(LogPosition.TermIdAt(expected, Shift64K, initialTermId), Is.EqualTo(termId));
        Assert.That(LogPosition.OffsetAt(expected, 65_536), Is.EqualTo(offset));
    }

    [TestCase(0, 0L)]
    [TestCase(7, 0x7_0000_0060L)]
    [TestCase(-1, -0x1_0000_0000L + 0x60)]
    [TestCase(int.MinValue, long.MinValue + 0x60)]
    public void ShouldSplitRawTails(int termId, long rawTail)
    {
        int offset = (int)(rawTail & 0xFFFF_FFFF);
        Assert.That((LogPosition.TermId(rawTail), LogPosition.TermOffset(rawTail, 65_536)), Is.EqualTo((termId, offset)));
        Assert.That(LogPosition.RawTail(termId, offset), Is.EqualTo(rawTail));
    }

    [Test]
    public void ShouldNotLetATrippedTailLeadOutside()
    {
        Assert.That(LogPosition.TermOffset(0x5_0001_0040, 65_536), Is.EqualTo(65_536));
        Assert.That(LogPosition.TermOffset(0x5_FFFF_FFFF, 65_536), Is.EqualTo(65_536), "an offset of 32 bits without a sign");
        Assert.That(LogPosition.TermOffset(-1, 1 << 30), Is.EqualTo(1 << 30));
    }

    [TestCase(0L, 0)]
    [TestCase(65_535L, 0)]
    [TestCase(65_536L, 1)]
    [TestCase(131_072L, 2)]
    [TestCase(196_608L, 0)]
    [TestCase((65_536L << 31) - 32, 1)]
    [TestCase(65_536L << 31, 2)]
    public void ShouldTurnThroughThreePartitions(long position, int expected) =>
        Assert.That(LogPosition.Partition(position, Shift64K), Is.EqualTo(expected));

    [TestCase(long.MinValue)]
    [TestCase(-1L)]
    [TestCase(long.MaxValue)]
    [TestCase(0x7FFF_FFFF_FFFFL)]
    public void ShouldStayInsideForPositionsThatCannotBe(long position)
    {
        for (int shift = 16; shift <= 30; shift++)
        {
            Assert.That(LogPosition.Partition(position, shift), Is.InRange(0, 2));
            Assert.That(LogPosition.OffsetAt(position, 1 << shift), Is.InRange(0, (1 << shift) - 1));
        }

        Assert.That(LogPosition.PartitionOfTerm(unchecked((int)position)), Is.InRange(0, 2));
    }

    [TestCase(0, 1376, 32)]
    [TestCase(1, 1376, 64)]
    [TestCase(32, 1376, 64)]
    [TestCase(33, 1376, 96)]
    [TestCase(1376, 1376, 1408)]
    [TestCase(1377, 1376, 1408 + 64)]
    [TestCase(2752, 1376, 2816)]
    [TestCase(20_000, 1376, (14 * 1408) + 768)]
    public void ShouldCountTheBytesOfAMessage(int messageBytes, int payloadBytesMax, int expected) =>
        Assert.That(LogPosition.MessageFootprint(messageBytes, payloadBytesMax), Is.EqualTo(expected));
}
