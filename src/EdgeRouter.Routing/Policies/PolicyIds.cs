using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Policies.Dark;

namespace EdgeRouter.Routing.Policies;

/// <summary>Ids and names of the policies. They reach disk: they must only ever grow.</summary>
public static class PolicyIds
{
    /// <summary><see cref="StaticPolicy"/>.</summary>
    public const byte Static = 1;

    /// <summary><see cref="BestPricePolicy"/>.</summary>
    public const byte BestPrice = 2;

    /// <summary><see cref="RankAndFillPolicy"/>.</summary>
    public const byte RankAndFill = 3;

    /// <summary><see cref="TopNSplitPolicy"/>.</summary>
    public const byte TopNSplit = 4;

    /// <summary><see cref="RandomPolicy"/>.</summary>
    public const byte Random = 5;

    /// <summary><see cref="ConvexPolicy"/>.</summary>
    public const byte Convex = 6;

    /// <summary><see cref="DarkExplorePolicy"/>.</summary>
    public const byte DarkExplore = 7;

    /// <summary><see cref="LearnedPolicy"/>.</summary>
    public const byte Learned = 8;

    /// <summary><see cref="ProportionalPolicy"/>.</summary>
    public const byte Proportional = 9;

    /// <summary>The first id of policies that a shard is given by code and no configuration can name: oracles and agents of the laboratory.</summary>
    public const byte GuestMin = 200;

    /// <summary>Names; index = id − 1.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["static", "best-price", "rank-and-fill", "top-n-split", "random", "convex", "dark-explore", "learned", "proportional"];
}
