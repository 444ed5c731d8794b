namespace EdgeRouter.Link.Transports;

/// <summary>One end of a two-way way for whole messages. It may lose messages when it is cut, and it may bring one twice; within one connection it keeps
/// their order. What must not get lost is the session's care. One thread an end; allocates nothing in steady state.</summary>
public interface ILinkTransport : IDisposable
{
    /// <summary>Whether somebody listens at the other end and may be heard.</summary>
    bool IsConnected { get; }

    /// <summary>The longest message that it takes, bytes.</summary>
    int MessageBytesMax { get; }

    /// <summary>Sends a message, or says why not. Never waits.</summary>
    /// <param name="message">The message; copied.</param>
    LinkSendStatus TrySend(ReadOnlySpan<byte> message);

    /// <summary>Hands on what has arrived.</summary>
    /// <param name="receiver">Takes the messages.</param>
    /// <param name="messagesMax">At most so many.</param>
    /// <returns>How many there were.</returns>
    int Poll(ILinkReceiver receiver, int messagesMax);
}
