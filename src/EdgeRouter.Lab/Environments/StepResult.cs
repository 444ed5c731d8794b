namespace EdgeRouter.Lab.Environments;

/// <summary>What a step led to.</summary>
/// <param name="Reward">Minus the cost since the step before, basis points of the parent's whole quantity at the arrival midpoint, fees included; in the last
/// step also minus the price of what was left. The sum over an episode is minus the implementation shortfall.</param>
/// <param name="IsDone">Whether the parent ended: there is no state to act on.</param>
public readonly record struct StepResult(double Reward, bool IsDone);
