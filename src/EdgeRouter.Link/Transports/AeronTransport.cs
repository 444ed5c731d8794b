using EdgeRouter.Aeron.Client;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Link.Transports;

/// <summary>One end of a link over Aeron: an exclusive publication and a subscription. Adding them waits for nobody; after the driver was lost and found again,
/// or a stream came to its end, they are added anew.</summary>
/// <remarks>Long messages are cut and put together again. A killed process's streams stay in the driver until its time is over: that the other end is gone is
/// then seen by the session's heartbeats.</remarks>
public sealed class AeronTransport : ILinkTransport
{
    private const int MessageBytesFirst = 1 << 19;
    private readonly AeronClient _client;
    private readonly AeronLinkOptions _options;
    private readonly IClock _clock;
    private readonly MessageHandler.Target _target = new();
    private FragmentAssembler<MessageHandler> _assembler;
    private ExclusivePublication? _publication;
    private Subscription? _subscription;
    private long _publicationNumber = -1;
    private long _subscriptionNumber = -1;
    private long _retryNs;
    private int _epoch;
    private bool _isClosed;

    /// <summary>Begins to add the streams.</summary>
    /// <param name="client">The client; the caller keeps it, and gives it time where it has no thread of its own.</param>
    /// <param name="options">Channels and streams.</param>
    /// <param name="clock">The time, for trying again.</param>
    public AeronTransport(AeronClient client, AeronLinkOptions options, IClock clock)
    {
        _client = client;
        _options = options;
        _clock = clock;
        _assembler = new FragmentAssembler<MessageHandler>(new MessageHandler(_target));
        Look();
    }

    /// <summary>Why the streams could not be added last time; null = they could, or it is still under way.</summary>
    public EdgeRouterException? Problem { get; private set; }

    /// <inheritdoc/>
    public bool IsConnected => _publication is { IsConnected: true } && _subscription is { IsConnected: true };

    /// <inheritdoc/>
    public int MessageBytesMax { get; private set; } = MessageBytesFirst;

    /// <inheritdoc/>
    public LinkSendStatus TrySend(ReadOnlySpan<byte> message)
    {
        if (_isClosed)
        {
            return LinkSendStatus.Closed;
        }

        if (_publication is null)
        {
            return LinkSendStatus.NotConnected;
        }

        if (message.Length > MessageBytesMax)
        {
            return LinkSendStatus.TooLarge;
        }

        return _publication.Offer(message) switch
        {
            > 0 => LinkSendStatus.Sent,
            OfferResult.BackPressured or OfferResult.AdminAction => LinkSendStatus.BackPressured,
            OfferResult.MaxPositionExceeded => BeginAnew(),
            _ => LinkSendStatus.NotConnected,
        };
    }

    /// <inheritdoc/>
    public int Poll(ILinkReceiver receiver, int messagesMax)
    {
        if (_isClosed)
        {
            return 0;
        }

        Look();
        if (_subscription is null)
        {
            return 0;
        }

        _target.Receiver = receiver;
        int count = _subscription.Poll(ref _assembler, messagesMax);
        _target.Receiver = null;
        return count;
    }

    /// <summary>Closes both streams; the client is the caller's.</summary>
    public void Dispose()
    {
        _isClosed = true;
        Drop();
    }

    // The streams of one connection of the client end with it.
    private void Look()
    {
        bool isLost = _epoch != _client.Epoch || _publication is { IsClosed: true } || _subscription is { IsClosed: true };
        if (isLost && (_publication is not null || _subscription is not null || _publicationNumber >= 0))
        {
            Drop();
        }

        if (_publication is not null && _subscription is not null)
        {
            return;
        }

        try
        {
            Add();
        }
        catch (EdgeRouterException e)
        {
            Problem = e;
            Drop();
            _retryNs = _clock.NowNs + _options.RetryNs;
        }
    }

    private void Add()
    {
        if (_publicationNumber < 0 && _client.State == ClientState.Connected && _clock.NowNs >= _retryNs)
        {
            _epoch = _client.Epoch;
            _publicationNumber = _client.BeginAddExclusivePublication(_options.OutgoingChannel, _options.OutgoingStreamId);
            _subscriptionNumber = _client.BeginAddSubscription(_options.IncomingChannel, _options.IncomingStreamId);
        }

        if (_publicationNumber >= 0 && _publication is null && _client.TryComplete(_publicationNumber, out _publication))
        {
            MessageBytesMax = _publication.MessageBytesMax;
        }

        if (_publicationNumber >= 0 && _subscription is null && _client.TryComplete(_subscriptionNumber, out _subscription))
        {
            Problem = null;
        }
    }

    // What a stream can count is used up: a new one goes on, and the session finds out what was missed.
    private LinkSendStatus BeginAnew()
    {
        Drop();
        return LinkSendStatus.NotConnected;
    }

    private void Drop()
    {
        Cancel(_publicationNumber, _publication);
        Cancel(_subscriptionNumber, _subscription);
        (_publicationNumber, _subscriptionNumber) = (-1, -1);
        (_publication, _subscription) = (null, null);
        _assembler = new FragmentAssembler<MessageHandler>(new MessageHandler(_target));
    }

    private void Cancel(long number, IDisposable? resource)
    {
        if (resource is not null)
        {
            resource.Dispose();
        }
        else if (number >= 0)
        {
            _client.CancelAdd(number);
        }
    }
}
