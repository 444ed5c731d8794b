using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>What came.</summary>
/// <param name="Count">Messages.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="ElapsedNs">From the first to the last, ns.</param>
/// <param name="SessionCount">Sessions that they came from.</param>
/// <param name="LostCount">Numbers that were left out.</param>
/// <param name="DisorderCount">Numbers that came twice or too late.</param>
/// <param name="ForeignCount">Messages that are none of a measurement, or were changed on their way.</param>
/// <param name="Age">Time since they were sent by the wall clock, ns.</param>
public sealed record SubscribeResult(
    long Count,
    long Bytes,
    long ElapsedNs,
    int SessionCount,
    long LostCount,
    long DisorderCount,
    long ForeignCount,
    LatencyHistogram Age)
{
    /// <summary>Whether nothing was missing, doubled, out of order or changed.</summary>
    public bool IsWhole => LostCount == 0 && DisorderCount == 0 && ForeignCount == 0;
}
