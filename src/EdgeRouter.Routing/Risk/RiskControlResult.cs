namespace EdgeRouter.Routing.Risk;

/// <summary>What the risk gate did with a control input.</summary>
public enum RiskControlResult : byte
{
    /// <summary>Nothing: the input is not about risk.</summary>
    NotRisk = 0,

    /// <summary>It is in force.</summary>
    Applied = 1,

    /// <summary>It is in force, and every open child of which <see cref="RiskGate.MustCancel"/> says so must be cancelled.</summary>
    CancelOpen = 2,

    /// <summary>It names something that does not exist, or a number that makes no sense: nothing changed.</summary>
    Refused = 3,
}
