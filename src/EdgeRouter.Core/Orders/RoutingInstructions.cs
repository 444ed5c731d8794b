namespace EdgeRouter.Core.Orders;

/// <summary>Where and how a parent order may be worked, beside its excluded venues. Values reach disk and wire: they must only ever grow.</summary>
[Flags]
public enum RoutingInstructions : byte
{
    /// <summary>Anywhere, in any way that its actions permit.</summary>
    None = 0,

    /// <summary>Displayed venues only.</summary>
    LitOnly = 1,

    /// <summary>Undisplayed venues only.</summary>
    DarkOnly = 2,

    /// <summary>Never remove displayed liquidity.</summary>
    PostOnly = 4,

    /// <summary>May rest conditional orders, which reserve nothing until they are firmed up, and firm them up: whatever its other actions are.</summary>
    Conditional = 8,
}
