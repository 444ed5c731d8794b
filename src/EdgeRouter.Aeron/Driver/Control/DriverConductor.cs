using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Ipc;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Idle;

namespace EdgeRouter.Aeron.Driver.Control;

/// <summary>The driver's conductor: commands of clients, limits of publications, timers. One thread; a round without work allocates nothing and looks at no
/// more than the ring and the tails of publications.</summary>
internal sealed class DriverConductor : IAgent
{
    private const int CommandsPerRound = 8;
    private const long OrderlyEnd = -1;
    private readonly DriverContext _context;
    private readonly INetworkConductor _network;
    private readonly ClientTable _clients;
    private readonly IpcStreams _ipc;
    private readonly CommandHandler _commands;
    private readonly CommandRingGuard _guard;
    private readonly CycleMeter _meter;
    private readonly PublicationCommands _publications;
    private readonly SubscriptionCommands _subscriptions;
    private readonly CounterCommands _counters;
    private long _timerNs;

    /// <summary>A conductor; clients may come at once.</summary>
    /// <param name="context">What its parts share.</param>
    /// <param name="network">The network half.</param>
    public DriverConductor(DriverContext context, INetworkConductor network)
    {
        _context = context;
        _network = network;
        _ipc = new IpcStreams(context, network);
        _clients = new ClientTable(context, Release);
        _publications = new PublicationCommands(context, _clients, _ipc, network);
        _subscriptions = new SubscriptionCommands(context, _clients, _ipc, network);
        _counters = new CounterCommands(context, _clients);
        OtherCommands others = new(context, _clients, _ipc, network);
        _commands = new CommandHandler(context, _publications, _subscriptions, _counters, others);
        _guard = new CommandRingGuard(context);
        _meter = new CycleMeter(
            context.Counters.System(SystemCounter.ConductorMaxCycleTime),
            context.Counters.System(SystemCounter.ConductorCycleTimeThresholdExceeded),
            context.Options.CycleThresholdNs);
        _timerNs = context.Options.TimerNs;
    }

    /// <inheritdoc/>
    public string Name => "aeron-conductor";

    /// <summary>Streams in shared memory.</summary>
    public IpcStreams Ipc => _ipc;

    /// <summary>Clients known.</summary>
    public int ClientCount => _clients.Count;

    /// <summary>Lets clients in.</summary>
    public void Open()
    {
        _ = _context.Ring.NextCorrelationId();
        _context.Ring.ConsumerHeartbeatMs = _context.Time.NowMs;
        _context.Cnc.Publish();
    }

    /// <inheritdoc/>
    public int DoWork()
    {
        _context.Time.Advance();
        _meter.OnRound(_context.Time.MonotonicNs);
        int work = 0;
        if (_context.Time.MonotonicNs >= _timerNs)
        {
            OnTimer();
            work++;
        }

        work += _context.Ring.Read(_commands, CommandsPerRound);
        work += _network.DoWork(_context.Time.MonotonicNs);
        return work + _ipc.UpdateLimits();
    }

    /// <summary>Tells clients that the driver is gone.</summary>
    public void OnClose() => _context.Ring.ConsumerHeartbeatMs = OrderlyEnd;

    /// <summary>Lets go of all maps; files stay.</summary>
    public void ReleaseMaps()
    {
        foreach (IpcPublication publication in _ipc.Publications)
        {
            publication.Log.File.Release();
        }

        _context.Cnc.File.Release();
    }

    private void OnTimer()
    {
        _timerNs = _context.Time.MonotonicNs + _context.Options.TimerNs;
        _context.Ring.ConsumerHeartbeatMs = _context.Time.NowMs;
        _clients.OnTimer();
        _ipc.OnTimer();
        _guard.OnTimer();
    }

    private void Release(Registration registration)
    {
        if (registration.IsPublication)
        {
            _publications.Release(registration, isRevoked: false);
        }
        else if (registration.IsSubscription)
        {
            _subscriptions.Release(registration);
        }
        else
        {
            _counters.Release(registration);
        }
    }
}
