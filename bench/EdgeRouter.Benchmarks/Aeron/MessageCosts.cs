using EdgeRouter.Aeron.Client;

namespace EdgeRouter.Benchmarks.Aeron;

/// <summary>What a message costs whoever sends it, whoever takes it and the driver between them, on one thread: no other core waits for a cache line.</summary>
/// <param name="time">Clocks.</param>
/// <param name="sizeBytes">Bytes of a message.</param>
public sealed class MessageCosts(BenchTime time, int sizeBytes)
{
    private const int StreamId = 1001;
    private const int OffersInARow = 2_000;
    private const int FragmentsAPoll = 256;

    /// <summary>Measures one run.</summary>
    /// <param name="count">Messages, about.</param>
    /// <returns>Offer, poll, and a round of driver and client spread over the messages that it serves; ns a message.</returns>
    public (double Offer, double Poll, double Work) Measure(long count)
    {
        using BenchSide side = new(time);
        Subscription subscription = side.AddSubscription("aeron:ipc", StreamId);
        ExclusivePublication publication = side.AddPublication("aeron:ipc", StreamId);
        byte[] message = new byte[sizeBytes];
        Taker taker = default;
        long offerTicks = 0;
        long pollTicks = 0;
        long workTicks = 0;
        long sent = 0;
        while (sent < count)
        {
            long start = time.Ticks;
            sent += Offer(publication, message);
            long offered = time.Ticks;
            while (subscription.Poll(ref taker, FragmentsAPoll) > 0)
            {
            }

            long polled = time.Ticks;
            _ = side.Session.DoWork();
            offerTicks += offered - start;
            pollTicks += polled - offered;
            workTicks += time.Ticks - polled;
        }

        return taker.Bytes == 0 ? throw new InvalidOperationException("nothing was taken") : (Each(offerTicks, sent), Each(pollTicks, sent), Each(workTicks, sent));
    }

    private static int Offer(ExclusivePublication publication, byte[] message)
    {
        int offered = 0;
        while (offered < OffersInARow && publication.Offer(message) > 0)
        {
            offered++;
        }

        return offered;
    }

    private double Each(long ticks, long messages) => ticks * time.NsPerTick / messages;

    private struct Taker : IFragmentHandler
    {
        public long Bytes { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header) => Bytes += payload.Length;
    }
}
