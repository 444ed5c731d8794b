namespace EdgeRouter.Core.Orders;

/// <summary>A control input of the engine. Values reach disk and wire: they must only ever grow.</summary>
public enum ControlKind : byte
{
    /// <summary>Stop: no child order leaves any more.</summary>
    KillSwitchOn = 0,

    /// <summary>Trade again.</summary>
    KillSwitchOff = 1,

    /// <summary>No child order to the venue.</summary>
    VenueDisable = 2,

    /// <summary>The venue may be used again.</summary>
    VenueEnable = 3,

    /// <summary>No more market data will come: end what is open.</summary>
    EndOfSession = 4,

    /// <summary>The venue's quote is not protected any more.</summary>
    SelfHelpDeclare = 5,

    /// <summary>The venue's quote is protected again.</summary>
    SelfHelpRevoke = 6,

    /// <summary>Stop one client: nothing of it leaves, what is open is cancelled.</summary>
    ClientKillOn = 7,

    /// <summary>The client may trade again.</summary>
    ClientKillOff = 8,

    /// <summary>Stop one venue: nothing leaves to it, what is open there is cancelled.</summary>
    VenueKillOn = 9,

    /// <summary>The venue may be used again.</summary>
    VenueKillOff = 10,

    /// <summary>Stop one instrument: nothing of it leaves, what is open is cancelled.</summary>
    InstrumentKillOn = 11,

    /// <summary>The instrument may be traded again.</summary>
    InstrumentKillOff = 12,

    /// <summary>The gateway's link to a venue was lost: its open children are in doubt.</summary>
    LinkDown = 13,

    /// <summary>The link stands again.</summary>
    LinkUp = 14,

    /// <summary>A client's credit is set: <see cref="ControlInput.Value"/> units of currency; client 0 = the shard's.</summary>
    CreditSet = 15,

    /// <summary>Price limits of an instrument: <see cref="ControlInput.Value"/> the lowest, <see cref="ControlInput.Value2"/> the highest price, nanos; both 0 = none.</summary>
    LimitBandSet = 16,

    /// <summary>Short sales of an instrument must not take the bid.</summary>
    ShortRestrictionOn = 17,

    /// <summary>The restriction is over.</summary>
    ShortRestrictionOff = 18,

    /// <summary>The journal cannot be written: no parent is taken and no child leaves; cancels do.</summary>
    StorageLost = 19,

    /// <summary>The journal can be written again.</summary>
    StorageRestored = 20,

    /// <summary>Executed position of an instrument at the start of the day: <see cref="ControlInput.Value"/> shares, negative = short.</summary>
    PositionSet = 21,

    /// <summary>A venue's gateway speaks from a journal that is new here: <see cref="ControlInput.Value"/> its id, <see cref="ControlInput.Value2"/> the last
    /// message of it that was taken. Nothing of the state but that depends on it.</summary>
    LinkJoined = 22,
}
