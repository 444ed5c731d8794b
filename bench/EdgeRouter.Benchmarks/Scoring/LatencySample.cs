namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>What calls took, timer included.</summary>
/// <param name="Calls">Calls measured.</param>
/// <param name="MedianNs">Median.</param>
/// <param name="P99Ns">99 % were not slower.</param>
/// <param name="MaxNs">Slowest.</param>
public sealed record LatencySample(int Calls, double MedianNs, double P99Ns, double MaxNs);
