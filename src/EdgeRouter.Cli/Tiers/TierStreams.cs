using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;

namespace EdgeRouter.Cli.Tiers;

/// <summary>What the processes of one run agree on.</summary>
internal static class TierStreams
{
    private const int MarketStreamId = 7001;
    private const int RecorderStreamId = 7003;

    /// <summary>One end of the link between router and market.</summary>
    /// <param name="isRouter">Whether it is the router's.</param>
    public static AeronLinkOptions Market(bool isRouter) => AeronLinkOptions.Ipc(MarketStreamId, isRouter);

    /// <summary>One end of the link between router and recorder.</summary>
    /// <param name="isRouter">Whether it is the router's.</param>
    public static AeronLinkOptions Recorder(bool isRouter) => AeronLinkOptions.Ipc(RecorderStreamId, isRouter);

    /// <summary>A session's options: a replay waits for its market, however long that plays, so that nothing counts as slow.</summary>
    /// <param name="tier">This end.</param>
    /// <param name="peer">The other end.</param>
    /// <param name="clock">Its time is this run's incarnation.</param>
    public static LinkOptions Session(LinkTier tier, LinkTier peer, IClock clock) => new()
    {
        Tier = tier,
        PeerTier = peer,
        Incarnation = (ulong)clock.NowNs,
        HeartbeatNs = 500 * TimeUnits.Millisecond,
        MissedHeartbeatsMax = 20,
        MayLag = true,
    };
}
