namespace EdgeRouter.Core.Domain;

/// <summary>What a venue can be asked for beside a plain limit order. Values reach disk: they must only ever grow.</summary>
[Flags]
public enum VenueCapabilities : byte
{
    /// <summary>Plain limit orders only.</summary>
    None = 0,

    /// <summary>A minimum quantity per execution.</summary>
    MinimumQuantity = 1,

    /// <summary>Conditional orders, which reserve nothing until they are firmed up.</summary>
    Conditional = 2,

    /// <summary>Orders pegged to the midpoint.</summary>
    MidpointPeg = 4,

    /// <summary>Orders pegged to the near touch.</summary>
    PrimaryPeg = 8,

    /// <summary>Immediate-or-cancel.</summary>
    ImmediateOrCancel = 16,

    /// <summary>Intermarket sweep orders (SEC Regulation NMS, rule 600(b)(38)).</summary>
    IntermarketSweep = 32,

    /// <summary>Everything.</summary>
    All = MinimumQuantity | Conditional | MidpointPeg | PrimaryPeg | ImmediateOrCancel | IntermarketSweep,
}
