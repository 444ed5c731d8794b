namespace EdgeRouter.Simulation.Matching;

/// <summary>What a resting order of a displayed venue follows.</summary>
internal enum PegKind : byte
{
    None = 0,

    /// <summary>The near touch.</summary>
    Primary = 1,

    /// <summary>One tick inside the far touch.</summary>
    Market = 2,

    /// <summary>The midpoint; never displayed.</summary>
    Midpoint = 3,
}
