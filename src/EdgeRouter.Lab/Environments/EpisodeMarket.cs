using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Environments;

/// <summary>The market of one instrument: all that an episode needs of a world.</summary>
internal static class EpisodeMarket
{
    /// <summary>A world's market with one of its instruments, over a short session of a regime.</summary>
    public static MarketParameters Of(MarketParameters world, string regime, int instrument, int seconds) => MarketRegimes.Apply(
        world with { Instruments = [world.Instruments[instrument]], DurationSeconds = Math.Min(world.DurationSeconds, seconds) },
        regime);

    /// <summary>The open, ns since the Unix epoch.</summary>
    public static long StartNs(MarketParameters market, int day) =>
        TradingCalendar.OpenNs(market.TaqPath is null ? TradingCalendar.DateOf(day) : TaqHistory.DateOf(market, day));
}
