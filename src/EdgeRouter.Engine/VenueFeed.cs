using System.Text.Json.Serialization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Engine;

/// <summary>Where one venue's feed arrives.</summary>
/// <param name="VenueId">Venue.</param>
/// <param name="LineA">Line A.</param>
/// <param name="LineB">Line B; port 0 where there is none.</param>
public readonly record struct VenueFeed(VenueId VenueId, FeedEndpoint LineA, FeedEndpoint LineB)
{
    /// <summary>Snapshot channel, which heals the feed's books after a gap; port 0 where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public FeedEndpoint Snapshots { get; init; }

    /// <summary>The venue's own numbers of instruments that its feed does not announce by symbol; null = it announces all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SecurityNumber>? Securities { get; init; }
}
