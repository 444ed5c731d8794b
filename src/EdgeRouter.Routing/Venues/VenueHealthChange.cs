namespace EdgeRouter.Routing.Venues;

/// <summary>What an event did to a venue's health: an alert for each but the first.</summary>
public enum VenueHealthChange : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Nothing is sent there for a while.</summary>
    BackedOff = 1,

    /// <summary>Nothing is sent there until it is enabled again.</summary>
    Disabled = 2,
}
