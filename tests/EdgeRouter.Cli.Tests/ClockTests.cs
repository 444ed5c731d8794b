using EdgeRouter.Cli.Time;

namespace EdgeRouter.Cli.Tests;

[TestFixture]
public sealed class ClockTests
{
    [Test]
    public void ShouldAgreeWithTheFileSystemsClock()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "x");
        long fileNs = (File.GetLastWriteTimeUtc(file) - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        File.Delete(file);
        Assert.That(new SystemClock().NowNs, Is.EqualTo(fileNs).Within(60_000_000_000L));
    }

    [Test]
    public void ShouldCountForward()
    {
        StopwatchTicks ticks = new();
        long first = ticks.Ticks;
        Assert.That(ticks.Ticks, Is.GreaterThanOrEqualTo(first));
        Assert.That(ticks.NsPerTick, Is.InRange(0.01, 1000));
    }
}
