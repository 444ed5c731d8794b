using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.FlowControl;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Driver.Udp.Sending;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>Publications: making and joining them.</summary>
internal sealed partial class NetworkConductor
{
    private readonly List<NetworkPublication> _publications = [];
    private readonly Dictionary<long, NetworkPublication> _publicationById = [];

    /// <inheritdoc/>
    public PublicationReply AddPublication(in PublicationRequest request)
    {
        UdpChannel channel = WithTagged(_parser.Parse(request.Channel));
        RequireStream(channel, request.StreamId);
        ChannelMatch.RequireSendable(channel);
        SendLine line = SendLineOf(channel, request.RegistrationId);
        NetworkPublication? publication = request.IsExclusive ? null : FindShared(line, request.StreamId);
        try
        {
            if (publication != null)
            {
                ChannelMatch.RequireEqual(publication, channel);
                publication.UserCount++;
            }
            else
            {
                publication = Make(request, channel, line);
            }
        }
        catch (CommandRefusedException)
        {
            LeaveIfUnused(line);
            throw;
        }

        _publicationById.Add(request.RegistrationId, publication);
        return new PublicationReply(
            publication.RegistrationId,
            publication.SessionId,
            publication.Spec.PublisherLimit.Id,
            line.Status.Id,
            publication.Log.File.Path);
    }

    /// <inheritdoc/>
    public bool IsSessionInUse(int sessionId, int streamId) =>
        _publications.Exists(p => p.StreamId == streamId && p.SessionId == sessionId);

    /// <inheritdoc/>
    public TaggedPublication? FindTagged(long tag) =>
        _publications.Find(p => p.Channel.EntityTag == tag && p.State == PublicationState.Active) is { } named
            ? new TaggedPublication(named.SessionId, named.Log.TermBytes, named.Log.MtuBytes)
            : null;

    private static void RequireStream(UdpChannel channel, int streamId)
    {
        if (channel.StreamId is { } wanted && wanted != streamId)
        {
            throw UdpChannelParser.Invalid(channel.Text, $"stream-id={wanted} is not the stream {streamId} of the command");
        }
    }

    private UdpChannel WithTagged(UdpChannel channel)
    {
        if (channel.SessionIdTag is not { } tag)
        {
            return channel;
        }

        TaggedPublication named = FindTagged(tag) ?? throw UdpChannelParser.Invalid(channel.Text, $"no network publication has the tag {tag}");
        return channel with
        {
            SessionId = named.SessionId,
            TermLengthBytes = channel.TermLengthBytes ?? named.TermBytes,
            MtuBytes = channel.MtuBytes ?? named.MtuBytes,
        };
    }

    private NetworkPublication? FindShared(SendLine line, int streamId) => _publications.Find(
        p => p.Line == line && p.StreamId == streamId && !p.Request.IsExclusive && p.State == PublicationState.Active && !p.Log.IsRevoked);

    private void LeaveIfUnused(SendLine line)
    {
        if (line.UserCount == 0)
        {
            line.UserCount = 1;
            Leave(line);
        }
    }

    private NetworkPublication Make(in PublicationRequest request, UdpChannel channel, SendLine line)
    {
        int sessionId = ChooseSession(channel, line, request.StreamId);
        LogParameters parameters = ParametersOf(request, channel, line, sessionId);
        long start = LogPosition.Position(
            parameters.TermId ?? parameters.InitialTermId,
            parameters.TermOffset,
            LogPosition.ShiftOf(parameters.TermBytes),
            parameters.InitialTermId);
        LogBuffer log = _host.CreateLog(isImage: false, parameters);
        _counters.Begin();
        SendStreamSpec spec;
        try
        {
            spec = SpecOf(request, channel, log, sessionId, start);
        }
        catch (CommandRefusedException)
        {
            _counters.RollBack();
            _host.DeleteLog(log);
            throw;
        }

        SendStream stream = new(spec, line.Endpoint, _sender, _nowNs);
        NetworkPublication publication = new()
        {
            RegistrationId = request.RegistrationId,
            Request = request,
            Channel = channel,
            Line = line,
            Stream = stream,
            Spec = spec,
            LingerNs = channel.LingerNs ?? _options.PublicationLingerNs,
            ActivityNs = _nowNs,
        };
        line.UserCount++;
        _publications.Add(publication);
        _sender.Commands.Write(new SenderCommand { Kind = SenderCommandKind.AddStream, Endpoint = line.Endpoint, Stream = stream });
        return publication;
    }

