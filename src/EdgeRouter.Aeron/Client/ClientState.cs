namespace EdgeRouter.Aeron.Client;

/// <summary>How a client stands with its driver.</summary>
public enum ClientState
{
    /// <summary>It looks for a driver: after a loss, with <see cref="AeronClientOptions.Reconnects"/>.</summary>
    Connecting,

    /// <summary>It has one.</summary>
    Connected,

    /// <summary>It lost its driver and does not look for another.</summary>
    Lost,

    /// <summary>It was closed by the application.</summary>
    Closed,
}
