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
    TradeBust = 14,
    AuctionEnd = 15, // After the arrivals of its instant: who is in time is in.
    FirmUpEnd = 16, // Likewise: a firm order that arrives with the end of its window is in time.
    ResidentWake = 17,
    ImpactDecay = 20,

    /// <summary>A venue writes a snapshot: after all else of the instant, so that it includes it.</summary>
    Snapshot = 26,

    /// <summary>A venue sends packets again: after all else of the instant, as a snapshot.</summary>
    Resend = 27,
}
