using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Routing.Policies;

/// <summary>Makes policies by name; control plane.</summary>
public static class PolicyFactory
{
    /// <summary>Makes a policy, with exploration where the rate is above 0.</summary>
    /// <param name="name">One of <see cref="PolicyIds.Names"/>.</param>
    /// <param name="universe">Venues with their ranks.</param>
    /// <param name="waterfall">How waterfalls are built.</param>
    /// <param name="exploration">How much to explore; its seed also drives <c>random</c>.</param>
    /// <exception cref="EdgeRouterException">ER1111: no such policy. ER1112, ER1113: an option is out of range.</exception>
    public static IRoutingPolicy Create(string name, Universe universe, WaterfallOptions waterfall, ExplorationOptions exploration)
    {
        IRoutingPolicy policy = name switch
        {
            "static" => new StaticPolicy(universe, waterfall),
            "best-price" => new BestPricePolicy(waterfall),
            "rank-and-fill" => new RankAndFillPolicy(waterfall),
            "top-n-split" => new TopNSplitPolicy(waterfall),
            "random" => new RandomPolicy(waterfall, exploration.Seed),
            _ => throw EdgeRouterException.Usage("ER1111", $"no policy is called '{name}': take one of {string.Join(", ", PolicyIds.Names)}"),
        };
        return exploration.Validate().Rate > 0.0 ? new ExploringPolicy(policy, exploration, waterfall) : policy;
    }
}
