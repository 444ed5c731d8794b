using EdgeRouter.Core.Orders;

namespace EdgeRouter.Simulation.Orders;

/// <summary>Execution reports on their way back to the router, in the order in which they will arrive.</summary>
/// <param name="venueCount">Venues; each one's reports stay in order.</param>
public sealed class ReportLine(int venueCount)
{
    private readonly PriorityQueue<ExecutionReport, (long TimeNs, long Number)> _waiting = new(32);
    private readonly long[] _lastReceiveNs = new long[venueCount];

    /// <summary>Reports ever queued.</summary>
    public long QueuedCount { get; private set; }

    /// <summary>When the next report arrives; <see cref="long.MaxValue"/> = none is under way.</summary>
    public long NextTimeNs => _waiting.TryPeek(out _, out (long TimeNs, long Number) key) ? key.TimeNs : long.MaxValue;

    /// <summary>Sends a report off.</summary>
    /// <param name="report">The report; its receive time is set here.</param>
    /// <param name="receiveNs">When it would arrive if nothing were ahead of it.</param>
    public void Queue(in ExecutionReport report, long receiveNs)
    {
        ref long last = ref _lastReceiveNs[report.VenueId.Value];
        last = Math.Max(receiveNs, last + 1);
        _waiting.Enqueue(report with { ReceiveTimeNs = last }, (last, QueuedCount++));
    }

    /// <summary>Takes the next report that arrived by an instant.</summary>
    /// <param name="upToNs">Instant.</param>
    /// <param name="report">The report.</param>
    public bool TryTake(long upToNs, out ExecutionReport report)
    {
        if (NextTimeNs > upToNs)
        {
            report = default;
            return false;
        }

        report = _waiting.Dequeue();
        return true;
    }
}
