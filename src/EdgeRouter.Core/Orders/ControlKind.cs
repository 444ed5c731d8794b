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
}
