using EdgeRouter.Core.Packets;

namespace EdgeRouter.Tools.Replay;

/// <summary>The lines of one feed channel; a line with port 0 is not there.</summary>
/// <param name="LineA">Line A.</param>
/// <param name="LineB">Line B.</param>
public readonly record struct FeedLines(FeedEndpoint LineA, FeedEndpoint LineB)
{
    /// <summary>Snapshot channel, which heals books after a gap; port 0 = there is none.</summary>
    public FeedEndpoint Snapshots { get; init; }

    /// <summary>Name of the feed: its first line.</summary>
    public string Name => (LineA.Port != 0 ? LineA : LineB).ToString();
}
