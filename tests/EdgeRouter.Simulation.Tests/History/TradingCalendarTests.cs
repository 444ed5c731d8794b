using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Tests.History;

public sealed class TradingCalendarTests
{
    // 09:30 New York in Unix seconds, from `date -d 'TZ="America/New_York" 2013-10-07 09:30' +%s` and the like.
    [TestCase(2013, 10, 7, 1381152600L)]
    [TestCase(2025, 1, 6, 1736173800L)]
    [TestCase(2025, 3, 7, 1741357800L)]
    [TestCase(2025, 3, 10, 1741613400L)]
    [TestCase(2025, 10, 31, 1761917400L)]
    [TestCase(2025, 11, 3, 1762180200L)]
    public void ShouldOpenAtHalfPastNineNewYork(int year, int month, int day, long expectedSeconds)
    {
        Assert.That(TradingCalendar.OpenNs(new DateOnly(year, month, day)), Is.EqualTo(expectedSeconds * 1_000_000_000L));
    }

    [Test]
    public void ShouldSkipWeekends()
    {
        Assert.That(TradingCalendar.DateOf(0), Is.EqualTo(new DateOnly(2025, 1, 6)));
        Assert.That(TradingCalendar.DateOf(4), Is.EqualTo(new DateOnly(2025, 1, 10)));
        Assert.That(TradingCalendar.DateOf(5), Is.EqualTo(new DateOnly(2025, 1, 13)));
    }
}
