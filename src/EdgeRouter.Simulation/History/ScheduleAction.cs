using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>The start or the end of a scheduled thing that changes venues.</summary>
/// <param name="TimeNs">When.</param>
/// <param name="Entry">What.</param>
/// <param name="IsStart">Whether it begins.</param>
/// <param name="Venue">Venue; −1 = all.</param>
/// <param name="Instrument">Instrument; −1 = all.</param>
internal readonly record struct ScheduleAction(long TimeNs, ScheduleEntry Entry, bool IsStart, int Venue, int Instrument)
{
    /// <summary>The actions of a day in order of time; ends come before starts at equal times.</summary>
    public static ScheduleAction[] ListOf(MarketParameters market, long startNs)
    {
        var actions = new List<ScheduleAction>();
        foreach (ScheduleEntry entry in market.Schedule ?? [])
        {
            if (entry.Kind is ScheduleKind.News or ScheduleKind.Surge)
            {
                continue;
            }

            int venue = IndexOf(market.Venues.Select(v => v.Name), entry.Venue);
            int instrument = IndexOf(market.Instruments.Select(i => i.Symbol), entry.Instrument);
            actions.Add(new ScheduleAction(NewsBuilder.TimeOf(market, startNs, entry.From), entry, true, venue, instrument));
            if (entry.To < 1.0)
            {
                actions.Add(new ScheduleAction(NewsBuilder.TimeOf(market, startNs, entry.To), entry, false, venue, instrument));
            }
        }

        return [.. actions.OrderBy(a => a.TimeNs).ThenBy(a => a.IsStart)];
    }

    private static int IndexOf(IEnumerable<string> names, string? name)
    {
        int index = 0;
        foreach (string each in names)
        {
            if (each == name)
            {
                return index;
            }

            index++;
        }

        return -1;
    }
}
