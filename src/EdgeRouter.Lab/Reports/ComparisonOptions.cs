using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Reports;

/// <summary>Which policies are compared, where, and on how much.</summary>
public sealed record ComparisonOptions
{
    /// <summary>World, see <see cref="MarketWorlds.Names"/>.</summary>
    public string World { get; init; } = "six";

    /// <summary>Regimes, see <see cref="MarketRegimes.Names"/>.</summary>
    public IReadOnlyList<string> Regimes { get; init; } = [.. MarketRegimes.Names.Take(1)];

    /// <summary>Policies, see <see cref="ReferencePolicies.Parse"/>.</summary>
    public IReadOnlyList<string> Policies { get; init; } = ReferencePolicies.Names;

    /// <summary>The policy that the differences of the table are against.</summary>
    public string Baseline { get; init; } = "static";

    /// <summary>First seed: session k has seed + k and day k.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Sessions of each instrument and regime, 2 to 10,000: each is an instrument-day, a cluster of the intervals.</summary>
    public int SeedCount { get; init; } = 10;

    /// <summary>Parents of a session, 1 to 150.</summary>
    public int ParentCount { get; init; } = 60;

    /// <summary>Seconds of a parent, 1 to 60; parents of a session follow each other with two more seconds between.</summary>
    public double HorizonSeconds { get; init; } = 8;

    /// <summary>Seconds before the first parent: hidden liquidity and statistics settle.</summary>
    public double WarmUpSeconds { get; init; } = 40;

    /// <summary>Sizes, limits and actions of the parents.</summary>
    public ParentScheduleOptions Parents { get; init; } = new();

    /// <summary>What the policies are made with; the convex policy's parameters are tuned on other seeds unless <see cref="TunesConvex"/> says no.</summary>
    public PolicyOptions Policy { get; init; } = new();

    /// <summary>Whether the convex policy is tuned first.</summary>
    public bool TunesConvex { get; init; } = true;

    /// <summary>Price of what is not filled, and the confidence of the intervals.</summary>
    public TcaOptions Costs { get; init; } = new();

    /// <summary>Threads, 1 to 256. The result does not depend on it.</summary>
    public int ThreadCount { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER7124: a value is out of range. ER7070, ER7071: there is no such world or regime. ER7101: a value of the parents is
    /// out of range.</exception>
    public ComparisonOptions Validated()
    {
        foreach (string regime in Regimes)
        {
            MarketRegimes.Apply(MarketWorlds.Create(World), regime);
        }

        Parents.Validated();
        Require(Regimes.Count > 0, "regimes", "at least one");
        Require(Policies.Count > 0, "policies", "at least one");
        Require(Policies.Contains(Baseline), $"baseline {Baseline}", "one of the policies compared");
        Require(SeedCount is >= 2 and <= 10_000, "seeds", "2 to 10000");
        Require(ParentCount is >= 1 and <= 150, "parents", "1 to 150");
        Require(HorizonSeconds is >= 1 and <= 60, "horizon seconds", "1 to 60");
        Require(WarmUpSeconds is >= 0.1 and <= 600, "warm-up seconds", "0.1 to 600");
        Require(WarmUpSeconds + (ParentCount * (HorizonSeconds + 2)) <= 1740, "parents times horizon", "at most 29 minutes, so that a session is one cluster");
        Require(ThreadCount is >= 1 and <= 256, "threads", "1 to 256");
        return this;
    }

    private static void Require(bool condition, string key, string range)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER7124", $"comparison: {key} must be {range}");
        }
    }
}
