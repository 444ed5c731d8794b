using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Draws the news of one instrument's day, by chance and by schedule, and lists what surges.</summary>
internal static class NewsBuilder
{
    private static readonly NewsParameters Unnamed = new();

    /// <summary>News in order of time.</summary>
    public static List<NewsItem> Build(MarketParameters market, int instrumentIndex, ulong seed, long startNs)
    {
        var items = new List<NewsItem>();
        NewsParameters news = market.Price.News ?? Unnamed;
        var random = new DeterministicRandom(seed, (DrawStream.News << 32) | (uint)instrumentIndex);
        double scale = market.Instruments[instrumentIndex].VolatilityScale;
        foreach (ScheduleEntry entry in Scheduled(market, instrumentIndex, ScheduleKind.News))
        {
            double drawn = Size(news, ref random);
            items.Add(new NewsItem(TimeOf(market, startNs, entry.From), (entry.JumpBps ?? drawn) * scale, news.JumpNs));
        }

        long endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        long time = news.SecondsMean == 0.0 ? endNs : Next(ref random, startNs, news.SecondsMean);
        for (; time < endNs; time = Next(ref random, time, news.SecondsMean))
        {
            items.Add(new NewsItem(time, Size(news, ref random) * scale, news.JumpNs));
        }

        items.Sort(static (x, y) => x.TimeNs != y.TimeNs ? x.TimeNs.CompareTo(y.TimeNs) : x.Bps.CompareTo(y.Bps));
        return items;
    }

    /// <summary>What surges: after news, and by schedule.</summary>
    public static List<SurgeItem> Surges(MarketParameters market, int instrumentIndex, long startNs, List<NewsItem> items)
    {
        var surges = new List<SurgeItem>();
        NewsParameters news = market.Price.News ?? Unnamed;
        foreach (NewsItem item in items)
        {
            ScheduleEntry? entry = Scheduled(market, instrumentIndex, ScheduleKind.News).FirstOrDefault(e => TimeOf(market, startNs, e.From) == item.TimeNs);
            surges.Add(new SurgeItem(item.TimeNs, entry?.Surge ?? news.After));
        }

        surges.AddRange(Scheduled(market, instrumentIndex, ScheduleKind.Surge).Select(e => new SurgeItem(TimeOf(market, startNs, e.From), e.Surge!)));
        return surges;
    }

    /// <summary>The instant of a fraction of the session.</summary>
    public static long TimeOf(MarketParameters market, long startNs, double fraction) => startNs + (long)(fraction * market.DurationSeconds * TimeUnits.Second);

    private static IEnumerable<ScheduleEntry> Scheduled(MarketParameters market, int instrumentIndex, ScheduleKind kind) =>
        (market.Schedule ?? []).Where(e => e.Kind == kind && (e.Instrument is null || e.Instrument == market.Instruments[instrumentIndex].Symbol));

    private static double Size(NewsParameters news, ref DeterministicRandom random)
    {
        double bps = news.MinBps + ((news.MaxBps - news.MinBps) * random.NextDouble());
        return random.NextBool(0.5) ? bps : -bps;
    }

    private static long Next(ref DeterministicRandom random, long fromNs, double secondsMean) =>
        fromNs + 1 + (long)(random.NextExponential(secondsMean) * TimeUnits.Second);
}
