using EdgeRouter.Routing.Objectives;

namespace EdgeRouter.Cli.Days;

/// <summary>Objectives by name. A second of waiting is worth what a desk would pay not to wait: a round trip costs little, a post that rests half a second
/// does.</summary>
internal static class ObjectivePresets
{
    /// <summary>All of them; the first is the default one.</summary>
    public static IReadOnlyList<ObjectiveWeights> All { get; } =
    [
        new ObjectiveWeights { Name = "cost" },
        new ObjectiveWeights { Name = "balanced", TimeBpsPerSecond = 1.0, Leakage = 0.25 },
        new ObjectiveWeights { Name = "speed", TimeBpsPerSecond = 10.0 },
        new ObjectiveWeights { Name = "stealth", Leakage = 1.0 },
    ];

    /// <summary>Finds one.</summary>
    /// <param name="name">Name.</param>
    public static ObjectiveWeights? Find(string name) => All.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal));
}
