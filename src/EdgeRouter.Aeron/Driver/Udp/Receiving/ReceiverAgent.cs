using System.Runtime.InteropServices;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>Receives for all endpoints and keeps all images. One thread at a time; allocates for changes of its lists only.</summary>
internal sealed unsafe class ReceiverAgent : IDisposable
{
    private const int CommandsPerCycle = 16;
    private const int BatchesPerPort = 4;
    private const int ScratchBytes = ErrorFrame.SizeBytes + ErrorFrame.MaxTextBytes + 1;
    private const long EndpointTimerNs = 100_000_000;
    private const long BadSetupIntervalNs = 1_000_000_000;
    private readonly List<ReceiveEndpoint> _endpoints = [];
    private readonly List<ReceiveStream> _streams = [];
    private readonly List<(ReceiveEndpoint Endpoint, ReceiveDestination Destination)> _ports = [];
    private readonly PortPoller _poller = new();
    private readonly ReceiveBatch _received = new();
    private readonly SendBatch _sent = new();
    private readonly NetworkCells _cells;
    private byte* _scratch;
    private long _timerDueNs;
    private long _badSetupDueNs;

    /// <summary>A receiver without endpoints.</summary>
    /// <param name="cells">Counters of the driver.</param>
    /// <param name="options">Sizes.</param>
    public ReceiverAgent(NetworkCells cells, NetworkOptions options)
    {
        _cells = cells;
        _scratch = (byte*)NativeMemory.AlignedAlloc(ScratchBytes, 64);
        Commands = new CommandPipe<ReceiverCommand>(options.QueueCapacity, cells.ReceiverFails);
        Events = new BoundedPipe<NetworkEvent>(options.QueueCapacity);
    }

    /// <summary>From the conductor.</summary>
    public CommandPipe<ReceiverCommand> Commands { get; }

    /// <summary>To the conductor.</summary>
    public BoundedPipe<NetworkEvent> Events { get; }

    /// <summary>Room for one control frame.</summary>
    public Span<byte> Scratch => new(_scratch, ScratchBytes);

    /// <summary>One duty cycle.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Things done.</returns>
    public int DoWork(long nowNs)
    {
        int work = 0;
        while (work < CommandsPerCycle && Commands.TryRead(out ReceiverCommand command))
        {
            Apply(command, nowNs);
            work++;
        }

        work += Poll(nowNs);
        for (int i = 0; i < _streams.Count; i++)
        {
            work += _streams[i].Track(nowNs);
        }

        if (nowNs >= _timerDueNs)
        {
            _timerDueNs = nowNs + EndpointTimerNs;
            foreach (ReceiveEndpoint endpoint in _endpoints)
            {
                endpoint.OnTime(nowNs);
            }
        }

        return work;
    }

    /// <summary>Tells the conductor something.</summary>
    /// <param name="report">What.</param>
    /// <returns>False: there is no room, it is lost.</returns>
    public bool Report(in NetworkEvent report)
    {
        bool isTaken = Events.TryWrite(report);
        if (!isTaken)
        {
            _cells.ConductorFails.AddAtomic(1);
        }

        return isTaken;
    }

    /// <summary>Tells the conductor of a SETUP that is refused, once a second at most.</summary>
    /// <param name="endpoint">Where.</param>
    /// <param name="setup">It.</param>
    /// <param name="isFlood">Whether there are too many images; else its numbers are nonsense.</param>
    /// <param name="nowNs">Monotonic time, ns.</param>
    public void ReportBadSetup(ReceiveEndpoint endpoint, in SetupFrame setup, bool isFlood, long nowNs)
    {
        if (nowNs >= _badSetupDueNs)
        {
            _badSetupDueNs = nowNs + BadSetupIntervalNs;
            _ = Report(new NetworkEvent
            {
                Kind = isFlood ? NetworkEventKind.TooManyImages : NetworkEventKind.BadSetup,
                Endpoint = endpoint,
                Setup = setup,
            });
        }
    }

