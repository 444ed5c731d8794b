namespace EdgeRouter.Lab.Faults;

/// <summary>What must hold after every step of a run, whatever goes wrong around the router.</summary>
public enum Invariant
{
    /// <summary>Nothing was broken.</summary>
    None,

    /// <summary>A parent's shares add up: what its children executed, what they may still execute and what is left to send are what it asks for.</summary>
    QuantityConserved,

    /// <summary>A child does nothing that its parent forbids: side, instrument, venues, actions, limit, tick, band.</summary>
    InsideParent,

    /// <summary>Where a parent wants a minimum, no child is below it and none executes less, but for what is left.</summary>
    MinimumKept,

    /// <summary>Ticks, bands and bans of the reference data in force hold for every child, and each decision names the data that it used.</summary>
    ReferenceObeyed,

    /// <summary>Short sales have a locate where one is needed, and do not take the bid where that is restricted.</summary>
    ShortSalesLawful,

    /// <summary>No order goes where one of the same beneficial owner could trade with it.</summary>
    NoSelfTrade,

    /// <summary>No better protected quote that the router had seen is passed over.</summary>
    NoTradeThrough,

    /// <summary>What the venues executed and may still execute is never more than the parent asks for.</summary>
    NoOverFill,

    /// <summary>No risk limit is exceeded.</summary>
    RiskHeld,

    /// <summary>Nothing leaves that a control input forbids: kill switches, closed venues, lost links, the end of the session.</summary>
    ControlsObeyed,

    /// <summary>No child id leaves twice, also over restarts.</summary>
    SentOnce,

    /// <summary>Nothing leaves before its record is committed, and nothing else than what the record says.</summary>
    JournaledFirst,

    /// <summary>Every parent that was accepted ends, once.</summary>
    EndsOnce,

    /// <summary>The records lead to the state that the router had.</summary>
    StateFollowsRecords,

    /// <summary>Whatever is in doubt is settled once the venue can be asked.</summary>
    DoubtSettled,

    /// <summary>Something wakes every living parent: an open child, its turn, a price, a time, a fill that is missing.</summary>
    NothingForgotten,

    /// <summary>At the end the router believes to have executed what the venues executed.</summary>
    PositionsAgree,

    /// <summary>When nothing new comes, the router comes to rest.</summary>
    ComesToRest,

    /// <summary>The journal of the run, replayed, is written again to the bit.</summary>
    ReplaysAlike,
}
