using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The sender or the receiver as an agent.</summary>
/// <param name="name">Its name.</param>
/// <param name="network">The network half.</param>
/// <param name="isSender">Whether it is the sender.</param>
/// <param name="time">Monotonic time.</param>
/// <param name="meter">Takes how long its rounds are.</param>
internal sealed class NetworkAgent(string name, INetworkConductor network, bool isSender, DriverTime time, CycleMeter meter) : IAgent
{
    /// <inheritdoc/>
    public string Name => name;

    /// <summary>Whether the conductor works on the same thread just before it: then its time will do. Reading the counter is a quarter of an idle round.</summary>
    public bool FollowsConductor { get; init; }

    /// <summary>The sender.</summary>
    /// <param name="context">What conductors share.</param>
    /// <param name="network">The network half.</param>
    public static NetworkAgent Sender(DriverContext context, INetworkConductor network) =>
        new("aeron-sender", network, true, context.Time, Meter(context, SystemCounter.SenderMaxCycleTime, SystemCounter.SenderCycleTimeThresholdExceeded))
        {
            FollowsConductor = IsOneThread(context),
        };

    /// <summary>The receiver.</summary>
    /// <param name="context">What conductors share.</param>
    /// <param name="network">The network half.</param>
    public static NetworkAgent Receiver(DriverContext context, INetworkConductor network) =>
        new(
            "aeron-receiver",
            network,
            false,
            context.Time,
            Meter(context, SystemCounter.ReceiverMaxCycleTime, SystemCounter.ReceiverCycleTimeThresholdExceeded))
        {
            FollowsConductor = IsOneThread(context),
        };

    /// <inheritdoc/>
    public int DoWork()
    {
        long nowNs = FollowsConductor ? time.MonotonicNs : time.ReadMonotonicNs();
        meter.OnRound(nowNs);
        return isSender ? network.DoSenderWork(nowNs) : network.DoReceiverWork(nowNs);
    }

    /// <inheritdoc/>
    public void OnClose()
    {
        // What the network half holds is let go by the driver, when all threads have ended.
    }

    private static bool IsOneThread(DriverContext context) => context.Options.Threading is ThreadingMode.Shared or ThreadingMode.Invoker;

    private static CycleMeter Meter(DriverContext context, SystemCounter longest, SystemCounter exceeded) =>
        new(context.Counters.System(longest), context.Counters.System(exceeded), context.Options.CycleThresholdNs);
}
