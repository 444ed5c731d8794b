using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Reference;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Cli.Audits;

/// <summary>Finds the sessions of one day.</summary>
internal static class SessionsOfDay
{
    private const int CountMax = 64;
    private const long DayNs = TimeUnits.Day;

    /// <summary>The sessions of a venue that begin on the UTC day of a time, and the one that is under way when that day begins.</summary>
    /// <param name="schedule">When venues trade.</param>
    /// <param name="venue">A valid id.</param>
    /// <param name="timeNs">A time on that day, ns since the Unix epoch, UTC.</param>
    public static IReadOnlyList<DaySession> Of(TradingSchedule schedule, VenueId venue, long timeNs)
    {
        var sessions = new List<DaySession>();
        long dayNs = timeNs - (timeNs % DayNs);
        long fromNs = dayNs;
        while (fromNs < dayNs + DayNs && sessions.Count < CountMax)
        {
            long toNs = schedule.NextChangeNs(venue, fromNs);
            if (schedule.SessionAt(venue, fromNs) is var session and not TradingSession.Closed)
            {
                sessions.Add(new DaySession(session, fromNs, toNs));
            }

            fromNs = toNs;
        }

        return sessions;
    }
}
