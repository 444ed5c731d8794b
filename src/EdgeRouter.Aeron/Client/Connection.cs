using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Client;

/// <summary>One client's connection to one driver, with everything that was added in it. The conductor's lock guards it.</summary>
internal sealed class Connection
{
    private const long LivenessNsDefault = 10 * TimeUnits.Second;
    private const int WriteAttempts = 10;
    private readonly Queue<DriverCommand> _unsent = new();
    private readonly byte[] _small = new byte[512];

    private Connection(CncFile cnc, long preTouchBytesMax)
    {
        Cnc = cnc;
        Ring = new ManyToOneRing(cnc.ToDriver);
        Events = new BroadcastReceiver(cnc.ToClients);
        Counters = new CounterReader(cnc.CounterMetadata, cnc.CounterValues);
        Errors = new ErrorLog(cnc.ErrorLog);
        LivenessNs = cnc.ClientLivenessNs is var ns and > 0 ? ns : LivenessNsDefault;
        Logs = new LogShelf(preTouchBytesMax);
        Strays = new StrayImages(Counters);
    }

    /// <summary>The driver's file.</summary>
    public CncFile Cnc { get; }

    /// <summary>Commands to the driver.</summary>
    public ManyToOneRing Ring { get; }

    /// <summary>What the driver tells.</summary>
    public BroadcastReceiver Events { get; }

    /// <summary>The driver's counters.</summary>
    public CounterReader Counters { get; }

    /// <summary>The driver's errors.</summary>
    public ErrorLog Errors { get; }

    /// <summary>How long the driver lets a client be silent, ns.</summary>
    public long LivenessNs { get; }

    /// <summary>Log buffers in use.</summary>
    public LogShelf Logs { get; }

    /// <summary>Images that were ended before their driver ended them.</summary>
    public StrayImages Strays { get; }

    /// <summary>This client's number.</summary>
    public long ClientId { get; private set; }

    /// <summary>The counter by which it shows that it lives; none until the driver has heard of it.</summary>
    public CounterCell Heartbeat { get; private set; }

    /// <summary>Publications by registration.</summary>
    public Dictionary<long, PublicationBase> Publications { get; } = [];

    /// <summary>Subscriptions by registration.</summary>
    public Dictionary<long, Subscription> Subscriptions { get; } = [];

    /// <summary>Own counters by registration.</summary>
    public Dictionary<long, AeronCounter> OwnCounters { get; } = [];

    /// <summary>Whether the driver has taken back the counter by which the client shows that it lives, and the client with it.</summary>
    public bool IsForgotten =>
        !Heartbeat.IsNone
        && (!Counters.IsAllocated(Heartbeat.Id)
            || Counters.TypeOf(Heartbeat.Id) != CounterKind.ClientHeartbeat
            || Counters.KeyNumber(Heartbeat.Id) != ClientId);

    /// <summary>Looks for a live driver.</summary>
    /// <param name="options">Where, and how old its heartbeat may be.</param>
    /// <param name="refusal">What is missing when the result is null.</param>
    /// <exception cref="EdgeRouterException">ER2200, ER2202, ER2206: what is there cannot be used.</exception>
    public static Connection? TryOpen(AeronClientOptions options, out string refusal)
    {
        refusal = "there is no driver's file";
        CncFile? cnc = CncFile.TryOpen(options.Directory);
        if (cnc == null)
        {
            return null;
        }

        Connection? connection = null;
        try
        {
            Connection candidate = new(cnc, options.PreTouchBytesMax);
            long heartbeatMs = candidate.Ring.ConsumerHeartbeatMs;
            long ageMs = (options.Epoch.NowNs / TimeUnits.Millisecond) - heartbeatMs;
            refusal = heartbeatMs switch
            {
                0 => "its driver has not begun",
                < 0 => "its driver has ended",
                _ => $"its driver has shown no life for {ageMs} ms",
            };
            if (heartbeatMs > 0 && ageMs <= options.DriverTimeoutNs / TimeUnits.Millisecond)
            {
                candidate.ClientId = candidate.Ring.NextCorrelationId();
                connection = candidate;
            }
        }
        finally
        {
            if (connection == null)
            {
                cnc.File.Release();
            }
        }

        return connection;
    }

