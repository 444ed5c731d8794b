namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>What was sent.</summary>
/// <param name="Count">Messages.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="ElapsedNs">How long it took, ns.</param>
/// <param name="BackPressureCount">Offers that found no room.</param>
/// <param name="NotConnectedCount">Offers that found no listener.</param>
public sealed record PublishResult(long Count, long Bytes, long ElapsedNs, long BackPressureCount, long NotConnectedCount);