    private int ChooseSession(UdpChannel channel, SendLine line, int streamId)
    {
        if (channel.SessionId is { } session)
        {
            bool isTaken = _publications.Exists(p => p.Line == line && p.StreamId == streamId && p.SessionId == session);
            return isTaken
                ? throw UdpChannelParser.Refusal(DriverErrorCode.InvalidChannel, channel.Text, $"session-id={session} is in use on stream {streamId}")
                : session;
        }

        int next = _host.NextSessionId();
        for (int tries = 0; IsSessionInUse(next, streamId) && tries < _publications.Count; tries++)
        {
            next = _host.NextSessionId();
        }

        return next;
    }

    private LogParameters ParametersOf(in PublicationRequest request, UdpChannel channel, SendLine line, int sessionId)
    {
        int termBytes = channel.TermLengthBytes ?? _options.TermLengthBytes;
        int mtuBytes = channel.MtuBytes ?? _options.MtuBytes;
        int sendBufferBytes = line.Endpoint.Port.SendBufferBytes;
        if (channel.TermOffset > termBytes)
        {
            throw UdpChannelParser.Invalid(channel.Text, $"term-offset={channel.TermOffset} is beyond a term of {termBytes} bytes");
        }

        if (sendBufferBytes > 0 && mtuBytes > sendBufferBytes)
        {
            throw UdpChannelParser.Invalid(channel.Text, $"an MTU of {mtuBytes} is more than SO_SNDBUF of {sendBufferBytes} bytes");
        }

        TetherTimes times = TetherTimes.Of(channel, _options);
        return new LogParameters
        {
            Kind = request.IsExclusive ? LogKind.ExclusivePublication : LogKind.SharedPublication,
            CorrelationId = request.RegistrationId,
            SessionId = sessionId,
            StreamId = request.StreamId,
            InitialTermId = channel.InitialTermId ?? (int)_random.NextUInt64(),
            TermId = channel.InitialTermId.HasValue ? channel.TermId : null,
            TermOffset = channel.TermOffset,
            TermBytes = termBytes,
            MtuBytes = mtuBytes,
            PageBytes = _options.PageSizeBytes,
            PublicationWindowBytes = WindowOf(channel, termBytes),
            SendBufferBytes = (channel.SendBufferBytes ?? _options.SendBufferBytes, sendBufferBytes, sendBufferBytes),
            ReceiveBufferBytes = (channel.ReceiveBufferBytes ?? _options.ReceiveBufferBytes, line.Endpoint.Port.ReceiveBufferBytes, 0),
            ResendMax = channel.MaxResend ?? _options.MaxResend,
            EntityTag = channel.EntityTag ?? -1,
            LingerNs = channel.LingerNs ?? _options.PublicationLingerNs,
            UntetheredWindowLimitNs = times.WindowLimitNs,
            UntetheredLingerNs = times.LingerNs,
            UntetheredRestingNs = times.RestingNs,
            IsGroup = channel.HasGroupSemantics,
            IsSparse = channel.IsSparse ?? _options.IsSparse,
            SignalsEndOfStream = channel.SignalsEndOfStream,
            SpiesSimulateConnection = channel.SpiesSimulateConnection ?? _options.SpiesSimulateConnection,
        };
    }

