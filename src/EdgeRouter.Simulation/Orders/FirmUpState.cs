namespace EdgeRouter.Simulation.Orders;

/// <summary>Where a conditional order stands with its venue.</summary>
internal enum FirmUpState : byte
{
    /// <summary>Nothing to be met yet.</summary>
    Waiting = 0,

    /// <summary>Asked to become firm; interest is held for it.</summary>
    Invited = 1,

    /// <summary>Did not become firm in time, and is not asked again for a while.</summary>
    Paused = 2,
}
