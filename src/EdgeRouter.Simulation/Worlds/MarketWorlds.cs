using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Worlds;

/// <summary>The markets that can be asked for by name. <c>src/docs/WORLDS.md</c> says what each is for.</summary>
public static class MarketWorlds
{
    private const string NullPrefix = "null";

    /// <summary>Names, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "six", "null", "street", "wide",
        "mirage", "crowd", "fee-swap", "reversal", "turncoat", "liar", "blackout",
        "null-moves", "null-flow",
    ];

    /// <summary>Those that no model is trained in: each has a mechanism that the others lack.</summary>
    public static IReadOnlyList<string> HonestNames { get; } = ["mirage", "crowd", "fee-swap", "reversal", "turncoat", "liar", "blackout"];

    /// <summary>Whether no routing can gain in a world.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static bool IsNull(string name) => name.StartsWith(NullPrefix, StringComparison.Ordinal);

    /// <summary>Whether a world's static order asks a toxic dark venue first, as a desk does that has measured nothing: it may then cost more than chance.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static bool HasNaiveOrder(string name) => name == "six";

    /// <summary>The parameters of a world.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="EdgeRouterException">ER7070: there is no such world.</exception>
    public static MarketParameters Create(string name) => name switch
    {
        "six" => MarketParameters.CreateDefault(),
        "null" => MarketParameters.CreateNull(),
        "street" => StreetWorld.Create(),
        "wide" => WideWorld.Create(),
        "mirage" => HonestWorlds.CreateMirage(),
        "crowd" => HonestWorlds.CreateCrowd(),
        "fee-swap" => HonestWorlds.CreateFeeSwap(),
        "reversal" => HonestWorlds.CreateReversal(),
        "turncoat" => HonestWorlds.CreateTurncoat(),
        "liar" => HonestWorlds.CreateLiar(),
        "blackout" => HonestWorlds.CreateBlackout(),
        "null-moves" => NullWorlds.CreateMoves(),
        "null-flow" => NullWorlds.CreateFlow(),
        _ => throw EdgeRouterException.Usage("ER7070", $"there is no world '{name}': take one of {string.Join(", ", Names)}"),
    };
}
