using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Engine.Deadlines;

/// <summary>Scores a decision within its deadline: each scorer of the chain has a budget; who is not done in it is passed over, and when the deadline has come
/// nobody has scored and the static waterfall decides. Stands outside the deterministic core: what it answers is a journaled input.</summary>
/// <remarks>A scorer that works beside the caller is asked until its budget is used up. One that works at once cannot be stopped: it is not begun when its
/// usual time for so many rows (a slow mean of what was measured) would pass the deadline, and its scores are thrown away when they came too late after
/// all, so that the deadline holds whoever answers. With an endless deadline nothing is measured.</remarks>
public sealed class ScorerChain
{
    private const double MeanWeight = 1.0 / 16;

    // A scorer that was once slow must get another chance: every so many decisions it is tried again, and what it takes then counts alone.
    private const int RetryInterval = 64;
    private readonly ScorerLink[] _links;
    private readonly ITickCounter _ticks;
    private readonly long _deadlineNs;

    /// <summary>Creates a chain.</summary>
    /// <param name="links">In the order in which they are asked; may be empty: then nobody ever scores.</param>
    /// <param name="deadlineNs">Time for one decision's scores, ns; <see cref="long.MaxValue"/> = none.</param>
    /// <param name="ticks">Measures it.</param>
    public ScorerChain(IReadOnlyList<ScorerLink> links, long deadlineNs, ITickCounter ticks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deadlineNs);
        _links = [.. links];
        _deadlineNs = deadlineNs;
        _ticks = ticks;
    }

    /// <summary>The scorers.</summary>
    public IReadOnlyList<ScorerLink> Links => _links;

    /// <summary>Decisions that nobody scored.</summary>
    public long FallbackCount { get; private set; }

    /// <summary>Scores a request.</summary>
    /// <param name="request">Its raw scores are filled in when somebody scored.</param>
    /// <returns>Who scored, and how many were late before.</returns>
    public Scoring Score(DecisionRequest request)
    {
        long start = _deadlineNs == long.MaxValue ? 0 : _ticks.Ticks;
        byte late = 0;
        foreach (ScorerLink link in _links)
        {
            if (TryScore(link, request, start))
            {
                return new Scoring(link.Name, late);
            }

            late = (byte)Math.Min(byte.MaxValue, late + 1);
        }

        FallbackCount++;
        return new Scoring(string.Empty, late);
    }

    private bool TryScore(ScorerLink link, DecisionRequest request, long start)
    {
        if (_deadlineNs == long.MaxValue && link.Immediate is not null)
        {
            Score(link.Immediate, request);
            link.ScoredCount++;
            return true;
        }

        long begun = ElapsedNs(start);
        long endNs = Math.Min(_deadlineNs, link.BudgetNs == long.MaxValue ? long.MaxValue : begun + link.BudgetNs);
        return link.Immediate is not null ? TryImmediate(link, request, start, begun, endNs) : TryDeferred(link, request, start, endNs);
    }

    private bool TryImmediate(ScorerLink link, DecisionRequest request, long start, long begunNs, long endNs)
    {
        bool isHopeless = begunNs + (link.NsPerRow * request.RowCount) > endNs;
        if (isHopeless && ++link.RefusalsInARow % RetryInterval != 0)
        {
            link.RefusedCount++;
            return false;
        }

        Score(link.Immediate!, request);
        long doneNs = ElapsedNs(start);
        double perRow = (double)(doneNs - begunNs) / Math.Max(1, request.RowCount);
        link.NsPerRow = isHopeless || link.NsPerRow == 0.0 ? perRow : link.NsPerRow + ((perRow - link.NsPerRow) * MeanWeight);
        link.RefusalsInARow = 0;
        if (doneNs > endNs)
        {
            link.LateCount++;
            return false;
        }

        link.ScoredCount++;
        return true;
    }

    private bool TryDeferred(ScorerLink link, DecisionRequest request, long start, long endNs)
    {
        IDeferredRowScorer scorer = link.Deferred!;
        if (!scorer.TryStart(request.Features, request.RowCount, request.FeatureCount))
        {
            link.RefusedCount++;
            return false;
        }

        do
        {
            if (scorer.TryFinish(request.FillRaw, request.CostRaw, request.CompletionRaw))
            {
                link.ScoredCount++;
                return true;
            }
        }
        while (ElapsedNs(start) < endNs);

        scorer.Abandon();
        link.LateCount++;
        return false;
    }

    private static void Score(IRowScorer scorer, DecisionRequest request) =>
        scorer.Score(request.Features, request.RowCount, request.FeatureCount, request.FillRaw, request.CostRaw, request.CompletionRaw);

    private long ElapsedNs(long start) => (long)((_ticks.Ticks - start) * _ticks.NsPerTick);
}
