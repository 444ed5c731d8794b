using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Policies.Dark;

namespace EdgeRouter.Routing.Policies;

/// <summary>What the policies of a shard are made with.</summary>
public sealed record PolicyOptions
{
    /// <summary>How waterfalls are built.</summary>
    public WaterfallOptions Waterfall { get; init; } = new();

    /// <summary>How much is explored, whichever policy decides; its seed also drives <c>random</c>.</summary>
    public ExplorationOptions Exploration { get; init; } = new() { Rate = 0.0 };

    /// <summary>What <c>convex</c> assumes.</summary>
    public ConvexParameters Convex { get; init; } = new();

    /// <summary>How <c>dark-explore</c> estimates.</summary>
    public DarkExploreOptions DarkExplore { get; init; } = new();

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="Core.Errors.EdgeRouterException">ER1112, ER1113, ER1146, ER1147: a value is out of range; the message names the key.</exception>
    public PolicyOptions Validate()
    {
        Waterfall.Validate();
        Exploration.Validate();
        Convex.Validate();
        DarkExplore.Validate();
        return this;
    }
}
