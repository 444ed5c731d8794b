using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Tests.Calibration;

internal static class HandTape
{
    public const long Tick = 10_000_000;

    public static MarketTape Of(BestQuote[] quotes, TapeTrade[] trades, int lengthMs) => new()
    {
        Symbol = "XYZ",
        TickNanos = Tick,
        RoundLot = 100,
        LengthMs = lengthMs,
        Quotes = quotes,
        Trades = trades,
        Venues = [TaqVenueTable.OffExchangeName, "ONE", "TWO"],
    };

    public static BestQuote Quote(int ms, long bidTicks, long askTicks, int bidShares = 100, int askShares = 100) => new(ms, bidTicks * Tick, askTicks * Tick, bidShares, askShares);

    public static TapeTrade Trade(int ms, double ticks, long shares, int venue = 1, TapeUse use = TapeUse.All) => new(ms, (long)(ticks * Tick), shares, venue, use);
}
