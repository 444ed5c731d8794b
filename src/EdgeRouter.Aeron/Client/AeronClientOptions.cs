using EdgeRouter.Aeron.Cnc;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Client;

/// <summary>How a client behaves; times in ns. Handlers are called on the client's own thread, or from <see cref="AeronClient.DoWork"/>, without a lock.</summary>
public sealed record AeronClientOptions
{
    /// <summary>Time of day, for heartbeats that others read.</summary>
    public required IClock Epoch { get; init; }

    /// <summary>Counter for durations; it must go on while the process is stopped.</summary>
    public required ITickCounter Ticks { get; init; }

    /// <summary>The driver's directory.</summary>
    public string Directory { get; init; } = AeronDirectory.Default();

    /// <summary>Name shown beside the client's heartbeat; at most 100 characters.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>How old a driver's heartbeat may be, and how long an answer may take.</summary>
    public long DriverTimeoutNs { get; init; } = 10 * TimeUnits.Second;

    /// <summary>How often the client shows that it lives.</summary>
    public long KeepaliveNs { get; init; } = 500 * TimeUnits.Millisecond;

    /// <summary>How often the driver's life is looked at.</summary>
    public long TimerNs { get; init; } = 16 * TimeUnits.Millisecond;

    /// <summary>How long closing waits for threads that are inside a poll or an offer. Memory of those that take longer goes when they are out.</summary>
    public long CloseTimeoutNs { get; init; } = TimeUnits.Second;

    /// <summary>Idle strategy of the client's thread, by name: <see cref="Idle.IdleStrategies"/>.</summary>
    public string IdleStrategy { get; init; } = "park";

    /// <summary>No thread: the application calls <see cref="AeronClient.DoWork"/> often enough, and blocking calls do it meanwhile.</summary>
    public bool UsesInvoker { get; init; }

    /// <summary>Whether the client looks for a driver again after a loss. What was lost stays closed; <see cref="OnConnected"/> says when to add it anew.</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>Log buffers of up to so many bytes have all their pages mapped when they come, so that no access faults later; 0 = none. Longer ones would
    /// take their whole size in memory.</summary>
    public long PreTouchBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Told of everything that went wrong outside a call.</summary>
    public Action<EdgeRouterException>? OnError { get; init; }

    /// <summary>Told of every connection with its epoch, the first included, in which nothing has been added yet.</summary>
    public Action<int>? OnConnected { get; init; }

    /// <summary>Told when the driver was lost and everything is closed.</summary>
    public Action<ClientLoss>? OnLost { get; init; }

    /// <summary>Told of every counter that comes, of any client: registration and id.</summary>
    public Action<long, int>? OnAvailableCounter { get; init; }

    /// <summary>Told of every counter that goes, of any client: registration and id.</summary>
    public Action<long, int>? OnUnavailableCounter { get; init; }

    /// <summary>Told when a receiver refuses one of this client's publications.</summary>
    public Action<PublicationFailure>? OnPublicationError { get; init; }

    /// <summary>Images of subscriptions that have no handlers of their own.</summary>
    public SubscriptionHandlers Images { get; init; } = new();

    /// <summary>Holds the options against their ranges.</summary>
    /// <exception cref="EdgeRouterException">ER2223: one is outside; it is named.</exception>
    internal void Check()
    {
        Require(DriverTimeoutNs > 0, nameof(DriverTimeoutNs));
        Require(KeepaliveNs > 0, nameof(KeepaliveNs));
        Require(TimerNs > 0, nameof(TimerNs));
        Require(CloseTimeoutNs >= 0, nameof(CloseTimeoutNs));
        Require(PreTouchBytesMax >= 0, nameof(PreTouchBytesMax));
        Require(Directory.Length > 0, nameof(Directory));
        Require(Name.Length <= 100, nameof(Name));
    }

    private static void Require(bool isGood, string name)
    {
        if (!isGood)
        {
            throw EdgeRouterException.Usage("ER2223", $"option {name} of an Aeron client is outside its range");
        }
    }
}
