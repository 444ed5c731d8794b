using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.State;

namespace EdgeRouter.Routing.Policies.Dark;

/// <summary>The Kaplan–Meier estimate of how much hidden volume a venue has, from orders that say exactly how much there was when they came back partly
/// filled, and only that there was at least as much when they came back full. Counts are weights, halved over days.</summary>
/// <remarks>Bucket k is at risk in an order that asked for its whole end and got at least the end before; it fails in it when the order got less than its
/// end. The tail at an end is the product of <c>1 − failed / at risk</c> up to it (Kaplan and Meier 1958).</remarks>
internal sealed class TailCurve
{
    private readonly double[] _atRisk = new double[LotBuckets.Count];
    private readonly double[] _failed = new double[LotBuckets.Count];

    /// <summary>Day of the newest observation, counted from the epoch.</summary>
    public int Day { get; private set; }

    /// <summary>Whether nothing was ever observed.</summary>
    public bool IsEmpty => _atRisk[0] == 0.0;

    /// <summary>Weight of the orders that looked for the bucket, as of <see cref="Day"/>.</summary>
    public double AtRisk(int bucket) => _atRisk[bucket];

    /// <summary>Weight of those that did not find it.</summary>
    public double Failed(int bucket) => _failed[bucket];

    /// <summary>Counts an order.</summary>
    /// <param name="sent">Shares.</param>
    /// <param name="filled">Shares, 0 to sent.</param>
    /// <param name="lot">Shares of a lot.</param>
    /// <param name="day">When; earlier than the newest counts as the newest.</param>
    /// <param name="halfLifeDays">Days.</param>
    public void Observe(long sent, long filled, long lot, int day, double halfLifeDays)
    {
        Decay(day, halfLifeDays);
        long before = 0;
        for (int k = 0; k < LotBuckets.Count; k++)
        {
            long end = LotBuckets.Ends[k] * lot;
            if (sent < end || filled < before)
            {
                return;
            }

            _atRisk[k] += 1.0;
            _failed[k] += filled < end ? 1.0 : 0.0;
            before = end;
        }
    }

    /// <summary>What the counts weigh on a day.</summary>
    public double WeightAt(int day, double halfLifeDays) => day <= Day ? 1.0 : DeterministicMath.Exp2((Day - day) / halfLifeDays);

    /// <summary>Writes the tail at every bucket's end: the estimate as far as enough orders looked (the cut-off), the same once more in the bucket after it
    /// (optimism: what was hardly looked for is taken to be as likely as what is known), then the estimate for what it is worth.</summary>
    /// <param name="tails">Out.</param>
    /// <param name="day">Today.</param>
    /// <param name="options">Least count and half-life.</param>
    /// <returns>The cut-off: buckets whose estimate is trusted.</returns>
    public int Fill(Span<double> tails, int day, DarkExploreOptions options)
    {
        double weight = WeightAt(day, options.HalfLifeDays);
        int cutoff = 0;
        double tail = 1.0;
        double trusted = 1.0;
        for (int k = 0; k < LotBuckets.Count; k++)
        {
            bool isTrusted = cutoff == k && _atRisk[k] * weight >= options.ObservationCountMin;
            tail = _atRisk[k] > 0.0 ? tail * (1.0 - (_failed[k] / _atRisk[k])) : 0.0;
            tails[k] = tail;
            if (isTrusted)
            {
                cutoff++;
                trusted = tail;
            }
            else if (cutoff == k)
            {
                tails[k] = trusted;
            }
        }

        return cutoff;
    }

    /// <summary>Writes the counts.</summary>
    public void Save(StateWriter writer)
    {
        writer.Write(Day);
        for (int k = 0; k < LotBuckets.Count; k++)
        {
            writer.Write(_atRisk[k]);
            writer.Write(_failed[k]);
        }
    }

    /// <summary>Replaces the counts.</summary>
    public void Load(ref StateReader reader)
    {
        Day = reader.ReadInt32();
        for (int k = 0; k < LotBuckets.Count; k++)
        {
            _atRisk[k] = reader.ReadDouble();
            _failed[k] = reader.ReadDouble();
        }
    }

    /// <summary>Whether the counts can have come from observations: finite, not negative, and no more failures than looks.</summary>
    public bool IsSound
    {
        get
        {
            bool isSound = Day >= 0;
            for (int k = 0; k < LotBuckets.Count; k++)
            {
                isSound &= double.IsFinite(_atRisk[k]) && _failed[k] >= 0.0 && _failed[k] <= _atRisk[k] * (1.0 + 1e-9);
            }

            return isSound;
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Day = 0;
        Array.Clear(_atRisk);
        Array.Clear(_failed);
    }

    private void Decay(int day, double halfLifeDays)
    {
        double weight = WeightAt(day, halfLifeDays);
        Day = Math.Max(Day, day);
        for (int k = 0; k < LotBuckets.Count && weight < 1.0; k++)
        {
            _atRisk[k] *= weight;
            _failed[k] *= weight;
        }
    }
}
