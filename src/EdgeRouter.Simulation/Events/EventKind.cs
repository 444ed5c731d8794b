namespace EdgeRouter.Simulation.Events;

/// <summary>What happens at an instant. The value is also the order at equal times, so that no order of insertion can matter:
/// an order that arrives in the very nanosecond of a halt still trades, and one that arrives with a racer comes before it.</summary>
internal enum EventKind : byte
{
    SessionStart = 0,
    QuoteMove = 1,
    SizeEpoch = 2,
    MakerWake = 3,
    Taker = 4,
    HiddenWake = 5,
    Second = 6,
    ChildArrival = 7,
    CancelArrival = 8,
    SessionEnd = 9,
    StatusArrival = 10,
    Schedule = 11,
    ChaseArrival = 12,
    ImpactSeen = 13,
    ImpactDecay = 20,
}
