namespace EdgeRouter.Core.Domain;

/// <summary>What reference data forbids in an instrument. Values reach disk: they must only ever grow.</summary>
[Flags]
public enum InstrumentRestrictions : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Short sales must not take the bid (SEC Regulation SHO, rule 201).</summary>
    ShortSaleRestricted = 1,

    /// <summary>Hard to borrow: short sales need a locate.</summary>
    HardToBorrow = 2,

    /// <summary>Not to be traded at all: not listed yet, delisted, or suspended for the day.</summary>
    Untradable = 4,
}
