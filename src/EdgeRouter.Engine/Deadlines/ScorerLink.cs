using EdgeRouter.Core.Scoring;

namespace EdgeRouter.Engine.Deadlines;

/// <summary>One scorer of a chain: one that works beside the caller, or one that works at once.</summary>
public sealed class ScorerLink
{
    private ScorerLink(IDeferredRowScorer? deferred, IRowScorer? immediate, long budgetNs)
    {
        Deferred = deferred;
        Immediate = immediate;
        BudgetNs = budgetNs;
        Name = deferred?.Name ?? immediate!.Name;
    }

    /// <summary>Name of the scorer.</summary>
    public string Name { get; }

    /// <summary>The most time that it may take of the decision's, ns.</summary>
    public long BudgetNs { get; }

    /// <summary>Decisions that it scored.</summary>
    public long ScoredCount { get; internal set; }

    /// <summary>Decisions for which it was not done in its time.</summary>
    public long LateCount { get; internal set; }

    /// <summary>Decisions for which it could not take the work, or had no hope to be done in time.</summary>
    public long RefusedCount { get; internal set; }

    internal IDeferredRowScorer? Deferred { get; }

    internal IRowScorer? Immediate { get; }

    /// <summary>Slow mean of its time for a row, ns; what an immediate scorer is expected to take.</summary>
    internal double NsPerRow { get; set; }

    /// <summary>Decisions since it was last begun.</summary>
    internal int RefusalsInARow { get; set; }

    /// <summary>A scorer that works beside the caller.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="budgetNs">The most time that it may take, ns; above zero.</param>
    public static ScorerLink Of(IDeferredRowScorer scorer, long budgetNs) => new(scorer, null, budgetNs);

    /// <summary>A scorer that works at once.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="budgetNs">The most time that it may take, ns; <see cref="long.MaxValue"/> = as long as it takes.</param>
    public static ScorerLink Of(IRowScorer scorer, long budgetNs = long.MaxValue) => new(null, scorer, budgetNs);
}
