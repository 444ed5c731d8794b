namespace EdgeRouter.Link.Transports;

/// <summary>What became of a message that a transport was given.</summary>
public enum LinkSendStatus : byte
{
    /// <summary>It is on its way.</summary>
    Sent,

    /// <summary>No room: the other end is slower. Try again.</summary>
    BackPressured,

    /// <summary>Nobody listens at the other end now.</summary>
    NotConnected,

    /// <summary>The transport is closed for good.</summary>
    Closed,

    /// <summary>The message is longer than the transport ever takes.</summary>
    TooLarge,
}
