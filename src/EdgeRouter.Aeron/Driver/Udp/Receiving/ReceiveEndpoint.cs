using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>Where subscriptions of one channel receive: its sockets, the streams it listens to, and who gets what comes in. All members but the constructor
/// and the flag belong to the receiver's thread.</summary>
internal sealed partial class ReceiveEndpoint
{
    private const long AskAgainNs = 1_000_000_000;
    private const int RememberedPerImage = 4;
    private readonly Dictionary<int, StreamInterest> _interests = [];
    private readonly List<ReceiveDestination> _destinations = [];
    private readonly NetworkCells _cells;
    private readonly NetworkOptions _options;
    private readonly ReceiverAgent _receiver;
    private bool _isReleased;

    /// <summary>An endpoint that listens to nothing.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="receiverId">Who it says it is.</param>
    /// <param name="receiver">The receiver.</param>
    /// <param name="cells">Counters.</param>
    /// <param name="options">Bounds and times.</param>
    public ReceiveEndpoint(UdpChannel channel, long receiverId, ReceiverAgent receiver, NetworkCells cells, NetworkOptions options)
    {
        Channel = channel;
        ReceiverId = receiverId;
        GroupTag = channel.GroupTag ?? options.GroupTag;
        _receiver = receiver;
        _cells = cells;
        _options = options;
    }

    /// <summary>Its channel.</summary>
    public UdpChannel Channel { get; }

    /// <summary>Who it says it is.</summary>
    public long ReceiverId { get; }

    /// <summary>Its group.</summary>
    public long? GroupTag { get; }

    /// <summary>Its sockets.</summary>
    public IReadOnlyList<ReceiveDestination> Destinations => _destinations;

    /// <summary>Whether the receiver has let go of it. Any thread.</summary>
    public bool IsReleased
    {
        get => Volatile.Read(ref _isReleased);
        set => Volatile.Write(ref _isReleased, value);
    }

    /// <summary>Adds a socket.</summary>
    /// <param name="destination">It.</param>
    public void Add(ReceiveDestination destination) => _destinations.Add(destination);

    /// <summary>Takes a socket away.</summary>
    /// <param name="destination">It.</param>
    public void Remove(ReceiveDestination destination) => _destinations.Remove(destination);

    /// <summary>Begins to listen to a stream.</summary>
    /// <param name="streamId">It.</param>
    /// <param name="sessionId">The one session, or null for all.</param>
    public void Want(int streamId, int? sessionId)
    {
        if (!_interests.TryGetValue(streamId, out StreamInterest? interest))
        {
            interest = new StreamInterest(_options.MaxImagesPerStream * RememberedPerImage);
            _interests.Add(streamId, interest);
        }

        interest.Want(sessionId);
    }

    /// <summary>Stops listening to a stream.</summary>
    /// <param name="streamId">It.</param>
    /// <param name="sessionId">The one session, or null for all.</param>
    public void Unwant(int streamId, int? sessionId)
    {
        if (_interests.TryGetValue(streamId, out StreamInterest? interest))
        {
            interest.Unwant(sessionId);
            if (interest.IsEmpty)
            {
                _ = _interests.Remove(streamId);
            }
        }
    }

    /// <summary>The conductor has made an image.</summary>
    /// <param name="stream">It.</param>
    public void Add(ReceiveStream stream)
    {
        if (_interests.TryGetValue(stream.StreamId, out StreamInterest? interest))
        {
            interest.Set(stream.SessionId, new SessionInterest(InterestState.Active, stream, 0));
        }
    }

    /// <summary>An image ends. Unless its sender has ended, the session may not come back at once.</summary>
    /// <param name="stream">It.</param>
    public void Remove(ReceiveStream stream)
    {
        if (_interests.TryGetValue(stream.StreamId, out StreamInterest? interest) && interest.Get(stream.SessionId).Stream == stream)
        {
            interest.Set(
                stream.SessionId,
                stream.IsEndOfStream ? default : new SessionInterest(InterestState.CoolDown, null, long.MaxValue));
        }
    }

