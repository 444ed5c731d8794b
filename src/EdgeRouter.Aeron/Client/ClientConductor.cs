using System.Collections.Concurrent;
using EdgeRouter.Aeron.Idle;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Client;

/// <summary>Keeps a client alive: reads what the driver tells, shows life, finds out losses, connects again, and lets memory go that nobody uses. One lock
/// guards all of it; no handler is called under it, and no thread that offers or polls takes it.</summary>
internal sealed partial class ClientConductor : IAgent
{
    private const int EventsPerRound = 64;
    private const long RetryNs = 2 * TimeUnits.Millisecond;
    private readonly object _sync = new();
    private readonly Dictionary<long, Registration> _pending = [];
    private readonly List<RetiredMemory> _retired = [];
    private readonly ConcurrentQueue<(Image Image, int LengthBytes, int TermOffset)> _damages = new();
    private readonly double _nsPerTick;
    private readonly long _firstTicks;
    private Connection? _connection;
    private string _lastRefusal = string.Empty;
    private long _lastRoundNs;
    private long _nextTimerNs;
    private long _nextKeepaliveNs;
    private int _ownThreadId = -1;

    /// <summary>A conductor without a connection.</summary>
    /// <param name="options">Checked options.</param>
    public ClientConductor(AeronClientOptions options)
    {
        Options = options;
        _nsPerTick = options.Ticks.NsPerTick;
        _firstTicks = options.Ticks.Ticks;
    }

    /// <summary>The client's options.</summary>
    public AeronClientOptions Options { get; }

    /// <inheritdoc/>
    public string Name => "aeron-client";

    /// <summary>The client's number in this epoch, or the last one.</summary>
    public long ClientId { get; private set; }

    /// <summary>How it stands with its driver.</summary>
    public ClientState State { get; private set; }

    /// <summary>Connections so far.</summary>
    public int Epoch { get; private set; }

    private long NowNs => (long)((Options.Ticks.Ticks - _firstTicks) * _nsPerTick);

    private long EpochMs => Options.Epoch.NowNs / TimeUnits.Millisecond;

    /// <inheritdoc/>
    public int DoWork()
    {
        int work;
        lock (_sync)
        {
            _ownThreadId = Environment.CurrentManagedThreadId;
            work = Round();
        }

        return work + Notify();
    }

    /// <inheritdoc/>
    public void OnClose()
    {
    }

    /// <summary>Waits for the first connection.</summary>
    /// <param name="cancellation">Ends waiting.</param>
    /// <exception cref="EdgeRouterException">ER2210: there is no live driver; ER2200, ER2202, ER2206: what is there cannot be used.</exception>
    public void AwaitConnection(CancellationToken cancellation)
    {
        long deadlineNs = NowNs + Options.DriverTimeoutNs;
        while (true)
        {
            lock (_sync)
            {
                if (TryConnect())
                {
                    return;
                }
            }

            if (NowNs >= deadlineNs)
            {
                throw EdgeRouterException.Environment(
                    "ER2210", $"no Aeron driver in {Options.Directory}: {_lastRefusal}; start one, or name the right directory");
            }

            cancellation.ThrowIfCancellationRequested();
            ParkIdle.Park(RetryNs);
        }
    }

    /// <summary>An image holds a frame that cannot be; the polling thread, which is inside.</summary>
    /// <param name="image">The image.</param>
    /// <param name="lengthBytes">The frame's length.</param>
    /// <param name="termOffset">Where it is.</param>
    public void OnDamaged(Image image, int lengthBytes, int termOffset) => _damages.Enqueue((image, lengthBytes, termOffset));

    private int Round()
    {
        long nowNs = NowNs;
        long pauseNs = nowNs - _lastRoundNs;
        _lastRoundNs = nowNs;
        int work = 0;
        if (_connection is { } connection)
        {
            work += pauseNs > connection.LivenessNs ? Pause(pauseNs) : Work(connection, nowNs);
        }
        else if (State == ClientState.Connecting && nowNs >= _nextTimerNs)
        {
            _nextTimerNs = nowNs + Options.TimerNs;
            work += Reconnect();
        }

        return work + Sweep();
    }

    private int Work(Connection connection, long nowNs)
    {
        int work = 0;
        while (work < EventsPerRound && ReferenceEquals(connection, _connection) && connection.Events.ReceiveOne(this))
        {
            work++;
            if (connection.Events.LappedCount > 0)
            {
                Lose(LossReason.EventsLost, "ER2219", "events of the driver were lost or damaged, so this client's view of it is worth nothing");
            }
        }

        while (_damages.TryDequeue(out (Image Image, int LengthBytes, int TermOffset) damage))
        {
            EndDamaged(damage.Image, damage.LengthBytes, damage.TermOffset);
            work++;
        }

        if (nowNs >= _nextTimerNs && ReferenceEquals(connection, _connection))
        {
            _nextTimerNs = nowNs + Options.TimerNs;
            OnTimer(connection, nowNs);
        }

        return work;
    }

    private void OnTimer(Connection connection, long nowNs)
    {
        connection.SendUnsent();
        connection.Strays.Follow();
        long epochMs = EpochMs;
        long heartbeatMs = connection.Ring.ConsumerHeartbeatMs;
        long ageMs = epochMs - heartbeatMs;
        if (heartbeatMs < 0)
        {
            Lose(LossReason.DriverClosed, "ER2216", $"the driver in {Options.Directory} has ended");
            return;
        }

        if (ageMs > Options.DriverTimeoutNs / TimeUnits.Millisecond)
        {
            Lose(LossReason.DriverSilent, "ER2216", $"the driver in {Options.Directory} has shown no life for {ageMs} ms");
            return;
        }

        if (nowNs < _nextKeepaliveNs)
        {
            return;
        }

        _nextKeepaliveNs = nowNs + Options.KeepaliveNs;
        if (!connection.ShowLife(epochMs, Options.Name))
        {
            Lose(LossReason.ClientTimedOut, "ER2217", "the driver has given this client up: it did not show life for too long");
        }
        else if (ageMs > 2 * TimeUnits.Second / TimeUnits.Millisecond && connection.IsReplaced(Options.Directory))
        {
            Lose(LossReason.DriverReplaced, "ER2216", $"another driver has taken {Options.Directory}");
        }
    }

    private int Pause(long pauseNs)
    {
        Lose(
            LossReason.ServicePaused,
            "ER2218",
            $"this client was not run for {pauseNs / TimeUnits.Millisecond} ms, longer than its driver waits: a debugger, a stopped process or machine?");
        return 1;
    }

    private int Reconnect()
    {
        try
        {
            return TryConnect() ? 1 : 0;
        }
        catch (EdgeRouterException failure)
        {
            if (failure.Message != _lastRefusal)
            {
                _lastRefusal = failure.Message;
                Report(failure);
            }

            return 0;
        }
    }

    private bool TryConnect()
    {
        Connection? connection = Connection.TryOpen(Options, out string refusal);
        if (connection == null)
        {
            _lastRefusal = refusal;
            return false;
        }

        _connection = connection;
        _lastRefusal = string.Empty;
        _lastRoundNs = NowNs;
        _nextTimerNs = _lastRoundNs;
        _nextKeepaliveNs = _lastRoundNs;
        ClientId = connection.ClientId;
        State = ClientState.Connected;
        int epoch = ++Epoch;
        Tell(() => Options.OnConnected?.Invoke(epoch));
        return true;
    }

    private int Sweep() => _retired.Count == 0 ? 0 : _retired.RemoveAll(static memory => memory.TryRelease());
}
