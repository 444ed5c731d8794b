using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Round trips.</summary>
/// <param name="Latency">Their times, ns.</param>
/// <param name="MismatchCount">Answers that are not what was sent.</param>
/// <param name="BackPressureCount">Times that an offer had to be repeated.</param>
public sealed record PingResult(LatencyHistogram Latency, long MismatchCount, long BackPressureCount);
