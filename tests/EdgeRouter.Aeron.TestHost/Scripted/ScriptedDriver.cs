using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.TestHost.Scripted;

/// <summary>The least that a client takes for a driver, for IPC alone, over the same files: it does what a test says, answers on its own unless told not to,
/// and keeps every command. One thread.</summary>
public sealed class ScriptedDriver : IRecordHandler, IDisposable
{
    private readonly string _directory;
    private readonly IClock _clock;
    private readonly BroadcastTransmitter _events;
    private readonly Dictionary<long, ScriptedStream> _publications = [];
    private readonly List<(long Id, int StreamId, long ClientId)> _subscriptions = [];
    private readonly HashSet<long> _clients = [];
    private readonly int _termBytes;
    private int _nextSessionId = 100;

    public ScriptedDriver(string directory, IClock clock, int termBytes = 64 * 1024, CncSizes? sizes = null, long livenessNs = 10 * TimeUnits.Second)
    {
        _directory = directory;
        _clock = clock;
        _termBytes = termBytes;
        Directory.CreateDirectory(Path.Combine(directory, AeronDirectory.Publications));
        Cnc = CncFile.Create(directory, sizes ?? new CncSizes(), livenessNs, NowMs, 4096);
        Ring = new ManyToOneRing(Cnc.ToDriver);
        _events = new BroadcastTransmitter(Cnc.ToClients);
        Counters = new CounterManager(Cnc.CounterMetadata, Cnc.CounterValues);
        _ = Ring.NextCorrelationId();
        Beat();
        Cnc.Publish();
    }

    public CncFile Cnc { get; }

    public ManyToOneRing Ring { get; }

    public CounterManager Counters { get; }

    /// <summary>Commands as they came.</summary>
    public List<DriverCommand> Commands { get; } = [];

    /// <summary>Whether commands are answered as a driver would.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>What new logs are made with; its numbers are set by the driver.</summary>
    public Func<LogParameters, LogParameters> Shape { get; set; } = parameters => parameters;

    public IReadOnlyCollection<ScriptedStream> Streams => [.. _publications.Values.Distinct()];

    private long NowMs => _clock.NowNs / TimeUnits.Millisecond;

    public ScriptedStream StreamOf(long registrationId) => _publications[registrationId];

    public void Beat() => Ring.ConsumerHeartbeatMs = NowMs;

    /// <summary>One round: all commands, then flow control.</summary>
    public int Step()
    {
        int count = Ring.Read(this, int.MaxValue);
        foreach (ScriptedStream stream in _publications.Values)
        {
            stream.Update();
        }

        return count;
    }

    public void Send(DriverEvent message)
    {
        byte[] payload = new byte[EventCodec.BytesMax(message)];
        _events.Transmit((int)message.Kind, payload.AsSpan(0, EventCodec.Write(message, payload)));
    }

    public void SendRaw(int typeId, ReadOnlySpan<byte> payload) => _events.Transmit(typeId, payload);

    public void Dispose()
    {
        foreach (ScriptedStream stream in Streams)
        {
            stream.Log.File.Release();
        }

        Cnc.File.Release();
    }

    void IRecordHandler.OnRecord(int typeId, ReadOnlySpan<byte> payload)
    {
        DriverCommand command = new();
        if (CommandCodec.TryRead(typeId, payload, command) != DriverErrorCode.None)
        {
            throw new InvalidOperationException($"command 0x{typeId:X} of {payload.Length} bytes cannot be read");
        }

        Commands.Add(command);
        if (Answers)
        {
            Greet(command.ClientId);
            Answer(command);
        }
    }

    private void Greet(long clientId)
    {
        if (_clients.Add(clientId))
        {
            CounterCell cell = Counters.Allocate(
                CounterKind.ClientHeartbeat, BitConverter.GetBytes(clientId), $"client-heartbeat: id={clientId}", clientId, clientId, 0, NowMs, NowMs);
            Send(new DriverEvent { Kind = EventKind.CounterReady, CorrelationId = clientId, CounterId = cell.Id });
        }
    }

    private void Answer(DriverCommand command)
    {
        switch (command.Kind)
        {
            case CommandKind.AddPublication or CommandKind.AddExclusivePublication:
                AddPublication(command);
                break;
            case CommandKind.AddSubscription:
                _subscriptions.Add((command.CorrelationId, command.StreamId, command.ClientId));
                Send(new DriverEvent { Kind = EventKind.SubscriptionReady, CorrelationId = command.CorrelationId });
                foreach (ScriptedStream stream in Streams.Where(s => s.StreamId == command.StreamId))
                {
                    Link(stream, command.CorrelationId, command.ClientId);
                }

                break;
            case CommandKind.RemovePublication when _publications.Remove(command.RegistrationId, out ScriptedStream? removed):
                Succeed(command);
                Drop(removed, command.IsRevoked);
                break;
            case CommandKind.RemoveSubscription:
                _ = _subscriptions.RemoveAll(subscription => subscription.Id == command.RegistrationId);
                foreach (ScriptedStream stream in Streams)
                {
                    Free(stream.Remove(command.RegistrationId));
                }

                Succeed(command);
                break;
            case CommandKind.AddCounter or CommandKind.AddStaticCounter:
                AddCounter(command);
                break;
            case CommandKind.RemoveCounter:
                Succeed(command);
                break;
            case CommandKind.NextSessionId:
                Send(new DriverEvent { Kind = EventKind.NextSessionId, CorrelationId = command.CorrelationId, SessionId = _nextSessionId++ });
                break;
            case CommandKind.ClientClose or CommandKind.ClientKeepalive:
                break;
            default:
                Succeed(command);
                break;
        }
    }

