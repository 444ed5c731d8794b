using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Feed;

/// <summary>Multicast groups and ports of all venues' feeds. Line A of venue v is 239.10.1.(v+1):15001+v, line B 239.10.2.(v+1):16001+v,
/// snapshots 239.10.3.(v+1):17001+v (organisation-local scope, RFC 2365).</summary>
/// <param name="Entries">In venue order.</param>
/// <param name="HasLineB">Whether frames are sent on line B too.</param>
/// <param name="HasSnapshots">Whether every venue has a snapshot channel.</param>
public sealed record FeedPlan(IReadOnlyList<FeedPlanEntry> Entries, bool HasLineB, bool HasSnapshots)
{
    /// <summary>Distance between the numbers of two instruments at a venue.</summary>
    public const int SecurityIdStep = 7;

    private const uint GroupA = 0xEF0A_0100;
    private const uint GroupB = 0xEF0A_0200;
    private const uint GroupSnapshots = 0xEF0A_0300;

    /// <summary>The plan of a market.</summary>
    /// <param name="market">Parameters.</param>
    public static FeedPlan Create(MarketParameters market) => new(
        [.. Enumerable.Range(0, market.Venues.Count).Select(CreateEntry)],
        market.HasLineB,
        market.Feed is { HasSnapshots: true });

    /// <summary>A venue's own number of an instrument: every venue numbers differently, as real ones do.</summary>
    /// <param name="venue">Venue.</param>
    /// <param name="instrument">Instrument.</param>
    public int SecurityIdOf(VenueId venue, InstrumentId instrument) => Entries[venue.Value].SecurityIdBase + (SecurityIdStep * instrument.Value);

    private static FeedPlanEntry CreateEntry(int venue) => new(
        new VenueId((byte)venue),
        new FeedEndpoint(GroupA + (uint)venue + 1, (ushort)(15_001 + venue)),
        new FeedEndpoint(GroupB + (uint)venue + 1, (ushort)(16_001 + venue)),
        new FeedEndpoint(GroupSnapshots + (uint)venue + 1, (ushort)(17_001 + venue)),
        100 + (1_000 * venue));
}
