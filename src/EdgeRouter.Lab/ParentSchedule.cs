using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab;

/// <summary>Draws a day's parent orders: Poisson arrivals per instrument, log-normal sizes in round lots, fair sides. Ids are unique over days.</summary>
public static class ParentSchedule
{
    private const ulong StreamBase = 0x5041_5245_4E54_0000;
    private const long IdsPerDay = 10_000_000;

    /// <summary>Draws the orders of one day.</summary>
    /// <param name="options">What to draw.</param>
    /// <param name="universe">Instruments.</param>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="day">Day number; ids start at day × 10,000,000.</param>
    /// <param name="startNs">Market open.</param>
    /// <param name="endNs">Market close.</param>
    /// <returns>Orders by arrival time; equal times by instrument.</returns>
    public static IReadOnlyList<ScheduledParent> Draw(ParentScheduleOptions options, Universe universe, ulong seed, int day, long startNs, long endNs)
    {
        options.Validated();
        var parents = new List<ScheduledParent>();
        long first = startNs + (long)(options.QuietStartSeconds * TimeUnits.Second);
        long last = endNs - (long)(options.QuietEndSeconds * TimeUnits.Second);
        foreach (Instrument instrument in universe.Instruments)
        {
            var random = new DeterministicRandom(seed ^ SplitMix64.Mix((ulong)day), StreamBase + (ulong)instrument.Id.Value);
            DrawInstrument(options, instrument, ref random, first, last, parents);
        }

        parents.Sort((a, b) => (a.Order.ArrivalTimeNs, a.Order.InstrumentId.Value).CompareTo((b.Order.ArrivalTimeNs, b.Order.InstrumentId.Value)));
        for (int i = 0; i < parents.Count; i++)
        {
            parents[i] = parents[i] with { Order = parents[i].Order with { Id = new ParentOrderId((day * IdsPerDay) + i + 1) } };
        }

        return parents;
    }

    private static void DrawInstrument(ParentScheduleOptions options, Instrument instrument, ref DeterministicRandom random, long firstNs, long lastNs, List<ScheduledParent> parents)
    {
        double timeNs = firstNs;
        while (true)
        {
            timeNs += random.NextExponential(options.MeanIntervalSeconds * TimeUnits.Second);
            double size = options.MedianQuantity * DeterministicMath.Exp(options.LogQuantityDeviation * random.NextGaussian());
            Side side = random.NextBool(0.5) ? Side.Buy : Side.Sell;
            bool isLimit = random.NextBool(options.LimitFraction);
            double roomBps = random.NextDouble() * options.LimitRoomBps;
            if (timeNs >= lastNs)
            {
                return;
            }

            long lots = Math.Clamp((long)(size / instrument.RoundLot), 1, Math.Max(1, options.QuantityMax / instrument.RoundLot));
            parents.Add(new ScheduledParent(
                new ParentOrder
                {
                    InstrumentId = instrument.Id,
                    Side = side,
                    Type = isLimit ? OrderType.Limit : OrderType.Market,
                    TimeInForce = TimeInForce.Day,
                    PermittedActions = options.PermittedActions,
                    UrgencyPercent = 100,
                    Quantity = lots * instrument.RoundLot,
                    ArrivalTimeNs = (long)timeNs,
                    HorizonNs = (long)(options.HorizonSeconds * TimeUnits.Second),
                },
                roomBps));
        }
    }
}
