using System.Numerics;

namespace EdgeRouter.Core.Numerics;

/// <summary>Counts of durations in buckets of at most 1/128 relative width (HDR principle, Tene 2012): values to 127 ns exact, above that
/// 64 linear buckets a power of two. Recording allocates nothing.</summary>
public sealed class LatencyHistogram
{
    private const int SubBucketBits = 7;
    private const int SubBucketCount = 1 << SubBucketBits;
    private const int HalfCount = SubBucketCount / 2;
    private readonly long[] _counts = new long[SubBucketCount + ((64 - SubBucketBits) * HalfCount)];

    /// <summary>Durations recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Largest duration recorded, exact; 0 when empty.</summary>
    public long Max { get; private set; }

    /// <summary>Records one duration; a negative one counts as 0.</summary>
    /// <param name="valueNs">Duration, ns.</param>
    public void Record(long valueNs)
    {
        long value = Math.Max(valueNs, 0);
        _counts[IndexOf(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>The smallest recorded bucket bound that at least <paramref name="percentile"/> % of the values do not exceed.</summary>
    /// <param name="percentile">0 to 100.</param>
    /// <returns>Upper bound of the bucket, never above <see cref="Max"/>; 0 when empty.</returns>
    public long ValueAtPercentile(double percentile)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(percentile / 100.0 * Count));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return Math.Min(UpperBoundOf(i), Max);
            }
        }

        return Max;
    }

    /// <summary>Adds another histogram's values.</summary>
    /// <param name="other">The other.</param>
    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>Forgets every value.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
        Max = 0;
    }

    private static int IndexOf(long value)
    {
        if (value < SubBucketCount)
        {
            return (int)value;
        }

        int shift = 63 - BitOperations.LeadingZeroCount((ulong)value) - (SubBucketBits - 1);
        return SubBucketCount + ((shift - 1) * HalfCount) + (int)(value >> shift) - HalfCount;
    }

    private static long UpperBoundOf(int index)
    {
        if (index < SubBucketCount)
        {
            return index;
        }

        int shift = ((index - SubBucketCount) / HalfCount) + 1;
        long top = ((index - SubBucketCount) % HalfCount) + HalfCount;
        return ((top + 1) << shift) - 1;
    }
}
