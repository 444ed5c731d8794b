using EdgeRouter.Aeron.Driver.Ipc;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>What one adding command of a client made.</summary>
/// <param name="id">The command's correlation id.</param>
/// <param name="kind">What it is.</param>
/// <param name="clientId">Whose it is.</param>
internal sealed class Registration(long id, RegistrationKind kind, long clientId)
{
    /// <summary>The command's correlation id.</summary>
    public long Id { get; } = id;

    /// <summary>What it is.</summary>
    public RegistrationKind Kind { get; } = kind;

    /// <summary>Whose it is.</summary>
    public long ClientId { get; } = clientId;

    /// <summary>The publication, of IPC.</summary>
    public IpcPublication? Publication { get; init; }

    /// <summary>The subscription to IPC; of a network subscription with several sources, that source.</summary>
    public IpcSubscription? Subscription { get; set; }

    /// <summary>The stream, of a network subscription.</summary>
    public int StreamId { get; init; }

    /// <summary>How places to receive from come to a network subscription: <c>manual</c> = one by one; null = it has one.</summary>
    public string? ControlMode { get; init; }

    /// <summary>The counter.</summary>
    public int CounterId { get; init; } = -1;

    /// <summary>Whether it is a publication.</summary>
    public bool IsPublication => Kind is RegistrationKind.IpcPublication or RegistrationKind.NetworkPublication;

    /// <summary>Whether it is a subscription.</summary>
    public bool IsSubscription => Kind is RegistrationKind.IpcSubscription or RegistrationKind.NetworkSubscription;
}
