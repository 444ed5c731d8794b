namespace EdgeRouter.Learning.Datasets;

/// <summary>The end of a parent order, as the store tells it.</summary>
/// <param name="Sign">+1 for a buy, −1 for a sell.</param>
/// <param name="UnfilledQuantity">Shares never executed.</param>
/// <param name="EndFarTouchNanos">Far touch at the end; 0 where there was none.</param>
internal readonly record struct ParentFacts(int Sign, long UnfilledQuantity, long EndFarTouchNanos)
{
    /// <summary>Urgency, 0 to 100.</summary>
    public int UrgencyPercent { get; init; }
}
