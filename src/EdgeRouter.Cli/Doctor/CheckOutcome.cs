namespace EdgeRouter.Cli.Doctor;

/// <summary>How a check of the machine went.</summary>
internal enum CheckOutcome
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Works, and a figure taken here will suffer.</summary>
    Warning,

    /// <summary>Something will not work.</summary>
    Failed,
}
