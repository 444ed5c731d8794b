namespace EdgeRouter.Aeron.Client;

/// <summary>Why a client lost its driver.</summary>
public enum LossReason
{
    /// <summary>The driver's heartbeat is too old.</summary>
    DriverSilent,

    /// <summary>The driver ended in order.</summary>
    DriverClosed,

    /// <summary>Another driver has taken the directory.</summary>
    DriverReplaced,

    /// <summary>The driver gave this client up: it did not show life for too long.</summary>
    ClientTimedOut,

    /// <summary>This client was not run for longer than a driver waits: a debugger, a stopped process, a suspended machine.</summary>
    ServicePaused,

    /// <summary>Events of the driver came faster than this client read them, or were damaged: what they said is not known.</summary>
    EventsLost,

    /// <summary>The client's own thread failed.</summary>
    ConductorFailed,
}
