namespace EdgeRouter.Routing.Policies;

/// <summary>Which scores a policy must have before it decides.</summary>
public enum ScoreNeed : byte
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Fill margin, cost and completion cost of each row, combined into an expected cost.</summary>
    Costs = 1,

    /// <summary>One action value (Q) of each row: expected cost of doing it now and going on well, in the place of the cost.</summary>
    ActionValue = 2,
}
