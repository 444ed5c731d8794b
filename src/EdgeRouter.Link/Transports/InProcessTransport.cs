namespace EdgeRouter.Link.Transports;

/// <summary>Both ends of a link in one process, on one thread or two: two bounded rings, allocated when they are made.</summary>
public sealed class InProcessTransport : ILinkTransport
{
    /// <summary>Size of a ring unless told otherwise: some 4,000 orders or reports.</summary>
    public const int DefaultCapacityBytes = 1 << 20;

    private readonly MessageRing _outgoing;
    private readonly MessageRing _incoming;
    private InProcessTransport? _peer;
    private volatile bool _isClosed;

    private InProcessTransport(MessageRing outgoing, MessageRing incoming)
    {
        _outgoing = outgoing;
        _incoming = incoming;
    }

    /// <inheritdoc/>
    public bool IsConnected => !_isClosed && _peer is { _isClosed: false };

    /// <inheritdoc/>
    public int MessageBytesMax => _outgoing.MessageBytesMax;

    /// <summary>Makes the two ends.</summary>
    /// <param name="capacityBytes">Bytes on their way in each direction at most; a message may take an eighth of it.</param>
    public static (InProcessTransport One, InProcessTransport Other) CreatePair(int capacityBytes = DefaultCapacityBytes)
    {
        var there = new MessageRing(capacityBytes);
        var back = new MessageRing(capacityBytes);
        var one = new InProcessTransport(there, back);
        var other = new InProcessTransport(back, there) { _peer = one };
        one._peer = other;
        return (one, other);
    }

    /// <inheritdoc/>
    public LinkSendStatus TrySend(ReadOnlySpan<byte> message)
    {
        if (_isClosed)
        {
            return LinkSendStatus.Closed;
        }

        if (!IsConnected)
        {
            return LinkSendStatus.NotConnected;
        }

        if (message.Length > MessageBytesMax)
        {
            return LinkSendStatus.TooLarge;
        }

        return _outgoing.TryWrite(message) ? LinkSendStatus.Sent : LinkSendStatus.BackPressured;
    }

    /// <inheritdoc/>
    public int Poll(ILinkReceiver receiver, int messagesMax) => _isClosed ? 0 : _incoming.Read(receiver, messagesMax);

    /// <summary>Closes this end; the other one is not connected any more. What is on its way may still be polled there.</summary>
    public void Dispose() => _isClosed = true;
}
