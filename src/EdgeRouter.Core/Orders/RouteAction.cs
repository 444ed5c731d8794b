namespace EdgeRouter.Core.Orders;

/// <summary>What a child order does at its venue: one row is scored for each venue and permitted action. Values reach disk and wire: they must only ever grow.</summary>
public enum RouteAction : byte
{
    /// <summary>Remove displayed liquidity up to the limit, immediate-or-cancel.</summary>
    Take = 0,

    /// <summary>Trade at the midpoint, immediate-or-cancel, against undisplayed liquidity.</summary>
    Midpoint = 1,

    /// <summary>Rest at the near touch until filled or timed out.</summary>
    Post = 2,
}
