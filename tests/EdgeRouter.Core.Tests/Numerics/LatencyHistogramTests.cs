using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Core.Tests.Numerics;

[TestFixture]
public sealed class LatencyHistogramTests
{
    [TestCase(50.0)]
    [TestCase(99.0)]
    [TestCase(99.9)]
    public void ShouldAgreeWithTheSortedSampleWithinItsBucketWidth(double percentile)
    {
        var histogram = new LatencyHistogram();
        var random = new DeterministicRandom(3);
        long[] sample = [.. Enumerable.Range(0, 20_000).Select(_ => (long)random.NextExponential(25_000))];
        foreach (long value in sample)
        {
            histogram.Record(value);
        }

        Array.Sort(sample);
        long truth = sample[(int)Math.Ceiling(percentile / 100 * sample.Length) - 1];
        Assert.That(histogram.ValueAtPercentile(percentile), Is.InRange(truth, truth + (truth / 64) + 1));
        Assert.That(histogram.Max, Is.EqualTo(sample[^1]));
        Assert.That(histogram.ValueAtPercentile(100), Is.EqualTo(sample[^1]));
    }

    [Test]
    public void ShouldHoldSmallValuesExactlyAndTheLargestPossible()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(127);
        Assert.That(histogram.ValueAtPercentile(50), Is.EqualTo(127));
        histogram.Record(long.MaxValue);
        Assert.That(histogram.ValueAtPercentile(100), Is.EqualTo(long.MaxValue));
        histogram.Record(-5);
        Assert.That(histogram.ValueAtPercentile(1), Is.Zero);
        Assert.That(histogram.Count, Is.EqualTo(3));
    }

    [Test]
    public void ShouldAddAndClear()
    {
        var a = new LatencyHistogram();
        var b = new LatencyHistogram();
        a.Record(10);
        b.Record(1000);
        a.Add(b);
        Assert.That(a.Count, Is.EqualTo(2));
        Assert.That(a.Max, Is.EqualTo(1000));
        a.Clear();
        Assert.That(a.ValueAtPercentile(50), Is.Zero);
        Assert.That(a.Count, Is.Zero);
    }

    [Test]
    public void ShouldRecordWithoutAllocating()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            histogram.Record(i * 31L);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }
}
