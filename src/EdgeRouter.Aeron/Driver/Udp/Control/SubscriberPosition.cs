using EdgeRouter.Aeron.Counters;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>A subscription in one log: its position and, if it is untethered, whether it keeps up.</summary>
/// <param name="subscription">The subscription.</param>
/// <param name="cell">Its position.</param>
/// <param name="nowNs">Monotonic time, ns.</param>
internal sealed class SubscriberPosition(NetworkSubscription subscription, CounterCell cell, long nowNs)
{
    /// <summary>The subscription.</summary>
    public NetworkSubscription Subscription { get; } = subscription;

    /// <summary>Its position.</summary>
    public CounterCell Cell { get; } = cell;

    /// <summary>Its state.</summary>
    public TetherState State { get; set; }

    /// <summary>Whether it reads, or did a moment ago: then nothing that it has not read may go.</summary>
    public bool HoldsBack => State is TetherState.Active or TetherState.Linger;

    /// <summary>When it last kept up, or changed its state, ns.</summary>
    public long ChangedNs { get; set; } = nowNs;
}
