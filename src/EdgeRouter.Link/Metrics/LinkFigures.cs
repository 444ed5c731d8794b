using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;

namespace EdgeRouter.Link.Metrics;

/// <summary>What the figures are called and where they come from.</summary>
internal static class LinkFigures
{
    public static readonly LinkMetric[] All = Enum.GetValues<LinkMetric>();

    public static string NameOf(LinkMetric metric) => metric switch
    {
        LinkMetric.State => "state (0 connecting, 1 replaying, 2 up, 3 slow, 4 down)",
        LinkMetric.Refusal => "refusal (0 none, 1 tier, 2 journal, 3 journal behind, 4 journal gone)",
        LinkMetric.Unconfirmed => "messages unconfirmed",
        LinkMetric.ConfirmedSequence => "highest number confirmed",
        LinkMetric.Sent => "messages sent",
        LinkMetric.Replayed => "messages sent again",
        LinkMetric.Taken => "messages taken",
        LinkMetric.Duplicates => "messages that came again",
        LinkMetric.Gaps => "gaps seen",
        LinkMetric.Postponed => "messages postponed",
        LinkMetric.UnnumberedLost => "messages without a number lost",
        LinkMetric.MissedHeartbeats => "heartbeats missed",
        LinkMetric.BackPressure => "times without room",
        LinkMetric.Foreign => "messages of other runs",
        LinkMetric.Malformed => "messages malformed",
        LinkMetric.Handshakes => "handshakes",
        LinkMetric.Interruptions => "interruptions",
        LinkMetric.LastHeardMs => "last heard, ms since 1970",
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };

    public static long ValueOf(LinkMetric metric, LinkSession session) => metric switch
    {
        LinkMetric.State => (long)session.State,
        LinkMetric.Refusal => (long)session.Refusal,
        LinkMetric.Unconfirmed => session.UnconfirmedCount,
        _ => ValueOf(metric, session.Counters),
    };

    private static long ValueOf(LinkMetric metric, LinkCounters counters) => metric switch
    {
        LinkMetric.ConfirmedSequence => counters.ConfirmedSequence,
        LinkMetric.Sent => counters.SentCount,
        LinkMetric.Replayed => counters.ReplayedCount,
        LinkMetric.Taken => counters.TakenCount,
        LinkMetric.Duplicates => counters.DuplicateCount,
        LinkMetric.Gaps => counters.GapCount,
        LinkMetric.Postponed => counters.PostponedCount,
        LinkMetric.UnnumberedLost => counters.UnnumberedLostCount,
        LinkMetric.MissedHeartbeats => counters.MissedHeartbeatCount,
        LinkMetric.BackPressure => counters.BackPressureCount,
        LinkMetric.Foreign => counters.ForeignCount,
        LinkMetric.Malformed => counters.MalformedCount,
        LinkMetric.Handshakes => counters.HandshakeCount,
        LinkMetric.Interruptions => counters.InterruptionCount,
        LinkMetric.LastHeardMs => counters.LastHeardNs / TimeUnits.Millisecond,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, null),
    };
}
