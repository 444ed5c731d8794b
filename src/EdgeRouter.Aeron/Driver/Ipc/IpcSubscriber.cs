using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Control;

namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>A subscription's place in a publication.</summary>
/// <param name="subscription">The subscription.</param>
/// <param name="position">The counter with its position; the client writes it.</param>
/// <param name="nowNs">Time, ns.</param>
internal sealed class IpcSubscriber(IpcSubscription subscription, CounterCell position, long nowNs)
{
    /// <summary>The subscription.</summary>
    public IpcSubscription Subscription { get; } = subscription;

    /// <summary>The counter with its position; none once it was closed.</summary>
    public CounterCell Position { get; set; } = position;

    /// <summary>Whether the publication waits for it.</summary>
    public TetherState State { get; set; } = TetherState.Active;

    /// <summary>When the state began, or when it last kept up, ns.</summary>
    public long SinceNs { get; set; } = nowNs;

    /// <summary>Whether the publication waits for it.</summary>
    public bool HoldsBack => State is TetherState.Active or TetherState.Linger;
}
