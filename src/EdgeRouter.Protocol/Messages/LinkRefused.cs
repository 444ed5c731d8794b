using Links = EdgeRouter.Core.Links;

namespace EdgeRouter.Protocol.Messages;

/// <summary>One end of a link cannot go on with the other.</summary>
public readonly record struct LinkRefused
{
    /// <summary>This run of the sender's process.</summary>
    public ulong Incarnation { get; init; }

    /// <summary>The run of the other end that was refused.</summary>
    public ulong PeerIncarnation { get; init; }

    /// <summary>What it is about: a tier, or the sender's last sequence.</summary>
    public long Value { get; init; }

    /// <summary>Why.</summary>
    public Links.LinkRefusal Reason { get; init; }
}