    private void AddPublication(DriverCommand command)
    {
        bool isExclusive = command.Kind == CommandKind.AddExclusivePublication;
        ScriptedStream? stream = isExclusive
            ? null
            : _publications.Values.FirstOrDefault(s => s.StreamId == command.StreamId && s.Log.Kind == LogKind.SharedPublication);
        bool isNew = stream == null;
        if (stream == null)
        {
            stream = Make(command, isExclusive);
        }
        else
        {
            stream.UserCount++;
        }

        _publications.Add(command.CorrelationId, stream);
        Send(new DriverEvent
        {
            Kind = isExclusive ? EventKind.ExclusivePublicationReady : EventKind.PublicationReady,
            CorrelationId = command.CorrelationId,
            OriginalRegistrationId = stream.RegistrationId,
            SessionId = stream.SessionId,
            StreamId = stream.StreamId,
            CounterId = stream.Limit.Id,
            Text = stream.Log.File.Path,
        });
        foreach ((long id, int streamId, long clientId) in isNew ? _subscriptions : [])
        {
            if (streamId == stream.StreamId)
            {
                Link(stream, id, clientId);
            }
        }
    }

    private ScriptedStream Make(DriverCommand command, bool isExclusive)
    {
        LogParameters parameters = Shape(new LogParameters
        {
            Kind = isExclusive ? LogKind.ExclusivePublication : LogKind.SharedPublication,
            CorrelationId = command.CorrelationId,
            SessionId = _nextSessionId++,
            StreamId = command.StreamId,
            InitialTermId = 7,
            TermBytes = _termBytes,
            MtuBytes = 1408,
        });
        LogBuffer log = LogBuffer.Create(AeronDirectory.PublicationLog(_directory, command.CorrelationId), parameters, FileAllocation.Reserved);
        CounterCell limit = Counters.Allocate(
            CounterKind.PublisherLimit, BitConverter.GetBytes(command.CorrelationId), "pub-lmt", command.CorrelationId, command.ClientId, 0, log.ProducerPosition, NowMs);
        return new ScriptedStream(log, limit, command.CorrelationId, command.StreamId, parameters.SessionId);
    }

    private void Link(ScriptedStream stream, long subscriptionId, long clientId)
    {
        long position = stream.Listeners.Count == 0 ? stream.Consumed : stream.Listeners.Min(listener => listener.Position.Value);
        CounterCell cell = Counters.Allocate(
            CounterKind.SubscriberPosition, BitConverter.GetBytes(subscriptionId), "sub-pos", subscriptionId, clientId, stream.RegistrationId, position, NowMs);
        stream.Add(subscriptionId, cell);
        Send(new DriverEvent
        {
            Kind = EventKind.AvailableImage,
            CorrelationId = stream.RegistrationId,
            SubscriptionId = subscriptionId,
            SessionId = stream.SessionId,
            StreamId = stream.StreamId,
            CounterId = cell.Id,
            Text = stream.Log.File.Path,
            Source = "aeron:ipc",
        });
    }

    private void Drop(ScriptedStream stream, bool isRevoked)
    {
        if (--stream.UserCount > 0)
        {
            return;
        }

        stream.Log.IsRevoked = isRevoked;
        stream.Log.EndOfStreamPosition = stream.Log.ProducerPosition;
        foreach ((long subscriptionId, CounterCell position) in stream.Listeners)
        {
            Send(new DriverEvent
            {
                Kind = EventKind.UnavailableImage,
                CorrelationId = stream.RegistrationId,
                SubscriptionId = subscriptionId,
                StreamId = stream.StreamId,
                Source = "aeron:ipc",
            });
            Free(position);
        }

        Free(stream.Limit);
        File.Delete(stream.Log.File.Path);
        stream.Log.File.Release();
    }

    private void AddCounter(DriverCommand command)
    {
        bool isStatic = command.Kind == CommandKind.AddStaticCounter;
        CounterCell cell = Counters.Allocate(
            command.TypeId, command.Key, command.Label, isStatic ? command.RegistrationId : command.CorrelationId, isStatic ? -1 : command.ClientId, 0, 0, NowMs);
        Send(new DriverEvent
        {
            Kind = isStatic ? EventKind.StaticCounter : EventKind.CounterReady,
            CorrelationId = command.CorrelationId,
            CounterId = cell.Id,
        });
    }

    private void Free(CounterCell cell)
    {
        if (!cell.IsNone)
        {
            Counters.Free(cell.Id, NowMs);
        }
    }

    private void Succeed(DriverCommand command) =>
        Send(new DriverEvent { Kind = EventKind.OperationSucceeded, CorrelationId = command.CorrelationId });
}
