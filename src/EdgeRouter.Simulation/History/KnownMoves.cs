using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>The moves of the latent price that informed traders know of before they happen, with the direction that they believe in.</summary>
internal static class KnownMoves
{
    /// <summary>Moves in order of time, never overlapping; the bursts where no informed traders are configured.</summary>
    public static Burst[] Find(
        MarketParameters market, int instrumentIndex, ulong seed, long startNs, double openTicks, List<PriceStep> path, Burst[] bursts)
    {
        if (market.Flow.Informed is not { } informed)
        {
            return bursts;
        }

        var known = new List<Burst>();
        long horizonNs = (long)(informed.HorizonSeconds * TimeUnits.Second);
        long endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        var now = new PathCursor(path, openTicks);
        var then = new PathCursor(path, openTicks);
        for (long time = startNs; time + horizonNs < endNs;)
        {
            double ticks = now.At(time);
            double bps = 1e4 * (then.At(time + horizonNs) - ticks) / ticks;
            ulong key = Draw.Key(seed, DrawStream.Informed, instrumentIndex, time);
            if (Math.Abs(bps) < informed.MinBps || Draw.Unit(key) >= informed.KnownProbability)
            {
                time += Math.Max(1, horizonNs / 2);
                continue;
            }

            int direction = Math.Sign(bps) * (Draw.Unit(key * 3) < 0.5 * (1.0 + informed.Strength) ? 1 : -1);
            known.Add(new Burst(time, time + horizonNs, direction));
            time += horizonNs;
        }

        return [.. known];
    }
}
