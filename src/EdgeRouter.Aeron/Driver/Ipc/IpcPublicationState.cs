namespace EdgeRouter.Aeron.Driver.Ipc;

/// <summary>States of an IPC publication.</summary>
internal enum IpcPublicationState
{
    /// <summary>Clients write to it.</summary>
    Active,

    /// <summary>No client writes any more; subscribers read what is left.</summary>
    Draining,

    /// <summary>Subscribers were told that it is gone; it is removed with the next timer if no client holds it.</summary>
    Linger,
}
