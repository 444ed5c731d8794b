using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.State;

namespace EdgeRouter.Features.Venues;

/// <summary>Decayed sums of one cell. Every sum has its weight beside it; a mean is one over the other.</summary>
internal struct VenueCell
{
    /// <summary>Sums and weights.</summary>
    public const int ValueCount = 13;

    private const double ResidueMax = 1e-9;

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

    /// <summary>Whether anything was ever added.</summary>
    public readonly bool IsUsed
    {
        get
        {
            Span<double> values = stackalloc double[ValueCount];
            CopyTo(values);
            return LastNs != 0 || LastImpactNs != 0 || values.ContainsAnyExcept(0.0);
        }
    }

    /// <summary>A cell of sums and weights, without its times.</summary>
    /// <param name="values">As <see cref="CopyTo"/> gave them.</param>
    public static VenueCell Of(ReadOnlySpan<double> values) => new()
    {
        Orders = values[0],
        Rejects = values[1],
        Accepted = values[2],
        FillRatio = values[3],
        Partials = values[4],
        Fills = values[5],
        TimeToFillMs = values[6],
        MarkOuts = values[7],
        AdverseBps = values[8],
        Misses = values[9],
        LeakageBps = values[10],
        Impacts = values[11],
        ImpactBps = values[12],
    };

    /// <summary>A cell with everything.</summary>
    public static VenueCell Load(ref StateReader reader)
    {
        Span<double> values = stackalloc double[ValueCount];
        foreach (ref double value in values)
        {
            value = reader.ReadDouble();
        }

        VenueCell cell = Of(values);
        cell.LastNs = reader.ReadInt64();
        cell.LastImpactNs = reader.ReadInt64();
        return cell;
    }

    /// <summary>Writes what <see cref="Load"/> reads.</summary>
    public readonly void Save(StateWriter writer)
    {
        Span<double> values = stackalloc double[ValueCount];
        CopyTo(values);
        foreach (double value in values)
        {
            writer.Write(value);
        }

        writer.Write(LastNs);
        writer.Write(LastImpactNs);
    }

    /// <summary>Sums and weights, in the order in which they are stored.</summary>
    /// <param name="values"><see cref="ValueCount"/> long.</param>
    public readonly void CopyTo(Span<double> values)
    {
        values[0] = Orders;
        values[1] = Rejects;
        values[2] = Accepted;
        values[3] = FillRatio;
        values[4] = Partials;
        values[5] = Fills;
        values[6] = TimeToFillMs;
        values[7] = MarkOuts;
        values[8] = AdverseBps;
        values[9] = Misses;
        values[10] = LeakageBps;
        values[11] = Impacts;
        values[12] = ImpactBps;
    }

    /// <summary>Whether orders could have left these figures: finite, weights not negative, no part above its whole.</summary>
    public readonly bool IsSound
    {
        get
        {
            Span<double> values = stackalloc double[ValueCount];
            CopyTo(values);
            bool isSound = Orders >= 0.0 && Fills >= 0.0 && MarkOuts >= 0.0 && Misses >= 0.0 && Impacts >= 0.0
                && IsPart(Rejects, Orders) && IsPart(Accepted, Orders) && IsPart(FillRatio, Accepted) && IsPart(Partials, Accepted);
            foreach (double value in values)
            {
                isSound &= double.IsFinite(value);
            }

            return isSound;
        }
    }

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

    /// <summary>What is left of 1 that was added to everything but the impact at a time; asked after <see cref="DecayTo"/>.</summary>
    public readonly double LeftOf(long sinceNs, long halfLifeNs) => Left(LastNs - sinceNs, halfLifeNs);

    /// <summary>What is left of 1 that was added to the impact at a time; asked after <see cref="DecayImpactTo"/>.</summary>
    public readonly double LeftOfImpact(long sinceNs, long halfLifeNs) => Left(LastImpactNs - sinceNs, halfLifeNs);

    /// <summary>Clears what rounding left of sums whose orders were all taken out again, so that no mean is made of it.</summary>
    public void Tidy()
    {
        Tidy(ref Partials, ref Partials);
        Tidy(ref Fills, ref TimeToFillMs);
        Tidy(ref Misses, ref LeakageBps);
        Tidy(ref Impacts, ref ImpactBps);
        FillRatio = Math.Clamp(FillRatio, 0.0, Accepted);
    }

    // Ageing multiplies part and whole alike, but rounds them apart.
    private static bool IsPart(double part, double whole) => part >= 0.0 && part <= (whole * (1.0 + ResidueMax)) + ResidueMax;

    private static void Tidy(ref double weight, ref double sum)
    {
        if (weight < ResidueMax)
        {
            weight = 0.0;
            sum = 0.0;
        }
    }

    private static double Left(long age, long halfLifeNs) => age <= 0 ? 1.0 : DeterministicMath.Exp2(-(double)age / halfLifeNs);

    private static double Factor(ref long lastNs, long timeNs, long halfLifeNs)
    {
        long age = lastNs == 0 ? 0 : timeNs - lastNs;
        lastNs = Math.Max(lastNs, timeNs);
        return Left(age, halfLifeNs);
    }
}
