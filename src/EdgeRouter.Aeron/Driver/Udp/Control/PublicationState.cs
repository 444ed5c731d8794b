namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>State of a publication.</summary>
internal enum PublicationState : byte
{
    /// <summary>Clients write.</summary>
    Active,

    /// <summary>None writes; the rest is sent and read.</summary>
    Draining,

    /// <summary>All is sent; receivers may still ask for parts.</summary>
    Linger,

    /// <summary>The sender lets go of it.</summary>
    Releasing,
}
