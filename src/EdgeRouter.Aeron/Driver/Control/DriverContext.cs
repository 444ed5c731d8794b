using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Control;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>What the parts of a conductor share. All of it belongs to the conductor's thread, but for the ring's claims.</summary>
internal sealed class DriverContext
{
    private const int PauseShare = 4; // A round that takes a quarter of the clients' time is a pause, not work.
    private DeterministicRandom _random;

    /// <summary>Makes the driver's <c>cnc.dat</c>; clients wait until it is published.</summary>
    /// <param name="options">Checked settings.</param>
    /// <param name="directory">The directory, taken.</param>
    /// <param name="seed">Seed of session ids and first terms.</param>
    public DriverContext(MediaDriverOptions options, string directory, ulong seed)
    {
        Options = options;
        Time = new DriverTime(options.Clock, options.Ticks, options.ClientLivenessNs / PauseShare);
        Cnc = CncFile.Create(directory, options.CncSizes, options.ClientLivenessNs, Time.NowMs, options.PageBytes);
        Ring = new ManyToOneRing(Cnc.ToDriver);
        Events = new EventSender(new BroadcastTransmitter(Cnc.ToClients));
        Counters = new DriverCounters(Cnc, Time, options.CounterReuseNs / TimeUnits.Millisecond);
        Errors = new DriverErrors(new ErrorLog(Cnc.ErrorLog), Counters.System(SystemCounter.Errors), Time, options.OnError);
        Logs = new LogStore(directory, options, Counters, Errors);
        Counters.System(SystemCounter.BytesMapped).Set(Cnc.File.SizeBytes);
        _random = new DeterministicRandom(seed);
        Sessions = new SessionIds(NextRandom());
        StreamCounters = new StreamCounters(new NetworkHost(this));
    }

    /// <summary>Settings.</summary>
    public MediaDriverOptions Options { get; }

    /// <summary>Time.</summary>
    public DriverTime Time { get; }

    /// <summary>The file of the driver.</summary>
    public CncFile Cnc { get; }

    /// <summary>Commands of clients.</summary>
    public ManyToOneRing Ring { get; }

    /// <summary>Events to clients.</summary>
    public EventSender Events { get; }

    /// <summary>Counters.</summary>
    public DriverCounters Counters { get; }

    /// <summary>Counters of streams in shared memory.</summary>
    public StreamCounters StreamCounters { get; }

    /// <summary>Errors.</summary>
    public DriverErrors Errors { get; }

    /// <summary>Log buffers.</summary>
    public LogStore Logs { get; }

    /// <summary>Session ids.</summary>
    public SessionIds Sessions { get; }

    /// <summary>A random number.</summary>
    public int NextRandom() => (int)_random.NextUInt64();
}
