namespace EdgeRouter.Lab.Recorded;

/// <summary>Who cancels where a feed of price levels does not say it. Order-by-order feeds say it, and then the rule is not needed.</summary>
public enum QueueRule : byte
{
    /// <summary>Cancelled shares come from ahead of and behind our order in proportion to what stands there.</summary>
    CancelsSpread = 0,

    /// <summary>Cancelled shares come from behind our order as long as there are any: the cautious end.</summary>
    CancelsBehind = 1,
}
