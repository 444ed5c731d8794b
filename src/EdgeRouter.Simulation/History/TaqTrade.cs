namespace EdgeRouter.Simulation.History;

/// <summary>One trade of the tape.</summary>
/// <param name="Ms">Milliseconds since midnight New York.</param>
/// <param name="Price">Price × 10,000.</param>
/// <param name="Shares">Shares.</param>
/// <param name="Venue">Tape's venue letter; D = reported off exchange.</param>
/// <param name="Conditions">Sale conditions.</param>
internal readonly record struct TaqTrade(long Ms, long Price, long Shares, char Venue, TaqCondition Conditions)
{
    /// <summary>What it counts for by <see cref="TaqConditionTable"/>.</summary>
    public TapeUse Use => TaqConditionTable.UseOf(Conditions);
}
