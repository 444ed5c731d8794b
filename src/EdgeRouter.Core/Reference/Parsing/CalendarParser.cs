using EdgeRouter.Core.Reference.Calendars;

namespace EdgeRouter.Core.Reference.Parsing;

/// <summary>Reads the calendars and works out their sessions.</summary>
internal static class CalendarParser
{
    /// <summary>Sessions as the file names them; index = <see cref="TradingSession"/> − 1.</summary>
    internal static readonly string[] SessionWords = ["pre", "regular", "post"];

    private const int DaySeconds = 86_400;

    internal static (TradingCalendar[] Calendars, SessionInterval[][] Sessions) Read(JsonValue list, ParseScope scope)
    {
        var byName = new SortedDictionary<string, (TradingCalendar Calendar, JsonValue Source)>(StringComparer.Ordinal);
        foreach (JsonValue value in list.AsList(1, ReferenceLimits.CalendarsMax))
        {
            TradingCalendar calendar = ReadCalendar(value, scope);
            if (!byName.TryAdd(calendar.Name, (calendar, value)))
            {
                throw value.Error("ER1152", $"calendar {calendar.Name} stands twice; keep one");
            }
        }

        var sessions = new List<SessionInterval[]>();
        int count = 0;
        foreach ((TradingCalendar calendar, JsonValue source) in byName.Values)
        {
            sessions.Add(calendar.Compile(source, scope.FromNs, scope.UntilNs));
            count += sessions[^1].Length;
            if (count > ReferenceLimits.SessionIntervalsMax)
            {
                throw list.Error("ER1153", $"have more than {ReferenceLimits.SessionIntervalsMax} sessions within the validity; shorten it");
            }
        }

        return ([.. byName.Values.Select(entry => entry.Calendar)], [.. sessions]);
    }

    /// <summary>Reads words of sessions as a set, bit 1 &lt;&lt; session.</summary>
    internal static int Traded(JsonValue list)
    {
        int traded = WordSet.Read(list, SessionWords);
        return traded != 0 ? traded << 1 : throw list.Error("ER1154", $"has no session; name some of {string.Join(", ", SessionWords)}");
    }

    private static TradingCalendar ReadCalendar(JsonValue value, ParseScope scope)
    {
        JsonEntry entry = value.AsEntry("name", "timeZone", "firstDay", "lastDay", "holidays", "specialDays", "versions");
        int first = entry["firstDay"].AsDay();
        int last = entry["lastDay"].AsDay();
        if (last < first)
        {
            throw entry["lastDay"].Error("ER1158", "is before firstDay; exchange them");
        }

        HashSet<int> holidays = [];
        foreach (JsonValue day in entry["holidays"].AsList(0, ReferenceLimits.SpecialDaysMax))
        {
            AddDay(day, holidays, first, last);
        }

        return new TradingCalendar
        {
            Name = entry["name"].AsName(),
            Zone = scope.Zones.Find(entry["timeZone"]),
            FirstDay = first,
            LastDay = last,
            SpecialDays = ReadSpecialDays(entry, [.. holidays], first, last),
            Holidays = holidays,
            Weeks = VersionList.Read(entry["versions"], day => day.AsDay(), first, last + 1L, version => ReadWeek(version["week"]), ["week"]),
        };
    }

    private static SortedDictionary<int, SessionRule[]> ReadSpecialDays(JsonEntry calendar, HashSet<int> taken, int first, int last)
    {
        var days = new SortedDictionary<int, SessionRule[]>();
        foreach (JsonValue value in calendar["specialDays"].AsList(0, ReferenceLimits.SpecialDaysMax))
        {
            JsonEntry entry = value.AsEntry("day", "sessions");
            days.Add(AddDay(entry["day"], taken, first, last), ReadSessions(entry["sessions"]));
        }

        return days;
    }

    private static int AddDay(JsonValue value, HashSet<int> days, int first, int last)
    {
        int day = value.AsDay();
        if (day < first || day > last)
        {
            throw value.Error("ER1158", "is not between firstDay and lastDay; correct it or extend them");
        }

        return days.Add(day) ? day : throw value.Error("ER1152", "the day stands twice among holidays and specialDays; keep one");
    }

    private static SessionRule[][] ReadWeek(JsonValue list)
    {
        var week = new SessionRule[TradingCalendar.WeekDays.Length][];
        Array.Fill(week, []);
        foreach (JsonValue value in list.AsList(0, week.Length))
        {
            JsonEntry entry = value.AsEntry("days", "sessions");
            SessionRule[] sessions = ReadSessions(entry["sessions"]);
            foreach (JsonValue word in entry["days"].AsList(1, week.Length))
            {
                int day = word.AsWord(TradingCalendar.WeekDays);
                week[day] = week[day].Length == 0 ? sessions : throw word.Error("ER1152", "the day of the week stands twice; keep one");
            }
        }

        return week;
    }

    private static SessionRule[] ReadSessions(JsonValue list)
    {
        JsonValue[] values = list.AsList(1, ReferenceLimits.SessionsPerDayMax);
        return [.. values.Select(ReadSession).OrderBy(rule => rule.FromSeconds)];
    }

    private static SessionRule ReadSession(JsonValue value)
    {
        JsonEntry entry = value.AsEntry("session", "from", "to");
        var session = (TradingSession)(entry["session"].AsWord(SessionWords) + 1);
        int from = ReadClock(entry["from"]);
        int to = ReadClock(entry["to"]);
        if (from == DaySeconds)
        {
            throw entry["from"].Error("ER1153", "must be before 24:00");
        }

        return new SessionRule(session, from, to > from ? to : to + DaySeconds);
    }

    private static int ReadClock(JsonValue value) =>
        TimeText.TryParseClock(value.AsText(), out int seconds) ? seconds : throw value.Error("ER1153", "must be a local time HH:mm or HH:mm:ss, 00:00 to 24:00");
}
