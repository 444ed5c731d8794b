using System.Text;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Driver.Udp.Receiving;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <content>Images are made when a SETUP is seen.</content>
internal sealed partial class NetworkConductor
{
    private const long RetryNs = 1_000_000_000;
    private const int RefusalsPerTimer = 8;
    private readonly List<PublicationImage> _images = [];
    private int _refusalsToTell = RefusalsPerTimer;
    private long _imageBytes;

    /// <inheritdoc/>
    public bool RejectImage(long imageCorrelationId, long position, string reason)
    {
        PublicationImage? image = _images.Find(i => i.CorrelationId == imageCorrelationId);
        if (image == null)
        {
            return false;
        }

        byte[] text = Encoding.UTF8.GetBytes(reason);
        image.Stream.Rejection = text.Length > ErrorFrame.MaxTextBytes ? text[..ErrorFrame.MaxTextBytes] : text;
        _cells.ImagesRejected.Add(1);
        return true;
    }

    private bool OnImageWanted(in NetworkEvent report)
    {
        ReceiveEndpoint endpoint = (ReceiveEndpoint)report.Endpoint;
        ReceiveLine? line = _receiveLines.Find(l => l.Endpoint == endpoint);
        if (line == null)
        {
            return false;
        }

        SetupFrame setup = report.Setup;
        NetworkSubscription[] wanting = [.. _subscriptions.Values.Where(s => s.Line == line && s.Wants(setup.StreamId, setup.SessionId))];
        if (wanting.Length == 0)
        {
            EndCoolDown(endpoint, setup.StreamId, setup.SessionId, 0);
            return false;
        }

        if (_images.Exists(i => i.IsOf(line, setup.StreamId, setup.SessionId)))
        {
            return false; // A second SETUP overtook the first one's image.
        }

        try
        {
            Make(report, line, wanting);
        }
        catch (CommandRefusedException refusal)
        {
            if (--_refusalsToTell >= 0)
            {
                _host.RecordError(refusal.Code, refusal.Message);
            }

            EndCoolDown(endpoint, setup.StreamId, setup.SessionId, _nowNs + RetryNs);
        }

        return true;
    }

    private void Make(in NetworkEvent report, ReceiveLine line, NetworkSubscription[] wanting)
    {
        SetupFrame setup = report.Setup;
        ReceiveDestination destination = (ReceiveDestination)report.Subject!;
        string source = report.Source.ToString();
        int bufferBytes = destination.Port.ReceiveBufferBytes;
        UdpChannel channel = wanting[0].Channel;
        int windowBytes = channel.ReceiverWindowBytes ?? _options.InitialWindowBytes;
        if (setup.TermLengthBytes > _options.MaxRemoteTermLengthBytes || setup.MtuBytes > windowBytes || (bufferBytes > 0 && setup.MtuBytes > bufferBytes))
        {
            throw UdpChannelParser.Invalid(
                line.Endpoint.Channel.Text,
                $"{source} sends terms of {setup.TermLengthBytes} and datagrams of {setup.MtuBytes} bytes: the most are {_options.MaxRemoteTermLengthBytes}, a window of {windowBytes} and SO_RCVBUF of {bufferBytes}");
        }

        RequireRoom(line, setup, source);
        bool isGroup = channel.IsGroup ?? ((setup.Flags & SetupFrame.GroupFlag) != 0 || destination.Channel.IsMulticast);
        long id = _host.NextCorrelationId();
        LogBuffer log = _host.CreateLog(isImage: true, ParametersOf(setup, id, channel, isGroup));
        _counters.Begin();
        PublicationImage image;
        try
        {
            ReceiveStreamSpec spec = SpecOf(setup, id, log, channel, isGroup, source);
            ReceiveStream created = new(spec, line.Endpoint, _nowNs);
            image = new() { CorrelationId = id, Line = line, Stream = created, Spec = spec, ChangedNs = _nowNs };
            AddPositions(wanting, image);
        }
        catch (CommandRefusedException)
        {
            _counters.RollBack();
            _host.DeleteLog(log);
            throw;
        }

        line.UserCount++;
        _images.Add(image);
        _imageBytes += log.File.SizeBytes;
        foreach (SubscriberPosition position in image.Subscribers.Items)
        {
            Announce(position, image);
        }

        _receiver.Commands.Write(new ReceiverCommand
        {
            Kind = ReceiverCommandKind.AddStream,
            Endpoint = line.Endpoint,
            Stream = image.Stream,
            Destination = destination,
            Address = report.Source,
        });
    }

