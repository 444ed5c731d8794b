using System.Runtime.InteropServices;
using System.Text;
using EdgeRouter.Aeron.Driver.Udp.Channels;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.Driver.Udp.Pipes;
using EdgeRouter.Aeron.Os.Sockets;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>Sends all streams, each in its turn, and hears what receivers say. One thread at a time; allocates for refusals and changes of its lists
/// only.</summary>
internal sealed unsafe class SenderAgent : IDisposable
{
    private const int CommandsPerCycle = 16;
    private const int CyclesPerPoll = 6;
    private const int ScratchBytes = 128;
    private readonly List<SendStream> _streams = [];
    private readonly List<SendEndpoint> _endpoints = [];
    private readonly PortPoller _poller = new();
    private readonly ReceiveBatch _received = new();
    private readonly NetworkCells _cells;
    private readonly long _timerNs;
    private int _firstStream;
    private int _cyclesSincePoll;
    private long _timerDueNs;

    /// <summary>A sender without streams.</summary>
    /// <param name="cells">Counters of the driver.</param>
    /// <param name="options">Sizes and times.</param>
    public SenderAgent(NetworkCells cells, NetworkOptions options)
    {
        _cells = cells;
        _timerNs = options.TimerNs;
        Scratch = (byte*)NativeMemory.AlignedAlloc(ScratchBytes, 64);
        Commands = new CommandPipe<SenderCommand>(options.QueueCapacity, cells.SenderFails);
        Events = new BoundedPipe<NetworkEvent>(options.QueueCapacity);
    }

    /// <summary>From the conductor.</summary>
    public CommandPipe<SenderCommand> Commands { get; }

    /// <summary>To the conductor.</summary>
    public BoundedPipe<NetworkEvent> Events { get; }

    /// <summary>Datagrams on their way out.</summary>
    public SendBatch Batch { get; } = new();

    /// <summary>128 bytes for one control frame.</summary>
    public byte* Scratch { get; private set; }

    /// <summary>One duty cycle.</summary>
    /// <param name="nowNs">Monotonic time, ns.</param>
    /// <returns>Things done.</returns>
    public int DoWork(long nowNs)
    {
        int work = 0;
        while (work < CommandsPerCycle && Commands.TryRead(out SenderCommand command))
        {
            Apply(command);
            work++;
        }

        int sentBytes = SendStreams(nowNs);
        work += sentBytes;
        if (sentBytes == 0 || ++_cyclesSincePoll >= CyclesPerPoll)
        {
            _cyclesSincePoll = 0;
            work += Poll(nowNs);
        }

        if (nowNs >= _timerDueNs)
        {
            _timerDueNs = nowNs + _timerNs;
            foreach (SendEndpoint endpoint in _endpoints)
            {
                endpoint.OnTime(this, nowNs);
            }
        }

        return work;
    }

    /// <summary>Asks the conductor to look a name up.</summary>
    /// <param name="endpoint">Whose.</param>
    /// <param name="place">The name.</param>
    /// <param name="address">Its address so far.</param>
    public void AskForName(SendEndpoint endpoint, HostAndPort place, in UdpAddress address) =>
        Report(new NetworkEvent { Kind = NetworkEventKind.Unanswered, Endpoint = endpoint, Place = place, Source = address });

    /// <summary>Tells the conductor that a receiver refuses.</summary>
    /// <param name="endpoint">Where it was heard.</param>
    /// <param name="stream">What is refused.</param>
    /// <param name="error">What it says.</param>
    /// <param name="text">And in words.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="destinationId">The destination that it is, -1 if none.</param>
    public void ReportRefusal(
        SendEndpoint endpoint, SendStream stream, in ErrorFrame error, ReadOnlySpan<byte> text, in UdpAddress source, long destinationId) =>
        Report(new NetworkEvent
        {
            Kind = NetworkEventKind.PublicationRefused,
            Endpoint = endpoint,
            Subject = stream,
            Error = error,
            Text = Encoding.UTF8.GetString(text),
            Source = source,
            DestinationId = destinationId,
        });

    /// <inheritdoc/>
    public void Dispose()
    {
        Batch.Dispose();
        _received.Dispose();
        _poller.Dispose();
        NativeMemory.AlignedFree(Scratch);
        Scratch = null;
    }

    private int SendStreams(long nowNs)
    {
        int count = _streams.Count;
        _firstStream = _firstStream + 1 < count ? _firstStream + 1 : 0;
        int sentBytes = 0;
        for (int i = 0; i < count; i++)
        {
            int index = _firstStream + i < count ? _firstStream + i : _firstStream + i - count;
            sentBytes += _streams[index].Send(nowNs);
        }

        if (sentBytes > 0)
        {
            _cells.BytesSent.Add(sentBytes);
        }

        return sentBytes;
    }

    private int Poll(long nowNs)
    {
        if (!_poller.Poll())
        {
            return 0;
        }

        int count = 0;
        for (int i = 0; i < _endpoints.Count; i++)
        {
            if (_poller.IsReady(i))
            {
                count += Receive(_endpoints[i], nowNs);
            }
        }

        return count;
    }

    private int Receive(SendEndpoint endpoint, long nowNs)
    {
        int count = endpoint.Port.Receive(_received);
        for (int i = 0; i < count; i++)
        {
            endpoint.OnDatagram(new ReadOnlySpan<byte>(_received.Data(i), _received.SizeBytes(i)), _received.Source(i), this, nowNs);
        }

        return count;
    }

    private void Report(in NetworkEvent report)
    {
        if (!Events.TryWrite(report))
        {
            _cells.ConductorFails.AddAtomic(1);
        }
    }

    private void Apply(in SenderCommand command)
    {
        SendEndpoint endpoint = command.Endpoint;
        switch (command.Kind)
        {
            case SenderCommandKind.AddEndpoint:
                _endpoints.Add(endpoint);
                ListPorts();
                break;
            case SenderCommandKind.RemoveEndpoint:
                _ = _endpoints.Remove(endpoint);
                ListPorts();
                endpoint.IsReleased = true;
                break;
            case SenderCommandKind.AddStream:
                _streams.Add(command.Stream!);
                endpoint.Add(command.Stream!);
                break;
            case SenderCommandKind.RemoveStream:
                _ = _streams.Remove(command.Stream!);
                endpoint.Remove(command.Stream!);
                command.Stream!.IsReleased = true;
                break;
            case SenderCommandKind.AddDestination:
                _ = endpoint.Destinations!.TryAdd(command.Destination);
                break;
            case SenderCommandKind.RemoveDestination:
                endpoint.Destinations!.Remove(command.Destination.Address);
                break;
            case SenderCommandKind.RemoveDestinationById:
                endpoint.Destinations!.RemoveById(command.Destination.RegistrationId);
                break;
            case SenderCommandKind.MoveName when endpoint.Destinations != null:
                endpoint.Destinations.Move(command.Destination.Place, command.Destination.Address);
                break;
            default:
                endpoint.Move(command.Destination.Address);
                break;
        }
    }

    private void ListPorts()
    {
        _poller.Reset();
        foreach (SendEndpoint endpoint in _endpoints)
        {
            _poller.Add(endpoint.Port.Descriptor);
        }
    }
}
