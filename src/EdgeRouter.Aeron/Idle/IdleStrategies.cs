using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Idle;

/// <summary>Idle strategies by name, for configuration.</summary>
public static class IdleStrategies
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["spin", "batch", "yield", "backoff", "park"];

    /// <summary>A strategy of its own for one thread.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="EdgeRouterException">ER2207: not one of them.</exception>
    public static IIdleStrategy Create(string name) =>
        name switch
        {
            "spin" => new SpinIdle(),
            "batch" => new BatchIdle(),
            "yield" => new YieldIdle(),
            "backoff" => new BackoffIdle(),
            "park" => new ParkIdle(TimeUnits.Millisecond),
            _ => throw EdgeRouterException.Usage("ER2207", $"idle strategy '{name}' is not one of {string.Join(", ", Names)}"),
        };
}
