using EdgeRouter.Core.Packets;

namespace EdgeRouter.Tools.Replay;

/// <summary>The two lines of one feed channel; a line with port 0 is not there.</summary>
/// <param name="LineA">Line A.</param>
/// <param name="LineB">Line B.</param>
public readonly record struct FeedLines(FeedEndpoint LineA, FeedEndpoint LineB)
{
    /// <summary>Name of the feed: its first line.</summary>
    public string Name => (LineA.Port != 0 ? LineA : LineB).ToString();
}
