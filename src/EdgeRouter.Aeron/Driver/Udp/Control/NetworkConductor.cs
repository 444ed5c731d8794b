using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Driver.Udp.Receiving;
using EdgeRouter.Aeron.Driver.Udp.Sending;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>The network half of the driver. What clients ask for becomes endpoints, publications, subscriptions and images; sender and receiver move the
/// data.</summary>
internal sealed partial class NetworkConductor : INetworkConductor
{
    private const int EventsPerCycle = 32;
    private readonly INetworkHost _host;
    private readonly NetworkOptions _options;
    private readonly IDatagramPorts _ports;
    private readonly INameResolver _names;
    private readonly UdpChannelParser _parser;
    private readonly StreamCounters _counters;
    private readonly NetworkCells _cells;
    private readonly LossReport _losses;
    private readonly SenderAgent _sender;
    private readonly ReceiverAgent _receiver;
    private DeterministicRandom _random;
    private long _nowNs;
    private long _timerDueNs;

    /// <summary>A network half without channels.</summary>
    /// <param name="host">The driver's conductor.</param>
    /// <param name="options">Sizes, times, bounds.</param>
    /// <param name="ports">Opens sockets.</param>
    /// <param name="names">Looks names up.</param>
    /// <param name="losses">Where losses are written down; becomes this one's.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public NetworkConductor(
        INetworkHost host, NetworkOptions options, IDatagramPorts ports, INameResolver names, LossReport losses, long nowNs)
    {
        _host = host;
        _options = options;
        _ports = ports;
        _names = names;
        _losses = losses;
        _nowNs = nowNs;
        _timerDueNs = nowNs + options.TimerNs;
        _random = new DeterministicRandom(options.Seed);
        _parser = new UdpChannelParser(names);
        _counters = new StreamCounters(host);
        _cells = new NetworkCells(host);
        _sender = new SenderAgent(_cells, options);
        _receiver = new ReceiverAgent(_cells, options);
    }

    /// <inheritdoc/>
    public int DoWork(long nowNs)
    {
        _nowNs = nowNs;
        _sender.Commands.Flush();
        _receiver.Commands.Flush();
        int work = 0;
        bool isLogMade = false; // It takes time: others go on between two.
        while (work < EventsPerCycle && !isLogMade && (_receiver.Events.TryRead(out NetworkEvent report) || _sender.Events.TryRead(out report)))
        {
            isLogMade = OnEvent(report);
            work++;
        }

        foreach (NetworkPublication publication in _publications)
        {
            if (publication.State == PublicationState.Active)
            {
                publication.Spec.PublisherPosition.Set(publication.Log.ProducerPosition);
            }
        }

        work += TakeNames();
        if (nowNs >= _timerDueNs)
        {
            _timerDueNs = nowNs + _options.TimerNs;
            OnTimer();
        }

        return work;
    }

    /// <inheritdoc/>
    public int DoSenderWork(long nowNs) => _sender.DoWork(nowNs);

    /// <inheritdoc/>
    public int DoReceiverWork(long nowNs) => _receiver.DoWork(nowNs);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SendLine line in _sendLines.Concat(_closingSendLines))
        {
            line.Endpoint.Port.Dispose();
        }

        foreach (ReceiveLine line in _receiveLines.Concat(_closingReceiveLines))
        {
            line.Ports.ForEach(static p => p.Destination.Port.Dispose());
        }

        _closingPorts.ForEach(static p => p.Destination.Port.Dispose());
        _publications.ForEach(p => _host.DeleteLog(p.Log));
        _images.ForEach(i => _host.DeleteLog(i.Spec.Log));
        _publications.Clear();
        _images.Clear();
        _sender.Dispose();
        _receiver.Dispose();
        _losses.Dispose();
    }

    private bool OnEvent(in NetworkEvent report)
    {
        switch (report.Kind)
        {
            case NetworkEventKind.ImageWanted:
                return OnImageWanted(report);
            case NetworkEventKind.PublicationRefused:
                OnPublicationRefused(report);
                break;
            case NetworkEventKind.BadSetup:
                _host.RecordError(
                    DriverErrorCode.Generic, $"SETUP of session {report.Setup.SessionId}, stream {report.Setup.StreamId} refused: {report.Setup.Fault()}");
                break;
            case NetworkEventKind.TooManyImages:
                _host.RecordError(
                    DriverErrorCode.Generic,
                    $"SETUP of session {report.Setup.SessionId}, stream {report.Setup.StreamId} refused: {_options.MaxImagesPerStream} images are the most");
                break;
            default:
                OnUnanswered(report);
                break;
        }

        return false;
    }

    private void OnTimer()
    {
        _refusalsToTell = RefusalsPerTimer;
        foreach (NetworkPublication publication in _publications)
        {
            OnTime(publication);
        }

        foreach (PublicationImage image in _images)
        {
            OnTime(image);
        }

        ReleasePublications();
        ReleaseImages();
        ReleaseLines();
    }

    private IDatagramPort OpenPort(in PortSpec spec)
    {
        try
        {
            return _ports.Open(spec);
        }
        catch (EdgeRouterException fault)
        {
            // Clients read number 4 as that of a channel that was added, and failed since.
            throw new CommandRefusedException(DriverErrorCode.Generic, fault.Message);
        }
    }

    private void Free(CounterCell cell) => _host.FreeCounter(cell.Id);
}
