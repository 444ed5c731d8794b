using EdgeRouter.Core.Randomness;

namespace EdgeRouter.MarketData.Books;

/// <summary>A running hash of the way that books go: <see cref="BookHash"/> every so many packets and at the end. Books of a session that closed in order are
/// empty, so their hash at the end says nothing of the day; this does. For checks and reports, not for the hot path.</summary>
/// <param name="state">The books.</param>
/// <param name="packetsPerSample">Packets from one look to the next; above 0.</param>
public sealed class BookPathHash(MarketState state, int packetsPerSample)
{
    /// <summary>Packets from one look to the next where nothing else is wanted: a look takes about as long as a few hundred packets.</summary>
    public const int DefaultPacketsPerSample = 16_384;

    private ulong _hash;
    private int _packets;

    /// <summary>Looks that were taken before the end.</summary>
    public int SampleCount { get; private set; }

    /// <summary>The hash up to now, with the books as they are now.</summary>
    public ulong Value => Add(_hash);

    /// <summary>A packet went into the books.</summary>
    public void OnPacket()
    {
        if (++_packets == packetsPerSample)
        {
            _packets = 0;
            _hash = Add(_hash);
            SampleCount++;
        }
    }

    private ulong Add(ulong hash) => SplitMix64.Mix(ulong.RotateLeft(hash, 7) ^ BookHash.Compute(state));
}
