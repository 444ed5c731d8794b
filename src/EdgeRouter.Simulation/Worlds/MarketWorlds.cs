using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>The markets that can be asked for by name. <c>src/docs/MARKET.md</c> says what each is for.</summary>
public static class MarketWorlds
{
    /// <summary>Names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["six", "null"];

    /// <summary>The parameters of a world.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="EdgeRouterException">ER7070: there is no such world.</exception>
    public static MarketParameters Create(string name) => name switch
    {
        "six" => MarketParameters.CreateDefault(),
        "null" => MarketParameters.CreateNull(),
        _ => throw EdgeRouterException.Usage("ER7070", $"there is no world '{name}': take one of {string.Join(", ", Names)}"),
    };
}
