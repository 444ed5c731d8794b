using EdgeRouter.Core.Memory;

namespace EdgeRouter.Features.Market;

/// <summary>For each instrument the midpoint at the end of each of the last buckets; a bucket without a change carries the one before.</summary>
internal sealed class MidHistory
{
    private readonly NativeArray<long> _mids;
    private readonly NativeArray<long> _current;
    private readonly long _bucketNs;
    private readonly int _bucketCount;

    public MidHistory(NativeRegion region, int instrumentCount, long bucketNs, int bucketCount)
    {
        _mids = region.Allocate<long>(instrumentCount * bucketCount);
        _current = region.Allocate<long>(instrumentCount);
        _bucketNs = bucketNs;
        _bucketCount = bucketCount;
    }

    public static long RequiredBytes(int instrumentCount, int bucketCount) => (instrumentCount * ((bucketCount * 8L) + 8)) + 128;

    public void Set(int instrument, long timeNs, long midNanos)
    {
        Advance(instrument, timeNs);
        _mids[(instrument * _bucketCount) + (int)(_current[instrument] % _bucketCount)] = midNanos;
    }

    /// <summary>Midpoint at the end of the bucket that is <paramref name="bucketsAgo"/> before the current one; 0 = there was none.</summary>
    public long Ago(int instrument, long timeNs, int bucketsAgo)
    {
        Advance(instrument, timeNs);
        long bucket = _current[instrument] - bucketsAgo;
        return bucket < 0 ? 0 : _mids[(instrument * _bucketCount) + (int)(bucket % _bucketCount)];
    }

    private void Advance(int instrument, long timeNs)
    {
        long target = timeNs / _bucketNs;
        long steps = target - _current[instrument];
        if (steps <= 0)
        {
            return;
        }

        Span<long> ring = _mids.Slice(instrument * _bucketCount, _bucketCount);
        long carried = ring[(int)(_current[instrument] % _bucketCount)];
        if (steps >= _bucketCount)
        {
            ring.Fill(carried);
        }
        else
        {
            for (long bucket = target - steps + 1; bucket <= target; bucket++)
            {
                ring[(int)(bucket % _bucketCount)] = carried;
            }
        }

        _current[instrument] = target;
    }
}
