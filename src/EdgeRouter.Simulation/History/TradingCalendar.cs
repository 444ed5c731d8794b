using EdgeRouter.Core.Time;

namespace EdgeRouter.Simulation.History;

/// <summary>New York trading days in UTC nanoseconds, by the daylight saving rule in force since 2007. Knows weekends, no holidays.</summary>
public static class TradingCalendar
{
    private static readonly DateOnly FirstDay = new(2025, 1, 6);

    /// <summary>The date of a simulated day: weekdays from Monday 2025-01-06 on.</summary>
    /// <param name="day">Day number, 0 to 100,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside.</exception>
    public static DateOnly DateOf(int day)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(day);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 100_000);
        return FirstDay.AddDays((day / 5 * 7) + (day % 5));
    }

    /// <summary>09:30 New York of a date, ns since the Unix epoch, UTC.</summary>
    /// <param name="date">Date.</param>
    public static long OpenNs(DateOnly date) => MidnightNs(date) + (9 * TimeUnits.Hour) + (30 * TimeUnits.Minute);

    /// <summary>00:00 New York of a date, ns since the Unix epoch, UTC; on the two days of the change: as the open sees it.</summary>
    /// <param name="date">Date.</param>
    public static long MidnightNs(DateOnly date)
    {
        long days = date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return (days * TimeUnits.Day) + ((IsDaylightSaving(date) ? 4 : 5) * TimeUnits.Hour);
    }

    private static bool IsDaylightSaving(DateOnly date) =>
        date >= Sunday(date.Year, 3, 2) && date < Sunday(date.Year, 11, 1);

    private static DateOnly Sunday(int year, int month, int number)
    {
        var first = new DateOnly(year, month, 1);
        int toSunday = (7 - (int)first.DayOfWeek) % 7;
        return first.AddDays(toSunday + (7 * (number - 1)));
    }
}
