using EdgeRouter.Tools.Aeron.Measure;

namespace EdgeRouter.Tools.Tests.Aeron;

public sealed class MeasureMessageTests
{
    [TestCase(24)]
    [TestCase(64)]
    [TestCase(5_000)]
    public void ShouldReadWhatItWrote(int sizeBytes)
    {
        byte[] message = new byte[sizeBytes];
        MeasureMessage.Write(message, 0x1_0000_0007, -5);
        Assert.That(MeasureMessage.TryRead(message, out long sequence, out long time), Is.True);
        Assert.That((sequence, time), Is.EqualTo((0x1_0000_0007, -5L)));
    }

    [Test]
    public void ShouldNoticeChangedBytes([Values(0, 3, 4, 7, 24, 63)] int at)
    {
        byte[] message = new byte[64];
        MeasureMessage.Write(message, 9, 1);
        message[at] ^= 0x10;
        Assert.That(MeasureMessage.TryRead(message, out _, out _), Is.False);
    }

    [TestCase(0)]
    [TestCase(23)]
    [TestCase(63)]
    public void ShouldNoticeMissingBytes(int sizeBytes)
    {
        byte[] message = new byte[64];
        MeasureMessage.Write(message, 9, 1);
        Assert.That(MeasureMessage.TryRead(message.AsSpan(0, sizeBytes), out _, out _), Is.False);
    }

    [TestCase(new long[] { 5, 6, 7 }, 0, 0)]
    [TestCase(new long[] { 0, 1, 4, 5 }, 2, 0)]
    [TestCase(new long[] { 0, 1, 1, 2 }, 0, 1)]
    [TestCase(new long[] { 0, 2, 1, 3 }, 1, 1)]
    [TestCase(new long[] { 10, 9, 8 }, 0, 2)]
    public void ShouldCountWhatIsMissingAndDoubled(long[] numbers, long lost, long disordered)
    {
        var check = new SequenceCheck();
        foreach (long number in numbers)
        {
            check.Take(number);
        }

        Assert.That((check.Count, check.LostCount, check.DisorderCount), Is.EqualTo((numbers.LongLength, lost, disordered)));
    }
}
