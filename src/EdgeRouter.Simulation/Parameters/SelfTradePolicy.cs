namespace EdgeRouter.Simulation.Parameters;

/// <summary>What a venue does when an order meets a resting one of the same beneficial owner.</summary>
public enum SelfTradePolicy : byte
{
    /// <summary>What is left of the incoming order is cancelled.</summary>
    CancelNewest = 0,

    /// <summary>The resting order is cancelled and the incoming one goes on.</summary>
    CancelOldest = 1,

    /// <summary>Both are cancelled.</summary>
    CancelBoth = 2,

    /// <summary>Both lose the smaller's quantity: the smaller is cancelled, the larger goes on with the rest.</summary>
    DecrementAndCancel = 3,
}