    private int WindowOf(UdpChannel channel, int termBytes)
    {
        int wanted = channel.PublicationWindowBytes ?? (_options.PublicationWindowBytes > 0 ? _options.PublicationWindowBytes : termBytes / 2);
        return Math.Min(wanted, termBytes / 2);
    }

    private SendStreamSpec SpecOf(in PublicationRequest request, UdpChannel channel, LogBuffer log, int sessionId, long start)
    {
        StreamIdentity identity = new(request.RegistrationId, request.ClientId, sessionId, request.StreamId, channel.Text);
        string positionName = request.IsExclusive ? "pub-pos (exclusive)" : "pub-pos (concurrent)";
        bool isGroup = channel.HasGroupSemantics;
        return new SendStreamSpec
        {
            Log = log,
            SessionId = sessionId,
            StreamId = request.StreamId,
            StartPosition = start,
            WindowBytes = WindowOf(channel, log.TermBytes),
            SignalsEndOfStream = channel.SignalsEndOfStream,
            SpiesSimulateConnection = channel.SpiesSimulateConnection ?? _options.SpiesSimulateConnection,
            FlowControl = FlowControlOf(channel),
            Retransmits = new RetransmitHandler(
                isGroup, channel.MaxResend ?? _options.MaxResend, _options.RetransmitDelayNs, _options.RetransmitLingerNs),
            PublisherPosition = _counters.OfStream(CounterKind.PublisherPosition, positionName, identity, start),
            PublisherLimit = _counters.OfStream(CounterKind.PublisherLimit, "pub-lmt", identity, start),
            SenderPosition = _counters.OfStream(CounterKind.SenderPosition, "snd-pos", identity, start),
            SenderLimit = _counters.OfStream(CounterKind.SenderLimit, "snd-lmt", identity, start),
            BackPressure = _counters.OfStream(CounterKind.SenderBackPressure, "snd-bpe", identity, 0),
            Naks = _counters.OfStream(CounterKind.SenderNaks, "snd-naks-received", identity, 0),
            Cells = _cells,
            ConnectionTimeoutNs = _options.ConnectionTimeoutNs,
        };
    }

    private IFlowControl FlowControlOf(UdpChannel channel)
    {
        int windowBytes = channel.ReceiverWindowBytes ?? _options.InitialWindowBytes;
        if (!channel.HasGroupSemantics)
        {
            return new LeaderFlowControl(windowBytes, RetransmitWindow.UnicastMultiple);
        }

        FlowControlSpec spec = channel.FlowControl;
        if (spec.Kind is FlowControlKind.Default or FlowControlKind.Max)
        {
            return new LeaderFlowControl(windowBytes, RetransmitWindow.GroupMultiple);
        }

        long timeoutNs = spec.ReceiverTimeoutNs > 0 ? spec.ReceiverTimeoutNs : _options.FlowControlReceiverTimeoutNs;
        return new SlowestFlowControl(spec with { ReceiverTimeoutNs = timeoutNs }, windowBytes);
    }

    private void OnPublicationRefused(in NetworkEvent report)
    {
        SendStream stream = (SendStream)report.Subject!;
        NetworkPublication? publication = _publications.Find(p => p.Stream == stream);
        if (publication == null)
        {
            return;
        }

        _host.OnPublicationError(new PublicationError(
            publication.RegistrationId,
            report.DestinationId,
            publication.SessionId,
            publication.StreamId,
            report.Error.ReceiverId,
            report.Error.GroupTag ?? -1,
            report.Source.IsIPv6 ? (short)2 : (short)1,
            (ushort)report.Source.Port,
            report.Source.High,
            report.Source.Low,
            report.Error.Code,
            report.Text ?? string.Empty));
        _host.RecordError(
            (DriverErrorCode)report.Error.Code, $"{report.Source} refuses session {publication.SessionId} of {publication.Channel.Text}: {report.Text}");
    }
}
