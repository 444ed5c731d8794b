using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>The first offers of publications that were never written: page faults show here, if there are any.</summary>
/// <param name="time">Clocks.</param>
public sealed class FreshPublicationTimes(BenchTime time)
{
    private const int OffersAPublication = 10_000;
    private const int OffersBetweenPolls = 16;
    private const int SizeBytes = 64;

    /// <summary>Times the first 10,000 offers of each publication.</summary>
    /// <param name="publications">How many publications, each with a stream of its own.</param>
    public LatencyHistogram Measure(int publications)
    {
        using BenchSide side = new(time);
        LatencyHistogram histogram = new();
        _ = MeasureOne(side, new LatencyHistogram(), 1);
        for (int stream = 2; stream <= publications + 1; stream++)
        {
            _ = MeasureOne(side, histogram, stream);
        }

        return histogram;
    }

    private int MeasureOne(BenchSide side, LatencyHistogram histogram, int streamId)
    {
        using Subscription subscription = side.AddSubscription("aeron:ipc", streamId);
        using ExclusivePublication publication = side.AddPublication("aeron:ipc", streamId);
        _ = side.Session.WaitUntil(() => publication.IsConnected && subscription.IsConnected, CancellationToken.None);
        byte[] message = new byte[SizeBytes];
        Taker taker = default;
        int polled = 0;
        for (int sent = 0; sent < OffersAPublication;)
        {
            long begin = time.Ticks;
            long result = publication.Offer(message);
            long end = time.Ticks;
            if (result > 0)
            {
                histogram.Record((long)((end - begin) * time.NsPerTick));
                sent++;
            }

            if (result < 0 || sent % OffersBetweenPolls == 0)
            {
                polled += subscription.Poll(ref taker, 2 * OffersBetweenPolls);
                _ = side.Session.DoWork();
            }
        }

        return polled;
    }

    private readonly struct Taker : IFragmentHandler
    {
        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
        }
    }
}
