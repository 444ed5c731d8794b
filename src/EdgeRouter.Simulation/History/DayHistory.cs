using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>All that happens on one day whatever we do.</summary>
/// <param name="Seed">Seed of the day's hashed draws.</param>
/// <param name="StartNs">Open, ns since the Unix epoch.</param>
/// <param name="EndNs">Close, ns since the Unix epoch.</param>
/// <param name="Instruments">By instrument.</param>
internal sealed record DayHistory(ulong Seed, long StartNs, long EndNs, InstrumentHistory[] Instruments)
{
    public static DayHistory Build(MarketParameters market, ulong seed, int day)
    {
        ulong daySeed = SplitMix64.Mix(seed ^ SplitMix64.Mix((ulong)day));
        DateOnly date = market.TaqPath is null ? TradingCalendar.DateOf(day) : TaqHistory.DateOf(market, day);
        long startNs = TradingCalendar.OpenNs(date);
        long endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        InstrumentHistory[] instruments =
        [
            .. Enumerable.Range(0, market.Instruments.Count).Select(i => market.TaqPath is null
                ? SyntheticHistory.Build(market, i, daySeed, startNs)
                : TaqHistory.Build(market, i, daySeed, date)),
        ];
        return new DayHistory(daySeed, startNs, endNs, instruments);
    }
}