    /// <summary>Sends the control frame in <see cref="Scratch"/>.</summary>
    /// <param name="destination">From which socket.</param>
    /// <param name="target">Where to.</param>
    /// <param name="sizeBytes">Its size.</param>
    public void SendScratch(ReceiveDestination destination, in UdpAddress target, int sizeBytes)
    {
        _sent.Clear();
        _sent.Add(_scratch, sizeBytes);
        _sent.SetDestination(target);
        if (destination.Port.Send(_sent) < 1)
        {
            _cells.ShortSends.AddAtomic(1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _received.Dispose();
        _sent.Dispose();
        _poller.Dispose();
        NativeMemory.AlignedFree(_scratch);
        _scratch = null;
    }

    private int Poll(long nowNs)
    {
        if (!_poller.Poll())
        {
            return 0;
        }

        int count = 0;
        long bytes = 0;
        for (int i = 0; i < _ports.Count; i++)
        {
            int got = _poller.IsReady(i) ? ReceiveBatch.Capacity : 0;
            for (int round = 0; round < BatchesPerPort && got == ReceiveBatch.Capacity; round++)
            {
                got = Receive(_ports[i].Endpoint, _ports[i].Destination, nowNs, ref bytes);
                count += got;
            }
        }

        if (bytes > 0)
        {
            _cells.BytesReceived.Add(bytes);
        }

        return count;
    }

    private int Receive(ReceiveEndpoint endpoint, ReceiveDestination destination, long nowNs, ref long bytes)
    {
        int count = destination.Port.Receive(_received);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> datagram = new(_received.Data(i), _received.SizeBytes(i));
            bytes += datagram.Length;
            endpoint.OnDatagram(datagram, destination, _received.Source(i), nowNs);
        }

        return count;
    }

    private void Apply(in ReceiverCommand command, long nowNs)
    {
        ReceiveEndpoint endpoint = command.Endpoint;
        switch (command.Kind)
        {
            case ReceiverCommandKind.AddEndpoint:
                _endpoints.Add(endpoint);
                break;
            case ReceiverCommandKind.RemoveEndpoint:
                _ = _endpoints.Remove(endpoint);
                _ = _ports.RemoveAll(p => p.Endpoint == endpoint);
                ListPorts();
                endpoint.IsReleased = true;
                break;
            case ReceiverCommandKind.AddDestination:
                command.Destination!.LastActivityNs = nowNs;
                endpoint.Add(command.Destination);
                _ports.Add((endpoint, command.Destination));
                ListPorts();
                endpoint.OnTime(nowNs);
                break;
            case ReceiverCommandKind.RemoveDestination:
                RemoveDestination(endpoint, command.Destination!);
                break;
            case ReceiverCommandKind.Want:
                endpoint.Want(command.StreamId, command.SessionId);
                break;
            case ReceiverCommandKind.Unwant:
                endpoint.Unwant(command.StreamId, command.SessionId);
                break;
            case ReceiverCommandKind.AddStream:
                _streams.Add(command.Stream!);
                command.Stream!.Connections.OnPacket(command.Destination!, command.Address, nowNs);
                endpoint.Add(command.Stream);
                break;
            case ReceiverCommandKind.RemoveStream:
                _ = _streams.Remove(command.Stream!);
                endpoint.Remove(command.Stream!);
                command.Stream!.IsReleased = true;
                break;
            case ReceiverCommandKind.CoolDown:
                endpoint.CoolDown(command.StreamId, command.SessionId!.Value, command.TimeNs);
                break;
            default:
                command.Destination!.Control = command.Address;
                break;
        }
    }

    private void RemoveDestination(ReceiveEndpoint endpoint, ReceiveDestination destination)
    {
        endpoint.Remove(destination);
        _ = _ports.RemoveAll(p => p.Destination == destination);
        ListPorts();
        foreach (ReceiveStream stream in _streams)
        {
            stream.Connections.Remove(destination);
        }

        destination.IsReleased = true;
    }

    private void ListPorts()
    {
        _poller.Reset();
        foreach ((_, ReceiveDestination destination) in _ports)
        {
            _poller.Add(destination.Port.Descriptor);
        }
    }
}
