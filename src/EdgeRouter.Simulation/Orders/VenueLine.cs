using EdgeRouter.Core.Domain;
using EdgeRouter.Simulation.Agents;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Orders;

/// <summary>The session between the router and one venue: orders, cancels and questions share it, so none overtakes another on the way.
/// Behind it may lie a speed bump, which delays orders alone; what asks about an order never gets past that order.</summary>
internal sealed class VenueLine
{
    private readonly VenueParameters _venue;
    private readonly VenueCondition _condition;
    private readonly LatencyLaw _there;
    private readonly LatencyLaw _back;
    private readonly long _returnNs;
    private readonly Dictionary<long, long>? _bumped;
    private long _lastArrivalNs;
    private ulong _lastExecutionId;

    public VenueLine(VenueParameters venue, VenueCondition condition)
    {
        _venue = venue;
        _condition = condition;
        _there = new LatencyLaw(venue.WayThereTail, venue.LatencyJitterNs);
        _back = new LatencyLaw(venue.WayBackTail, venue.LatencyJitterNs);
        _returnNs = venue.ReturnLatencyNs == 0 ? venue.LatencyNs : venue.ReturnLatencyNs;
        _bumped = venue.SpeedBumpNs > 0 ? [] : null;
        Fees = new FeeSchedule(venue, condition);
    }

    /// <summary>What the venue charges us.</summary>
    public FeeSchedule Fees { get; }

    /// <summary>Invitations to firm up.</summary>
    public long InvitedCount { get; set; }

    /// <summary>Invitations that nobody answered in time.</summary>
    public long UnansweredCount { get; set; }

    /// <summary>The venue's id of the next execution of ours.</summary>
    public ulong NextExecutionId() => ++_lastExecutionId;

    /// <summary>When an order takes effect, ns.</summary>
    public long OrderArrivalNs(ulong key, long sentNs, ChildOrderId child)
    {
        long arrival = ArrivalNs(key, sentNs) + _venue.SpeedBumpNs;
        _bumped?.TryAdd(child.Value, arrival);
        return arrival;
    }

    /// <summary>When a cancel or a question about an order takes effect, ns.</summary>
    public long RequestArrivalNs(ulong key, long sentNs, ChildOrderId child)
    {
        long arrival = ArrivalNs(key, sentNs) + (_venue.IsCancelBumped ? _venue.SpeedBumpNs : 0);
        long order = 0;
        return _bumped?.TryGetValue(child.Value, out order) == true ? Math.Max(arrival, order + 1) : arrival;
    }

    /// <summary>How long a report takes back to the router, ns.</summary>
    public long WayBackNs(ulong key) => _returnNs + _back.DelayNs(key);

    private long ArrivalNs(ulong key, long sentNs)
    {
        long way = _venue.LatencyNs + _there.DelayNs(key);
        way = _condition.LatencyFactor == 1.0 ? way : (long)(way * _condition.LatencyFactor);
        long arrival = sentNs + way + _venue.MatchingNs;
        _lastArrivalNs = Math.Max(arrival, _lastArrivalNs + 1);
        return _lastArrivalNs;
    }
}
