using EdgeRouter.Dpdk.Native;

namespace EdgeRouter.Dpdk.Tests;

[TestFixture]
[NonParallelizable]
public sealed class DpdkLogTests
{
    [Test]
    public void ShouldPutLinesTogetherAndQuoteTheLastOnes()
    {
        long mark = DpdkLog.LineCount;
        DpdkLog.Append("EAL: fir");
        Assert.That(DpdkLog.Since(mark), Is.Empty);
        DpdkLog.Append("st\n\nEAL: second\nEAL: third\nEAL: fourth\nhalf");
        Assert.That(DpdkLog.LineCount - mark, Is.EqualTo(4));
        Assert.That(DpdkLog.Since(mark), Is.EqualTo(": EAL: second; EAL: third; EAL: fourth"));
        Assert.That(DpdkLog.Since(mark + 3), Is.EqualTo(": EAL: fourth"));
        DpdkLog.Append("\n");
        Assert.That(DpdkLog.Snapshot()[^1], Is.EqualTo("half"));
    }

    [Test]
    public void ShouldKeepABoundedNumberOfBoundedLines()
    {
        long mark = DpdkLog.LineCount;
        for (int i = 0; i < 1000; i++)
        {
            DpdkLog.Append(new string('x', 5000) + "\n");
        }

        Assert.That(DpdkLog.LineCount - mark, Is.EqualTo(1000));
        Assert.That(DpdkLog.Snapshot(), Has.Length.EqualTo(256));
        Assert.That(DpdkLog.Snapshot()[^1], Has.Length.EqualTo(1024));
    }
}
