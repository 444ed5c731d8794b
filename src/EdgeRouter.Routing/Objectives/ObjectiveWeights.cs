namespace EdgeRouter.Routing.Objectives;

/// <summary>What a desk weighs beside expected cost.</summary>
/// <param name="TimeBpsPerSecond">What one second of waiting is worth, bps; 0 = time is free.</param>
public readonly record struct ObjectiveWeights(double TimeBpsPerSecond);
