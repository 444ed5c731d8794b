using EdgeRouter.Core.Memory;

namespace EdgeRouter.Features.Market;

/// <summary>A sliding window for each instrument: a ring of buckets and their running sum. The window is the current bucket and the ones before it.
/// Moving on costs one step a bucket passed, at most one round.</summary>
internal sealed class WindowRing
{
    private readonly NativeArray<WindowSums> _buckets;
    private readonly NativeArray<WindowSums> _totals;
    private readonly NativeArray<long> _current;
    private readonly long _bucketNs;
    private readonly int _bucketCount;

    public WindowRing(NativeRegion region, int instrumentCount, long bucketNs, int bucketCount)
    {
        _buckets = region.Allocate<WindowSums>(instrumentCount * bucketCount);
        _totals = region.Allocate<WindowSums>(instrumentCount);
        _current = region.Allocate<long>(instrumentCount);
        _bucketNs = bucketNs;
        _bucketCount = bucketCount;
    }

    public static long RequiredBytes(int instrumentCount, int bucketCount) => (instrumentCount * ((bucketCount * 40L) + 48)) + 192;

    public void Add(int instrument, long timeNs, in WindowSums sums)
    {
        Advance(instrument, timeNs);
        _buckets[(instrument * _bucketCount) + (int)(_current[instrument] % _bucketCount)].Add(sums);
        _totals[instrument].Add(sums);
    }

    public ref readonly WindowSums At(int instrument, long timeNs)
    {
        Advance(instrument, timeNs);
        return ref _totals[instrument];
    }

    // A time before the current bucket (a listener that looks back) counts as the current bucket.
    private void Advance(int instrument, long timeNs)
    {
        long target = timeNs / _bucketNs;
        long steps = target - _current[instrument];
        if (steps <= 0)
        {
            return;
        }

        Span<WindowSums> ring = _buckets.Slice(instrument * _bucketCount, _bucketCount);
        if (steps >= _bucketCount)
        {
            ring.Clear();
            _totals[instrument] = default;
        }
        else
        {
            for (long bucket = target - steps + 1; bucket <= target; bucket++)
            {
                ref WindowSums expired = ref ring[(int)(bucket % _bucketCount)];
                _totals[instrument].Subtract(expired);
                expired = default;
            }
        }

        _current[instrument] = target;
    }
}
