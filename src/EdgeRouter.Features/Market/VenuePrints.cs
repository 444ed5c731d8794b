using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Features.Market;

/// <summary>Shares printed by each venue in the last minute, and the time of its last print.</summary>
internal sealed class VenuePrints
{
    private const int BucketCount = 6;
    private const long BucketNs = 10 * TimeUnits.Second;
    private readonly NativeArray<long> _volumes;
    private readonly NativeArray<long> _bucketOf; // number of the bucket that each slot holds
    private readonly NativeArray<long> _lastNs;
    private readonly int _venueCount;

    public VenuePrints(NativeRegion region, int instrumentCount, int venueCount)
    {
        _volumes = region.Allocate<long>(instrumentCount * venueCount * BucketCount);
        _bucketOf = region.Allocate<long>(instrumentCount * venueCount * BucketCount);
        _lastNs = region.Allocate<long>(instrumentCount * venueCount);
        _venueCount = venueCount;
    }

    public static long RequiredBytes(int instrumentCount, int venueCount) => ((long)instrumentCount * venueCount * ((BucketCount * 16) + 8)) + 192;

    public void Add(int instrument, int venue, long quantity, long timeNs)
    {
        int book = (instrument * _venueCount) + venue;
        long bucket = timeNs / BucketNs;
        int slot = (book * BucketCount) + (int)(bucket % BucketCount);
        if (_bucketOf[slot] != bucket)
        {
            _bucketOf[slot] = bucket;
            _volumes[slot] = 0;
        }

        _volumes[slot] += quantity;
        _lastNs[book] = timeNs;
    }

    public long LastNs(int instrument, int venue) => _lastNs[(instrument * _venueCount) + venue];

    public long Volume(int instrument, int venue, long nowNs)
    {
        long oldest = (nowNs / BucketNs) - BucketCount;
        int book = (instrument * _venueCount) + venue;
        if (_lastNs[book] / BucketNs <= oldest)
        {
            return 0;
        }

        ReadOnlySpan<long> buckets = _bucketOf.Slice(book * BucketCount, BucketCount);
        ReadOnlySpan<long> volumes = _volumes.Slice(book * BucketCount, BucketCount);
        long sum = 0;
        for (int i = 0; i < buckets.Length; i++)
        {
            sum += buckets[i] > oldest ? volumes[i] : 0;
        }

        return sum;
    }
}
