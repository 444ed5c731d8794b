using EdgeRouter.Core.Time;

namespace EdgeRouter.Routing.Objectives;

/// <summary>What a desk weighs: expected cost, time and leakage. The default weighs expected cost alone.</summary>
public sealed record ObjectiveWeights
{
    /// <summary>Name of the profile, for people; not empty.</summary>
    public string Name { get; init; } = "cost";

    /// <summary>What a basis point of expected cost counts; 0 to 1000.</summary>
    public double Shortfall { get; init; } = 1.0;

    /// <summary>What one second of waiting is worth at urgency 50, bps; 0 to 1e6, 0 = time is free.</summary>
    public double TimeBpsPerSecond { get; init; }

    /// <summary>What a basis point of expected leakage counts; 0 to 1000.</summary>
    public double Leakage { get; init; }

    /// <summary>How long what a row does not fill is expected to take elsewhere, ns; 0 or more. It makes a row that rarely fills slow.</summary>
    public long RetryTimeNs { get; init; } = 100 * TimeUnits.Millisecond;
}
