using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Simulation;

namespace EdgeRouter.Lab;

/// <summary>Sends child orders into a simulated market in the same process.</summary>
/// <param name="simulator">The market that answers.</param>
public sealed class SimulatedMarket(MarketSimulator simulator) : IAnsweringMarket
{
    /// <summary>The market that answers.</summary>
    public MarketSimulator Simulator => simulator;

    /// <inheritdoc/>
    public long StartTimeNs => simulator.StartTimeNs;

    /// <inheritdoc/>
    public long EndTimeNs => simulator.EndTimeNs;

    /// <inheritdoc/>
    public long NextReportTimeNs => simulator.NextReportTimeNs;

    /// <inheritdoc/>
    public void Send(in ChildOrder order) => simulator.Submit(order);

    /// <inheritdoc/>
    public void Cancel(in CancelRequest request) => simulator.Cancel(request);

    /// <inheritdoc/>
    public void RequestStatus(in StatusRequest request) => simulator.RequestStatus(request);

    /// <inheritdoc/>
    public bool AdvanceTo(long timeNs) => simulator.AdvanceTo(timeNs);

    /// <inheritdoc/>
    public bool TryTakeReport(long upToNs, out ExecutionReport report) => simulator.TryTakeReport(upToNs, out report);

    /// <inheritdoc/>
    public void OnPacket(in Datagram datagram)
    {
        // The capture is this market's own: it has happened here already.
    }
}
