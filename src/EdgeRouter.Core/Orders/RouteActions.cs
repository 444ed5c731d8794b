namespace EdgeRouter.Core.Orders;

/// <summary>A set of <see cref="RouteAction"/>. Values reach disk and wire: they must only ever grow.</summary>
[Flags]
public enum RouteActions : byte
{
    /// <summary>Nothing: the order cannot be routed.</summary>
    None = 0,

    /// <summary>May take.</summary>
    Take = 1,

    /// <summary>May trade at the midpoint.</summary>
    Midpoint = 2,

    /// <summary>May post.</summary>
    Post = 4,

    /// <summary>May take and trade at the midpoint: an order that wants to be done now.</summary>
    Aggressive = Take | Midpoint,

    /// <summary>Everything.</summary>
    All = Take | Midpoint | Post,
}
