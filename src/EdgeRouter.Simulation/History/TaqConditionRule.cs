namespace EdgeRouter.Simulation.History;

/// <summary>What a trade with a sale condition may be counted for.</summary>
/// <param name="Condition">The condition, one bit.</param>
/// <param name="Meaning">What it says of the trade.</param>
/// <param name="Use">What the trade counts for.</param>
/// <param name="Why">Reason.</param>
public readonly record struct TaqConditionRule(TaqCondition Condition, string Meaning, TapeUse Use, string Why);
