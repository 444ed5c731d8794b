using EdgeRouter.Core.Time;

namespace EdgeRouter.Features.Venues;

/// <summary>Memory and shrinkage of <see cref="VenueStatistics"/>.</summary>
public sealed record VenueStatisticsOptions
{
    private static readonly int[] Lots = [1, 5, 20];

    /// <summary>Half-life of the rates: half an hour keeps a morning's experience without drowning the last minutes'.</summary>
    public long HalfLifeNs { get; init; } = 30 * TimeUnits.Minute;

    /// <summary>Half-life of our own impact, which is only of interest while the market still feels it.</summary>
    public long ImpactHalfLifeNs { get; init; } = TimeUnits.Minute;

    /// <summary>Orders that a cell's parent counts for: with as many orders of its own, a cell weighs one half.</summary>
    public double PriorWeight { get; init; } = 8.0;

    /// <summary>Children remembered for their end and their mark-outs; a power of two. The oldest is forgotten when a new one needs its slot.</summary>
    public int ChildCountMax { get; init; } = 8192;

    /// <summary>Upper bounds of the size buckets, round lots; a larger order is in the last bucket.</summary>
    public static ReadOnlySpan<int> SizeBucketLots => Lots;
}