    /// <summary>Sends a command, with a number of its own.</summary>
    /// <param name="command">The command; client and number are set here.</param>
    /// <returns>Its number; -1 = the ring is full.</returns>
    public long Send(DriverCommand command)
    {
        command.ClientId = ClientId;
        command.CorrelationId = command.Kind == CommandKind.ClientClose ? -1 : Ring.NextCorrelationId();
        return TryWrite(command) ? command.CorrelationId : -1;
    }

    /// <summary>Sends a command for whose answer nobody waits: now, or when the ring has room.</summary>
    /// <param name="command">The command.</param>
    public void SendSometime(DriverCommand command)
    {
        if (_unsent.Count > 0 || Send(command) < 0)
        {
            _unsent.Enqueue(command);
        }
    }

    /// <summary>Sends what had no room.</summary>
    public void SendUnsent()
    {
        while (_unsent.TryPeek(out DriverCommand? command) && Send(command) >= 0)
        {
            _ = _unsent.Dequeue();
        }
    }

    /// <summary>Shows that the client lives.</summary>
    /// <param name="epochMs">Now, ms since the epoch.</param>
    /// <param name="name">The client's name, for the counter's label.</param>
    /// <returns>False: the driver has taken the counter back, and the client with it.</returns>
    public bool ShowLife(long epochMs, string name)
    {
        if (Heartbeat.IsNone && Counters.Find(CounterKind.ClientHeartbeat, ClientId) is var id and >= 0)
        {
            Heartbeat = Counters.Cell(id);
            new CounterManager(Cnc.CounterMetadata, Cnc.CounterValues).AppendLabel(id, $" name={name} version=edgerouter");
        }

        if (IsForgotten)
        {
            return false;
        }

        if (!Heartbeat.IsNone)
        {
            Heartbeat.Set(epochMs);
        }

        return true;
    }

    /// <summary>Whether another driver has taken the directory.</summary>
    /// <param name="directory">The directory.</param>
    public bool IsReplaced(string directory)
    {
        try
        {
            if (CncFile.TryOpen(directory) is not { } there)
            {
                return false;
            }

            bool isOther = there.StartMs != Cnc.StartMs || there.ProcessId != Cnc.ProcessId;
            there.File.Release();
            return isOther;
        }
        catch (EdgeRouterException)
        {
            // Half a file of a driver that is just beginning, or none at all: the next look tells, or the heartbeat's age does.
            return false;
        }
    }

    /// <summary>Makes everything unreachable.</summary>
    /// <param name="gone">Takes the images there were.</param>
    /// <returns>The memory, which goes when the last thread has gone out.</returns>
    public RetiredMemory Shut(List<Image> gone)
    {
        foreach (PublicationBase publication in Publications.Values)
        {
            publication.Shut();
        }

        foreach (Subscription subscription in Subscriptions.Values)
        {
            gone.AddRange(subscription.Shut());
        }

        foreach (AeronCounter counter in OwnCounters.Values)
        {
            counter.Shut();
        }

        gone.ForEach(image => image.Shut());
        RetiredMemory retired = new(UseBarrier.Raise());
        retired.Add(Cnc);
        foreach (PublicationBase publication in Publications.Values)
        {
            retired.Add(Logs, publication.OriginalRegistrationId, publication.Log, publication);
        }

        foreach (Image image in gone)
        {
            retired.Add(Logs, image.CorrelationId, image.Log, null);
        }

        Strays.Remove(static _ => true, image => retired.Add(Logs, image.CorrelationId, image.Log, null));

        return retired;
    }

    private bool TryWrite(DriverCommand command)
    {
        int sizeBytes = CommandCodec.BytesMax(command);
        Span<byte> payload = sizeBytes <= _small.Length ? _small : new byte[sizeBytes];
        payload = payload[..CommandCodec.Write(command, payload)];
        for (int attempt = 0; attempt < WriteAttempts; attempt++)
        {
            switch (Ring.TryWrite((int)command.Kind, payload))
            {
                case RingResult.Written:
                    return true;
                case RingResult.TooLong:
                    throw EdgeRouterException.BadInput(
                        "ER2228", $"a command of {payload.Length} bytes is too long for the driver, which takes {Ring.MessageBytesMax}: shorten the channel");
                default:
                    _ = Thread.Yield();
                    break;
            }
        }

        return false;
    }
}