    private void RequireRoom(ReceiveLine line, in SetupFrame setup, string source)
    {
        long wanted = LogLayout.FileBytes(setup.TermLengthBytes, _options.PageSizeBytes);
        if (_imageBytes + wanted > _options.MaxImageBytes)
        {
            throw new CommandRefusedException(
                DriverErrorCode.StorageSpace,
                $"channel '{line.Endpoint.Channel.Text}': no image of {source}: {wanted} bytes more make more than {_options.MaxImageBytes} of all images together");
        }
    }

    private LogParameters ParametersOf(in SetupFrame setup, long id, UdpChannel channel, bool isGroup)
    {
        TetherTimes times = TetherTimes.Of(channel, _options);
        return new LogParameters
        {
            Kind = LogKind.Image,
            CorrelationId = id,
            SessionId = setup.SessionId,
            StreamId = setup.StreamId,
            InitialTermId = setup.InitialTermId,
            TermBytes = setup.TermLengthBytes,
            MtuBytes = setup.MtuBytes,
            PageBytes = _options.PageSizeBytes,
            ReceiverWindowBytes = WindowOf(channel, setup),
            ReceiveBufferBytes = (channel.ReceiveBufferBytes ?? _options.ReceiveBufferBytes, 0, 0),
            UntetheredWindowLimitNs = times.WindowLimitNs,
            UntetheredLingerNs = times.LingerNs,
            UntetheredRestingNs = times.RestingNs,
            IsGroup = isGroup,
            Rejoins = channel.Rejoins,
            IsReliable = channel.IsReliable,
            IsSparse = channel.IsSparse ?? _options.IsSparse,
            IsTethered = channel.IsTethered,
            SignalsEndOfStream = false,
        };
    }

    private int WindowOf(UdpChannel channel, in SetupFrame setup) =>
        Math.Min(channel.ReceiverWindowBytes ?? _options.InitialWindowBytes, setup.TermLengthBytes / 2);

    private ReceiveStreamSpec SpecOf(in SetupFrame setup, long id, LogBuffer log, UdpChannel channel, bool isGroup, string source)
    {
        long start = LogPosition.Position(setup.ActiveTermId, setup.TermOffset, log.PositionShift, setup.InitialTermId);
        StreamIdentity identity = new(id, -1, setup.SessionId, setup.StreamId, channel.Text);
        return new ReceiveStreamSpec
        {
            Log = log,
            SessionId = setup.SessionId,
            StreamId = setup.StreamId,
            StartPosition = start,
            WindowBytes = WindowOf(channel, setup),
            IsReliable = channel.IsReliable,
            NakDelay = DelayOf(channel, isGroup),
            HighWater = _counters.OfStream(CounterKind.ReceiverHighWater, "rcv-hwm", identity, start),
            Received = _counters.OfStream(CounterKind.ReceiverPosition, "rcv-pos", identity, start),
            Naks = _counters.OfStream(CounterKind.ReceiverNaks, "rcv-naks-sent", identity, 0),
            Cells = _cells,
            StatusIntervalNs = _options.StatusMessageNs,
            LivenessNs = _options.ImageLivenessNs,
            Losses = _losses,
            Channel = channel.Text,
            SourceIdentity = source,
        };
    }

    private IRetryDelay DelayOf(UdpChannel channel, bool isGroup)
    {
        if (!channel.IsReliable)
        {
            return new StaticDelay(0, 0);
        }

        if (isGroup)
        {
            return new OptimalMulticastDelay(_options.NakMulticastMaxBackoffNs, _options.NakMulticastGroupSize, _random.NextUInt64());
        }

        long delayNs = channel.NakDelayNs ?? _options.NakUnicastDelayNs;
        return new StaticDelay(delayNs, delayNs * _options.NakUnicastRetryRatio);
    }

    private void AddPositions(NetworkSubscription[] wanting, PublicationImage image)
    {
        long position = image.Subscribers.Slowest(image.Spec.Received.Value);
        foreach (NetworkSubscription subscription in wanting)
        {
            _ = AddPosition(subscription, image.Subscribers, image.Spec.SessionId, image.CorrelationId, position);
        }

        image.Stream.Subscribers = image.Subscribers.ToCells();
    }

    private void Link(NetworkSubscription subscription, PublicationImage image)
    {
        AddPositions([subscription], image);
        Announce(image.Subscribers.Items[^1], image);
    }

    private void Announce(SubscriberPosition position, PublicationImage image) => _host.OnAvailableImage(new AvailableImage(
        image.CorrelationId,
        image.Spec.SessionId,
        image.Spec.StreamId,
        position.Subscription.RegistrationId,
        position.Cell.Id,
        image.Spec.Log.File.Path,
        image.Spec.SourceIdentity));
}
