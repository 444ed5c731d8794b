using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Link.Sessions;

/// <summary>One end of a link.</summary>
public sealed record LinkOptions
{
    /// <summary>What this end is.</summary>
    public required LinkTier Tier { get; init; }

    /// <summary>What the other end must be.</summary>
    public required LinkTier PeerTier { get; init; }

    /// <summary>This run of the process: any number but 0 that no earlier run had, such as the time of its start.</summary>
    public required ulong Incarnation { get; init; }

    /// <summary>Tier and shard, for the envelope.</summary>
    public ushort SourceId { get; init; } = 1;

    /// <summary>Time between two heartbeats, ns; 1 ms to 60 s. 50 ms: twenty small messages a second are nothing to either end.</summary>
    public long HeartbeatNs { get; init; } = 50 * TimeUnits.Millisecond;

    /// <summary>So many heartbeats missed and the link is down; 2 to 100. 4: a collection or a stopped virtual machine of 150 ms is not taken for a death.</summary>
    public int MissedHeartbeatsMax { get; init; } = 4;

    /// <summary>The link is slow while more messages than this are unconfirmed.</summary>
    public int SlowCount { get; init; } = 256;

    /// <summary>The link is slow while a message is unconfirmed for longer, ns. 20 ms: a hundred times a round trip with a flush to the device.</summary>
    public long SlowAgeNs { get; init; } = 20 * TimeUnits.Millisecond;

    /// <summary>Most messages unconfirmed; the rest waits in the journal, and the link counts as down. 4,096: a second's orders of a busy shard.</summary>
    public int UnconfirmedMax { get; init; } = 4096;

    /// <summary>The link is down while a message is unconfirmed for longer, ns.</summary>
    public long DownAgeNs { get; init; } = TimeUnits.Second;

    /// <summary>Whether the other end may lag without the link being slow or down: a recorder may.</summary>
    public bool MayLag { get; init; }

    /// <summary>Most messages taken and most messages sent in one call of the session.</summary>
    public int BurstMax { get; init; } = 64;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="EdgeRouterException">ER2300: an option is out of range.</exception>
    internal LinkOptions Validate()
    {
        Require(Incarnation != 0, nameof(Incarnation), "must not be 0");
        Require(HeartbeatNs is >= TimeUnits.Millisecond and <= 60 * TimeUnits.Second, nameof(HeartbeatNs), "must be 1 ms to 60 s");
        Require(MissedHeartbeatsMax is >= 2 and <= 100, nameof(MissedHeartbeatsMax), "must be 2 to 100");
        Require(UnconfirmedMax is >= 1 and <= 1 << 20, nameof(UnconfirmedMax), "must be 1 to 1,048,576");
        Require(SlowCount >= 1 && SlowCount <= UnconfirmedMax, nameof(SlowCount), "must be 1 to UnconfirmedMax");
        Require(SlowAgeNs >= 1 && SlowAgeNs <= DownAgeNs, nameof(SlowAgeNs), "must be 1 ns to DownAgeNs");
        Require(BurstMax is >= 1 and <= 1 << 16, nameof(BurstMax), "must be 1 to 65,536");
        return this;
    }

    private static void Require(bool isMet, string name, string rule)
    {
        if (!isMet)
        {
            throw EdgeRouterException.Usage("ER2300", $"link option {name} {rule}");
        }
    }
}