    /// <summary>The conductor could not make an image, or an image is gone: says when the session may come back.</summary>
    /// <param name="streamId">Its stream.</param>
    /// <param name="sessionId">Its session.</param>
    /// <param name="untilNs">When, ns; 0 = now.</param>
    public void CoolDown(int streamId, int sessionId, long untilNs)
    {
        if (_interests.TryGetValue(streamId, out StreamInterest? interest) && interest.Get(sessionId).State is InterestState.CoolDown or InterestState.InMaking)
        {
            interest.Set(sessionId, untilNs == 0 ? default : new SessionInterest(InterestState.CoolDown, null, untilNs));
        }
    }

    /// <summary>A datagram came.</summary>
    /// <param name="datagram">Its bytes.</param>
    /// <param name="destination">Where.</param>
    /// <param name="source">From where.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnDatagram(ReadOnlySpan<byte> datagram, ReceiveDestination destination, in UdpAddress source, long nowNs)
    {
        destination.LastActivityNs = nowNs;
        bool isValid = FrameHeader.TryRead(datagram, out _, out _, out ushort type) && type switch
        {
            FrameType.Data or FrameType.Padding => OnData(datagram, destination, source, nowNs),
            FrameType.Setup => OnSetup(datagram, destination, source, nowNs),
            FrameType.RoundTrip => OnRoundTrip(datagram, destination, source),
            _ => false,
        };
        if (!isValid)
        {
            _cells.InvalidPackets.AddAtomic(1);
        }
    }

    /// <summary>Asks senders for a SETUP that only know of us by our asking, and for names to be looked up where nobody answers.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnTime(long nowNs)
    {
        foreach (ReceiveDestination destination in _destinations)
        {
            if (destination.AsksForSetup && nowNs - destination.LastAskNs >= AskAgainNs)
            {
                destination.LastAskNs = nowNs;
                AskForSetup(destination, destination.Control, 0, 0);
            }

            if (destination.AsksForSetup && nowNs - destination.LastActivityNs > _options.ReResolutionNs)
            {
                destination.LastActivityNs = nowNs;
                _receiver.Report(new NetworkEvent
                {
                    Kind = NetworkEventKind.Unanswered,
                    Endpoint = this,
                    Subject = destination,
                    Place = destination.Channel.Control!.Value,
                    Source = destination.Control,
                });
            }
        }
    }

    /// <summary>Sends a status message.</summary>
    /// <param name="destination">From which socket.</param>
    /// <param name="control">Where to.</param>
    /// <param name="status">It.</param>
    public void SendStatus(ReceiveDestination destination, in UdpAddress control, in StatusFrame status)
    {
        int sizeBytes = status.Write(_receiver.Scratch);
        _receiver.SendScratch(destination, control, sizeBytes);
        _cells.StatusSent.Add(1);
    }

    /// <summary>Sends a NAK.</summary>
    /// <param name="connection">Which way.</param>
    /// <param name="nak">It.</param>
    public void SendNak(in ImageConnection connection, in NakFrame nak)
    {
        nak.Write(_receiver.Scratch);
        _receiver.SendScratch(connection.Destination, connection.Control, NakFrame.SizeBytes);
    }

    /// <summary>Refuses a session.</summary>
    /// <param name="connection">Which way.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="streamId">Its stream.</param>
    /// <param name="reason">Why, UTF-8.</param>
    public void SendError(in ImageConnection connection, int sessionId, int streamId, ReadOnlySpan<byte> reason)
    {
        ErrorFrame error = new(sessionId, streamId, ReceiverId, GroupTag, (int)Commands.DriverErrorCode.ImageRejected);
        int sizeBytes = error.Write(_receiver.Scratch, reason);
        _receiver.SendScratch(connection.Destination, connection.Control, sizeBytes);
        _cells.ErrorsSent.Add(1);
    }
}
