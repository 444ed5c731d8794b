using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Live;

/// <summary>A router in a market that hears and answers it.</summary>
internal sealed record LiveRunOptions
{
    /// <summary>The market.</summary>
    public required MarketParameters Market { get; init; }

    /// <summary>Its seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Its day.</summary>
    public required int Day { get; init; }

    /// <summary>Parents in order of arrival, with unique ids; each names its policy.</summary>
    public required IReadOnlyList<ScheduledParent> Parents { get; init; }

    /// <summary>What the policies are made with.</summary>
    public PolicyOptions Policies { get; init; } = new();

    /// <summary>Which plan the clairvoyant follows, by parent; empty = it may not be named.</summary>
    public IReadOnlyDictionary<long, byte> Plans { get; init; } = new Dictionary<long, byte>();

    /// <summary>Whether the clairvoyant's own plans are there beside the other guests.</summary>
    public bool HasPlans { get; init; }

    /// <summary>Whether decisions by action value are left to the caller.</summary>
    public bool AsksCaller { get; init; }

    /// <summary>Scores action values; null = nobody does.</summary>
    public ScorerChain? ActionValues { get; init; }

    /// <summary>Where the journal goes; null = nowhere.</summary>
    public IRecordLog? Log { get; init; }

    /// <summary>Most children remembered at once.</summary>
    public int ChildCapacity { get; init; } = 128;

    /// <summary>Told of every execution report.</summary>
    public Action<ExecutionReport>? Reported { get; init; }

    /// <summary>Told of every mark-out.</summary>
    public Action<MarkOut>? Marked { get; init; }

    /// <summary>Told of every child that leaves.</summary>
    public Action<ChildOrder>? Sent { get; init; }
}
