using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Features.Venues;

/// <summary>Decayed sums of one cell. Every sum has its weight beside it; a mean is one over the other.</summary>
internal struct VenueCell
{
    public double Orders;
    public double Rejects;
    public double Accepted;
    public double FillRatio;
    public double Partials;
    public double Fills;
    public double TimeToFillMs;
    public double MarkOuts;
    public double AdverseBps;
    public double Misses;
    public double LeakageBps;
    public double Impacts;
    public double ImpactBps;
    public long LastNs;
    public long LastImpactNs;

    /// <summary>Ages everything but the impact to a time; 0 as last time (new, or loaded) ages nothing.</summary>
    public void DecayTo(long timeNs, long halfLifeNs)
    {
        double factor = Factor(ref LastNs, timeNs, halfLifeNs);
        Orders *= factor;
        Rejects *= factor;
        Accepted *= factor;
        FillRatio *= factor;
        Partials *= factor;
        Fills *= factor;
        TimeToFillMs *= factor;
        MarkOuts *= factor;
        AdverseBps *= factor;
        Misses *= factor;
        LeakageBps *= factor;
    }

    /// <summary>Ages the impact to a time.</summary>
    public void DecayImpactTo(long timeNs, long halfLifeNs)
    {
        double factor = Factor(ref LastImpactNs, timeNs, halfLifeNs);
        Impacts *= factor;
        ImpactBps *= factor;
    }

    private static double Factor(ref long lastNs, long timeNs, long halfLifeNs)
    {
        long age = lastNs == 0 ? 0 : timeNs - lastNs;
        lastNs = Math.Max(lastNs, timeNs);
        return age <= 0 ? 1.0 : DeterministicMath.Exp2(-(double)age / halfLifeNs);
    }
}
