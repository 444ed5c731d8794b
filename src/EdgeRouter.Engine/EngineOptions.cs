using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Engine;

/// <summary>Bounds and times of an engine. Validated once, then frozen.</summary>
public sealed record EngineOptions
{
    /// <summary>Parents open at once; more are refused with <c>CapacityExceeded</c>. 4,096: three orders of magnitude above a desk's.</summary>
    public int ParentCapacity { get; init; } = 4096;

    /// <summary>Children remembered at once: open ones and, for late reports, recently ended ones.</summary>
    public int ChildCapacity { get; init; } = 65_536;

    /// <summary>Timers pending at once: one or two a child, two a parent.</summary>
    public int TimerCapacity { get; init; } = 131_072;

    /// <summary>Fills whose mark-out is pending at once; a fill that finds no room is not marked, and an alert says so.</summary>
    public int MarkCapacity { get; init; } = 65_536;

    /// <summary>Decisions of one parent before it ends as exhausted: a guard, far above any real order's.</summary>
    public int DecisionCountMax { get; init; } = 10_000;

    /// <summary>Decisions in a row without a fill before a parent waits between them. 8: every venue of a small market once, and its best ones again.</summary>
    public int FruitlessCountMax { get; init; } = 8;

    /// <summary>How long a parent that nothing can be done for waits before it decides again, ns. Doubles with every further fruitless decision.</summary>
    public long RetryIntervalNs { get; init; } = 10 * TimeUnits.Millisecond;

    /// <summary>The longest such wait, ns.</summary>
    public long RetryIntervalMaxNs { get; init; } = TimeUnits.Second;

    /// <summary>How long an immediate-or-cancel child may stay unanswered before it is asked to cancel, and again before it counts as in doubt, ns.</summary>
    public long AnswerTimeoutNs { get; init; } = 200 * TimeUnits.Millisecond;

    /// <summary>When after a fill the midpoint is marked, ns.</summary>
    public long MarkOutHorizonNs { get; init; } = TimeUnits.Second;

    /// <summary>How long the engine remembers that its own takes removed displayed liquidity which the feed still shows, ns. 300 ms: makers put back what
    /// was taken in a fraction of a second, and a live feed shows it within a millisecond.</summary>
    public long OwnTakeMemoryNs { get; init; } = 300 * TimeUnits.Millisecond;

    /// <summary>First child id minus one.</summary>
    public long ChildIdBase { get; init; }

    /// <summary>Checks every bound.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER1130: a bound is out of range; the message names it.</exception>
    public EngineOptions Validated()
    {
        Require(ParentCapacity is >= 1 and <= 1 << 20, nameof(ParentCapacity));
        Require(ChildCapacity is >= 1 and <= 1 << 24, nameof(ChildCapacity));
        Require(TimerCapacity is >= 1 and <= 1 << 24, nameof(TimerCapacity));
        Require(MarkCapacity is >= 1 and <= 1 << 24, nameof(MarkCapacity));
        Require(DecisionCountMax is >= 1 and <= 1_000_000, nameof(DecisionCountMax));
        Require(FruitlessCountMax is >= 1 and <= 1000, nameof(FruitlessCountMax));
        Require(RetryIntervalNs > 0, nameof(RetryIntervalNs));
        Require(RetryIntervalMaxNs >= RetryIntervalNs, nameof(RetryIntervalMaxNs));
        Require(AnswerTimeoutNs > 0, nameof(AnswerTimeoutNs));
        Require(MarkOutHorizonNs > 0, nameof(MarkOutHorizonNs));
        Require(OwnTakeMemoryNs > 0, nameof(OwnTakeMemoryNs));
        Require(ChildIdBase >= 0, nameof(ChildIdBase));
        return this;
    }

    private static void Require(bool condition, string key)
    {
        if (!condition)
        {
            throw EdgeRouterException.Usage("ER1130", $"engine option {key} is out of range");
        }
    }
}
