namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>What a registration stands for.</summary>
internal enum RegistrationKind
{
    /// <summary>A client's hold on an IPC publication.</summary>
    IpcPublication,

    /// <summary>A client's hold on a network publication.</summary>
    NetworkPublication,

    /// <summary>A subscription to IPC publications.</summary>
    IpcSubscription,

    /// <summary>A subscription of the network, or a spy.</summary>
    NetworkSubscription,

    /// <summary>A counter.</summary>
    Counter,
}
