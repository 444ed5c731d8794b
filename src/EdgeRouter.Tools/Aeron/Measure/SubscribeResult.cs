using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>What came.</summary>
/// <param name="Count">Messages.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="ElapsedNs">From the first to the last, ns.</param>
/// <param name="SessionCount">Sessions that they came from.</param>
/// <param name="LostCount">Numbers that were left out.</param>
/// <param name="DisorderCount">Numbers that came twice or too late.</param>
/// <param name="ChangedCount">Messages that were changed on their way: they stand among those of a measurement and are none.</param>
/// <param name="ForeignCount">Messages of sessions that have none of a measurement: another program's. They are counted and cannot be checked.</param>
/// <param name="Age">Time since they were sent by the wall clock, ns.</param>
public sealed record SubscribeResult(
    long Count,
    long Bytes,
    long ElapsedNs,
    int SessionCount,
    long LostCount,
    long DisorderCount,
    long ChangedCount,
    long ForeignCount,
    LatencyHistogram Age)
{
    /// <summary>Whether nothing that can be checked was missing, doubled, out of order or changed.</summary>
    public bool IsWhole => LostCount == 0 && DisorderCount == 0 && ChangedCount == 0;
}
