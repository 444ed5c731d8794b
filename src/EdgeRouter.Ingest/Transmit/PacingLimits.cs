using EdgeRouter.Core.Time;

namespace EdgeRouter.Ingest.Transmit;

/// <summary>How a late pacer catches up.</summary>
/// <param name="BurstFramesMax">Frames that go out back to back; then there is a pause. 64 is what a receiver's burst or two takes.</param>
/// <param name="BurstGapNs">That pause, ns.</param>
/// <param name="LatenessNsMax">Lateness that is caught up, ns. What is above it (the program was stopped, the machine slept) moves the schedule instead.</param>
public sealed record PacingLimits(
    int BurstFramesMax = 64,
    long BurstGapNs = 50 * TimeUnits.Microsecond,
    long LatenessNsMax = 100 * TimeUnits.Millisecond);
