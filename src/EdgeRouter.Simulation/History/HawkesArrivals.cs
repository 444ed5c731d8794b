using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Events;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.History;

/// <summary>Self-exciting arrivals drawn as a branching process (Hawkes and Oakes, 1974): every arrival has a Poisson number of direct descendants a kernel,
/// each an exponential time later. Exact, and bounded: the branching ratio is below one and what falls behind the close is dropped.</summary>
internal static class HawkesArrivals
{
    /// <summary>Times and signs, in no order.</summary>
    public static List<(long TimeNs, int Sign)> Draw(
        HawkesParameters hawkes, InstrumentParameters instrument, ActivityEnvelope? envelope, double buyShare, ulong seed, int instrumentIndex, long startNs, long endNs)
    {
        var random = new DeterministicRandom(seed, (DrawStream.Hawkes << 32) | (uint)instrumentIndex);
        var arrivals = new List<(long TimeNs, int Sign)>();
        long time = startNs;
        while ((time += 1 + (long)(random.NextExponential(instrument.TakerClusterSecondsMean / (envelope?.RateAt(time) ?? 1.0)) * TimeUnits.Second)) < endNs)
        {
            arrivals.Add((time, random.NextBool(buyShare) ? 1 : -1));
        }

        for (int parent = 0; parent < arrivals.Count; parent++)
        {
            foreach (HawkesKernel kernel in hawkes.Kernels)
            {
                int children = Poisson(kernel.BranchingRatio, ref random);
                for (int child = 0; child < children; child++)
                {
                    long at = arrivals[parent].TimeNs + 1 + (long)(random.NextExponential(kernel.DecaySeconds) * TimeUnits.Second);
                    int drawn = random.NextBool(buyShare) ? 1 : -1;
                    int sign = random.NextBool(hawkes.SignInheritance) ? arrivals[parent].Sign : drawn;
                    if (at < endNs)
                    {
                        arrivals.Add((at, sign));
                    }
                }
            }
        }

        return arrivals;
    }

    /// <summary>A Poisson number by Knuth's product; for small means.</summary>
    public static int Poisson(double mean, ref DeterministicRandom random)
    {
        double limit = DeterministicMath.Exp(-mean);
        double product = random.NextDouble();
        int count = 0;
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }

        return count;
    }
}
