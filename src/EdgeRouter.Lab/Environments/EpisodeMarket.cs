using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Environments;

/// <summary>The market of one instrument: all that an episode needs of a world.</summary>
internal static class EpisodeMarket
{
    /// <summary>A world's market with one of its instruments, over a short session.</summary>
    public static MarketParameters Of(MarketParameters market, int instrument, int seconds) => market with
    {
        Instruments = [market.Instruments[instrument]],
        DurationSeconds = Math.Min(market.DurationSeconds, seconds),
    };

    /// <summary>The open, ns since the Unix epoch.</summary>
    public static long StartNs(MarketParameters market, int day) =>
        TradingCalendar.OpenNs(market.TaqPath is null ? TradingCalendar.DateOf(day) : TaqHistory.DateOf(market, day));
}
