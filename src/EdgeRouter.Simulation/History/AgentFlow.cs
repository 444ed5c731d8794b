using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Adds institutions, momentum traders and informed takers to a tape. Each has streams of its own, so one can be switched off without moving the others.</summary>
internal static class AgentFlow
{
    /// <summary>Adds all that the parameters name.</summary>
    /// <returns>The metaorders in order of their start.</returns>
    public static Metaorder[] Add(
        TapeBuilder tape, MarketParameters market, int instrumentIndex, ulong seed, long startNs, double openTicks, List<PriceStep> path, Burst[] known)
    {
        InstrumentParameters instrument = market.Instruments[instrumentIndex];
        long endNs = startNs + (market.DurationSeconds * TimeUnits.Second);
        var sizes = new TakerSizes(instrument, market.Flow);
        var metaorders = new List<Metaorder>();
        if ((instrument.Metaorders ?? market.Flow.Metaorders) is { } institutions)
        {
            AddMetaorders(tape, metaorders, institutions, market.Flow, sizes, new DeterministicRandom(seed, (DrawStream.Metaorder << 32) | (uint)instrumentIndex), startNs, endNs);
        }

        if (market.Flow.Momentum is { } momentum)
        {
            var random = new DeterministicRandom(seed, (DrawStream.Momentum << 32) | (uint)instrumentIndex);
            AddMomentum(tape, momentum, market.Flow, sizes, random, new PathCursor(path, openTicks), new PathCursor(path, openTicks), startNs, endNs);
        }

        if (market.Flow.Informed is { } informed)
        {
            var random = new DeterministicRandom(seed, (DrawStream.Informed << 32) | (uint)instrumentIndex);
            AddInformed(tape, informed, market.Flow, sizes, random, new PathCursor(path, openTicks), known);
        }

        return [.. metaorders];
    }

    private static void AddMetaorders(
        TapeBuilder tape, List<Metaorder> metaorders, MetaorderParameters p, FlowParameters flow, TakerSizes sizes, DeterministicRandom random, long startNs, long endNs)
    {
        for (long start = Next(ref random, startNs, p.SecondsMean); start < endNs; start = Next(ref random, start, p.SecondsMean))
        {
            double pareto = p.ChildrenMin * DeterministicMath.Exp(random.NextExponential(1.0 / p.TailExponent));
            int children = (int)Math.Min(p.ChildrenMax, Math.Floor(pareto));
            int sign = random.NextBool(tape.BuyShare) ? 1 : -1;
            long time = start;
            long last = start;
            long shares = 0;
            int sent = 0;
            for (; sent < children && time < endNs; sent++)
            {
                TakerArrival child = Taker(time, sign, p.ChildLotsMedian, flow, sizes, ref random) with { Foreseen = sent };
                tape.Add(in child);
                shares += child.Shares;
                last = time;
                time = Next(ref random, time, p.SecondsBetweenChildren);
            }

            metaorders.Add(new Metaorder(start, last, sign > 0 ? Side.Buy : Side.Sell, shares, sent));
        }
    }

    private static void AddMomentum(
        TapeBuilder tape, MomentumParameters p, FlowParameters flow, TakerSizes sizes, DeterministicRandom random, PathCursor now, PathCursor before, long startNs, long endNs)
    {
        if (p.TakersPerSecond == 0.0)
        {
            return;
        }

        long windowNs = (long)(p.WindowSeconds * TimeUnits.Second);
        for (long time = Next(ref random, startNs + windowNs, 1.0 / p.TakersPerSecond); time < endNs; time = Next(ref random, time, 1.0 / p.TakersPerSecond))
        {
            double then = before.At(time - windowNs);
            double bps = 1e4 * (now.At(time) - then) / then;
            if (Math.Abs(bps) >= p.ThresholdBps)
            {
                tape.Add(Taker(time, Math.Sign(bps), p.LotsMedian, flow, sizes, ref random));
            }
        }
    }

    private static void AddInformed(
        TapeBuilder tape, InformedParameters p, FlowParameters flow, TakerSizes sizes, DeterministicRandom random, PathCursor price, Burst[] known)
    {
        long horizonNs = (long)(p.HorizonSeconds * TimeUnits.Second);
        foreach (Burst move in known)
        {
            int count = HawkesArrivals.Poisson(p.TakersMean, ref random);
            double target = price.At(move.EndNs);
            for (int i = 0; i < count; i++)
            {
                long time = move.StartNs + 1 + (long)(0.5 * horizonNs * random.NextDouble());
                TakerArrival taker = Taker(time, move.Direction, p.LotsMedian, flow, sizes, ref random);
                tape.Add(taker with { Route = 1.0f, Kind = TakerKind.Informed, ReferenceTicks = target });
            }
        }
    }

    private static TakerArrival Taker(long timeNs, int sign, double lotsMedian, FlowParameters flow, TakerSizes sizes, ref DeterministicRandom random)
    {
        int shares = sizes.Shares(ref random, lotsMedian);
        float route = (float)random.NextDouble();
        return new TakerArrival(timeNs, shares, route, (sbyte)sign, TakerKind.Natural, random.NextBool(flow.FeeAwareShare), 0.0);
    }

    private static long Next(ref DeterministicRandom random, long fromNs, double secondsMean) =>
        fromNs + 1 + (long)(random.NextExponential(secondsMean) * TimeUnits.Second);
}
