using System.Numerics;
using EdgeRouter.Core.Memory;

namespace EdgeRouter.Features.Venues;

/// <summary>A small histogram of durations for each venue: four steps an octave from 1 us to over an hour. When a venue has 4,096 samples all its
/// counts are halved, so that it follows the last few thousand.</summary>
internal sealed class LatencySketch
{
    public const int BucketCount = 128;
    public const int HalvingCount = 4096;
    private readonly NativeArray<int> _counts;
    private readonly NativeArray<int> _totals;
    private readonly NativeArray<double> _quantiles; // of each venue: median, 99th percentile
    private readonly NativeArray<bool> _isCurrent;

    public LatencySketch(NativeRegion region, int venueCount)
    {
        _counts = region.Allocate<int>(venueCount * BucketCount);
        _totals = region.Allocate<int>(venueCount);
        _quantiles = region.Allocate<double>(venueCount * 2);
        _isCurrent = region.Allocate<bool>(venueCount);
    }

    public static long RequiredBytes(int venueCount) => (venueCount * ((BucketCount * 4L) + 21)) + 256;

    public int TotalOf(int venue) => _totals[venue];

    public Span<int> CountsOf(int venue) => _counts.Slice(venue * BucketCount, BucketCount);

    public void Add(int venue, long durationNs)
    {
        Span<int> counts = CountsOf(venue);
        counts[BucketOf(durationNs / 1_000)]++;
        _isCurrent[venue] = false;
        if (++_totals[venue] >= HalvingCount)
        {
            Halve(counts);
            Recount(venue);
        }
    }

    /// <summary>Works the total out again after counts were loaded.</summary>
    public void Recount(int venue)
    {
        int total = 0;
        foreach (int count in CountsOf(venue))
        {
            total += count;
        }

        _totals[venue] = total;
        _isCurrent[venue] = false;
    }

    /// <summary>Median and 99th percentile in us, linear inside their buckets; NaN without samples. Worked out once a change.</summary>
    public void Read(int venue, out double medianUs, out double p99Us)
    {
        if (!_isCurrent[venue])
        {
            _quantiles[venue * 2] = QuantileUs(venue, 0.5);
            _quantiles[(venue * 2) + 1] = QuantileUs(venue, 0.99);
            _isCurrent[venue] = true;
        }

        medianUs = _quantiles[venue * 2];
        p99Us = _quantiles[(venue * 2) + 1];
    }

    private double QuantileUs(int venue, double fraction)
    {
        double rank = _totals[venue] * fraction;
        double below = 0;
        ReadOnlySpan<int> counts = CountsOf(venue);
        for (int bucket = 0; bucket < BucketCount; bucket++)
        {
            if (counts[bucket] > 0 && below + counts[bucket] >= rank)
            {
                double low = LowerUs(bucket);
                return low + ((LowerUs(bucket + 1) - low) * ((rank - below) / counts[bucket]));
            }

            below += counts[bucket];
        }

        return double.NaN;
    }

    // Values 0 to 3 have buckets of their own; above that the two bits behind the leading one choose among four in the octave.
    internal static int BucketOf(long us)
    {
        if (us < 4)
        {
            return (int)Math.Max(0, us);
        }

        int octave = BitOperations.Log2((ulong)us);
        return Math.Min(BucketCount - 1, ((octave - 1) * 4) + (int)((us >> (octave - 2)) & 3));
    }

    internal static double LowerUs(int bucket) => bucket < 4 ? bucket : (4.0 + (bucket & 3)) * (1L << ((bucket / 4) - 1));

    private static void Halve(Span<int> counts)
    {
        foreach (ref int count in counts)
        {
            count /= 2;
        }
    }
}
