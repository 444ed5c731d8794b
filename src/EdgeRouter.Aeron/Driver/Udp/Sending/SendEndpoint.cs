using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>A socket that publications send from, and what comes back to it. All members but the constructor and the released flag belong to the
/// sender's thread.</summary>
internal sealed unsafe class SendEndpoint
{
    private readonly Dictionary<(int StreamId, int SessionId), SendStream> _streams = new();
    private readonly NetworkCells _cells;
    private readonly long _silenceNs;
    private readonly UdpAddress _group;
    private bool _isReleased;
    private long _lastStatusNs;
    private UdpAddress _remote;

    /// <summary>An endpoint without streams.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="port">Its socket.</param>
    /// <param name="cells">Counters.</param>
    /// <param name="options">Timeouts.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public SendEndpoint(UdpChannel channel, IDatagramPort port, NetworkCells cells, NetworkOptions options, long nowNs)
    {
        Channel = channel;
        Port = port;
        _cells = cells;
        _silenceNs = options.ReResolutionNs;
        _lastStatusNs = nowNs;
        _remote = channel.RemoteData;
        _group = channel.IsMulticast ? channel.RemoteData : default;
        Destinations = channel.IsMultiDestination
            ? new SendDestinations(channel.ControlMode == ControlMode.Manual, options.DestinationTimeoutNs)
            : null;
    }

    /// <summary>Its channel.</summary>
    public UdpChannel Channel { get; }

    /// <summary>Its socket.</summary>
    public IDatagramPort Port { get; }

    /// <summary>Where it sends to, if to many places.</summary>
    public SendDestinations? Destinations { get; }

    /// <summary>Whether the sender has let go of it. Any thread.</summary>
    public bool IsReleased
    {
        get => Volatile.Read(ref _isReleased);
        set => Volatile.Write(ref _isReleased, value);
    }

    /// <summary>Adds a stream.</summary>
    /// <param name="stream">It.</param>
    public void Add(SendStream stream) => _streams[(stream.StreamId, stream.SessionId)] = stream;

    /// <summary>Takes a stream away.</summary>
    /// <param name="stream">It.</param>
    public void Remove(SendStream stream) => _streams.Remove((stream.StreamId, stream.SessionId));

    /// <summary>The endpoint's name has another address.</summary>
    /// <param name="remote">It.</param>
    public void Move(in UdpAddress remote)
    {
        if (Port.Reconnect(remote))
        {
            _remote = remote;
        }
    }

    /// <summary>Sends a batch to where the channel leads.</summary>
    /// <param name="batch">What.</param>
    /// <returns>Datagrams sent.</returns>
    public int Send(SendBatch batch)
    {
        int shortSends = 0;
        int sent;
        if (Destinations != null)
        {
            sent = Destinations.Send(Port, batch, ref shortSends);
        }
        else
        {
            batch.SetDestination(_group);
            sent = Port.Send(batch);
            shortSends = sent < batch.Count ? 1 : 0;
        }

        if (shortSends > 0)
        {
            _cells.ShortSends.AddAtomic(shortSends);
        }

        return sent;
    }

    /// <summary>A datagram came.</summary>
    /// <param name="datagram">Its bytes.</param>
    /// <param name="source">From where.</param>
    /// <param name="sender">The sender.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnDatagram(ReadOnlySpan<byte> datagram, in UdpAddress source, SenderAgent sender, long nowNs)
    {
        bool isValid = FrameHeader.TryRead(datagram, out _, out _, out ushort type);
        if (isValid)
        {
            isValid = type switch
            {
                FrameType.StatusMessage => OnStatus(datagram, source, nowNs),
                FrameType.Nak => OnNak(datagram, nowNs),
                FrameType.RoundTrip => OnRoundTrip(datagram),
                FrameType.Error => OnError(datagram, source, sender),
                FrameType.ResponseSetup => ResponseSetupFrame.TryRead(datagram, out _),
                _ => false,
            };
        }

        if (!isValid)
        {
            _cells.InvalidPackets.AddAtomic(1);
        }
    }

    /// <summary>Drops silent destinations, and asks for names to be looked up where nobody answers.</summary>
    /// <param name="sender">The sender.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void OnTime(SenderAgent sender, long nowNs)
    {
        if (Destinations != null)
        {
            if (Destinations.TryFindSilent(nowNs, out SendDestination silent))
            {
                sender.AskForName(this, silent.Place, silent.Address);
            }
        }
        else if (!Channel.IsMulticast && Channel.Endpoint is { } place && nowNs - _lastStatusNs > _silenceNs)
        {
            _lastStatusNs = nowNs;
            sender.AskForName(this, place, _remote);
        }
    }

    private bool OnStatus(ReadOnlySpan<byte> datagram, in UdpAddress source, long nowNs)
    {
        if (!StatusFrame.TryRead(datagram, out StatusFrame status))
        {
            return false;
        }

        _ = _streams.TryGetValue((status.StreamId, status.SessionId), out SendStream? stream);
        int termBytes = stream?.TermLengthBytes ?? LogLayout.TermBytesMax;
        if (status.TermOffset < 0 || status.TermOffset >= termBytes || (status.TermOffset & (FrameLayout.Alignment - 1)) != 0 ||
            status.WindowBytes < 0 || status.WindowBytes > termBytes / 2)
        {
            return false;
        }

        _cells.StatusReceived.Add(1);
        if (stream != null && !status.IsSendSetup && !stream.IsPlausible(status))
        {
            _cells.StatusRejected.Add(1);
            return true;
        }

        Destinations?.OnStatus(status, source, nowNs);
        if (stream != null)
        {
            _lastStatusNs = nowNs;
            stream.OnStatus(status, nowNs);
        }

        return true;
    }

    private bool OnNak(ReadOnlySpan<byte> datagram, long nowNs)
    {
        if (!NakFrame.TryRead(datagram, out NakFrame nak))
        {
            return false;
        }

        if (!_streams.TryGetValue((nak.StreamId, nak.SessionId), out SendStream? stream))
        {
            return true;
        }

        if (!nak.IsInside(stream.TermLengthBytes))
        {
            return false;
        }

        _cells.NaksReceived.Add(1);
        stream.OnNak(nak, nowNs);
        return true;
    }

    private bool OnRoundTrip(ReadOnlySpan<byte> datagram)
    {
        if (!RoundTripFrame.TryRead(datagram, out RoundTripFrame frame))
        {
            return false;
        }

        if (frame.IsReplyWanted && _streams.TryGetValue((frame.StreamId, frame.SessionId), out SendStream? stream))
        {
            stream.OnRoundTrip(frame);
        }

        return true;
    }

    private bool OnError(ReadOnlySpan<byte> datagram, in UdpAddress source, SenderAgent sender)
    {
        if (!ErrorFrame.TryRead(datagram, out ErrorFrame error, out ReadOnlySpan<byte> text))
        {
            return false;
        }

        _cells.ErrorsReceived.Add(1);
        if (_streams.TryGetValue((error.StreamId, error.SessionId), out SendStream? stream) && stream.OnError(error))
        {
            long destinationId = Destinations?.RegistrationIdOf(error.ReceiverId, source) ?? -1;
            sender.ReportRefusal(this, stream, error, text, source, destinationId);
        }

        return true;
    }
}
