using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;

namespace EdgeRouter.Lab;

/// <summary>A market that answers the child orders of a run: the same-seed simulation of a simulated day, or a model of fills over a captured feed.
/// It is stepped by the packets' time, and nothing it says is known before its time.</summary>
public interface IAnsweringMarket : IOrderGateway
{
    /// <summary>Begin of the day, ns since the Unix epoch.</summary>
    long StartTimeNs { get; }

    /// <summary>End of the day, ns since the Unix epoch: what still rests then expires.</summary>
    long EndTimeNs { get; }

    /// <summary>When the next execution report reaches the router; <see cref="long.MaxValue"/> = none is under way.</summary>
    long NextReportTimeNs { get; }

    /// <summary>Plays everything up to and including an instant, in order; stops right after any event that sent a report.</summary>
    /// <param name="timeNs">Instant; earlier ones than the last do nothing.</param>
    /// <returns>True: stopped early, a report is under way; call again to go on. False: reached the instant.</returns>
    bool AdvanceTo(long timeNs);

    /// <summary>Takes the next report that reached the router by an instant, in order of arrival.</summary>
    /// <param name="upToNs">Instant.</param>
    /// <param name="report">The report.</param>
    bool TryTakeReport(long upToNs, out ExecutionReport report);

    /// <summary>A packet of the replayed capture, after everything due before it: news to a market that is modelled on the capture.</summary>
    /// <param name="datagram">The packet.</param>
    void OnPacket(in Datagram datagram);
}
