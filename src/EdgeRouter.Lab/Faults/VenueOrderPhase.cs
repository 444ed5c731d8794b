namespace EdgeRouter.Lab.Faults;

/// <summary>Where a child order is.</summary>
internal enum VenueOrderPhase
{
    /// <summary>It left the router.</summary>
    OnItsWay,

    /// <summary>It never arrived.</summary>
    Lost,

    /// <summary>It stands at the venue.</summary>
    Standing,

    /// <summary>It is over.</summary>
    Ended,
}
