using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Reference.Parsing;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Core.Reference.Calendars;

/// <summary>A calendar as the file states it, in local days and times.</summary>
internal sealed class TradingCalendar
{
    /// <summary>Days of the week, as the file names them; index = days since Monday.</summary>
    internal static readonly string[] WeekDays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private const int EpochWeekDay = 3;

    internal required string Name { get; init; }

    internal required ZoneOffsets Zone { get; init; }

    /// <summary>First local day for which the calendar is known, days since 1970-01-01.</summary>
    internal required int FirstDay { get; init; }

    /// <summary>Last local day for which the calendar is known.</summary>
    internal required int LastDay { get; init; }

    internal required IReadOnlySet<int> Holidays { get; init; }

    /// <summary>Days with other sessions than their day of the week, e.g. an early close.</summary>
    internal required IReadOnlyDictionary<int, SessionRule[]> SpecialDays { get; init; }

    /// <summary>Sessions by day of the week, by local day (not ns) from which they are in force.</summary>
    internal required Timeline<SessionRule[][]> Weeks { get; init; }

    /// <summary>The sessions of a local day, in the order of the file.</summary>
    internal SessionRule[] SessionsOf(int day)
    {
        if (Holidays.Contains(day))
        {
            return [];
        }

        return SpecialDays.TryGetValue(day, out SessionRule[]? special) ? special : Weeks.At(day)[(day + EpochWeekDay) % WeekDays.Length];
    }

    /// <summary>All sessions between two instants, in UTC, ascending.</summary>
    /// <param name="source">Where the file states the calendar, for errors.</param>
    /// <param name="fromNs">First instant.</param>
    /// <param name="untilNs">First instant behind.</param>
    /// <exception cref="EdgeRouterException">ER1158: a day is not covered, or sessions overlap.</exception>
    internal SessionInterval[] Compile(JsonValue source, long fromNs, long untilNs)
    {
        int first = Zone.DayOf(fromNs);
        int last = Zone.DayOf(untilNs - 1);
        first -= HasOvernight() ? 1 : 0;
        if (FirstDay > first || LastDay < last)
        {
            int missing = FirstDay > first ? first : last;
            throw source.Error("ER1158", $"calendar {Name} lacks the day {TimeText.Day(missing)}, which the file's validity needs; extend firstDay and lastDay with their holidays, or shorten validFrom and validUntil");
        }

        var intervals = new List<SessionInterval>();
        for (int day = first; day <= last; day++)
        {
            foreach (SessionRule rule in SessionsOf(day).OrderBy(rule => rule.FromSeconds))
            {
                Append(source, intervals, day, rule);
            }
        }

        return [.. intervals
            .Select(i => i with { FromNs = Math.Max(i.FromNs, fromNs), ToNs = Math.Min(i.ToNs, untilNs) })
            .Where(i => i.FromNs < i.ToNs)];
    }

    private void Append(JsonValue source, List<SessionInterval> intervals, int day, SessionRule rule)
    {
        var interval = new SessionInterval(Zone.ToUtcNs(day, rule.FromSeconds), Zone.ToUtcNs(day, rule.ToSeconds), rule.Session);
        if (interval.FromNs >= interval.ToNs)
        {
            return;
        }

        if (intervals.Count > 0 && interval.FromNs < intervals[^1].ToNs)
        {
            throw source.Error("ER1158", $"calendar {Name}: on {TimeText.Day(day)} the session from {TimeText.Clock(rule.FromSeconds)} begins before the one before it ends; sessions must not overlap");
        }

        intervals.Add(interval);
    }

    private bool HasOvernight()
    {
        const int DaySeconds = (int)(TimeUnits.Day / TimeUnits.Second);
        bool hasSpecial = SpecialDays.Values.Any(day => day.Any(rule => rule.ToSeconds > DaySeconds));
        return hasSpecial || Weeks.Values.ToArray().Any(week => week.Any(day => day.Any(rule => rule.ToSeconds > DaySeconds)));
    }
}
