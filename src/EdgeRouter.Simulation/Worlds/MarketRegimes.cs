using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>Kinds of days: each turns a world's parameters into those of a day on which one thing dominates. <c>src/docs/MARKET.md</c> lists and fixes them.</summary>
public static class MarketRegimes
{
    /// <summary>Names; the first leaves a world as it is.</summary>
    public static IReadOnlyList<string> Names { get; } = ["calm"];

    /// <summary>A world on a day of a regime.</summary>
    /// <param name="world">The world.</param>
    /// <param name="regime">One of <see cref="Names"/>.</param>
    /// <exception cref="EdgeRouterException">ER7071: there is no such regime.</exception>
    public static MarketParameters Apply(MarketParameters world, string regime) => regime switch
    {
        "calm" => world,
        _ => throw EdgeRouterException.Usage("ER7071", $"there is no regime '{regime}': take one of {string.Join(", ", Names)}"),
    };
}
