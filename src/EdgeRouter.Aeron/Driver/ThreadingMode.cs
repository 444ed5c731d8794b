namespace EdgeRouter.Aeron.Driver;

/// <summary>On how many threads a driver works.</summary>
public enum ThreadingMode
{
    /// <summary>Conductor, sender and receiver on one thread.</summary>
    Shared,

    /// <summary>The conductor on one thread, sender and receiver on another.</summary>
    SharedNetwork,

    /// <summary>Conductor, sender and receiver on a thread each.</summary>
    Dedicated,

    /// <summary>None: whoever embeds the driver calls <see cref="MediaDriver.DoWork"/>.</summary>
    Invoker,
}
