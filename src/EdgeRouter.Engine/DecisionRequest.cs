using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Engine;

/// <summary>A decision that waits for scores: rows are ready, and the same object goes back to the engine with raw scores in it. Owned by the engine and
/// reused; one is open at a time.</summary>
public sealed class DecisionRequest
{
    private readonly DecisionRecord _record;
    private readonly RoutingContext _context;

    internal DecisionRequest(DecisionRecord record, RoutingContext context, IRoutingPolicy policy)
    {
        Policy = policy;
        _record = record;
        _context = context;
    }

    /// <summary>Whether the policy uses scores; without them the fall-back policy decides.</summary>
    public bool NeedsScores => Policy.Need != ScoreNeed.None;

    /// <summary>Which scores.</summary>
    public ScoreNeed Need => Policy.Need;

    /// <summary>Rows to score.</summary>
    public int RowCount => _record.RowCount;

    /// <summary>Features a row.</summary>
    public int FeatureCount => _record.FeatureCount;

    /// <summary>Row-major features; NaN = missing.</summary>
    public ReadOnlySpan<float> Features => _record.Features;

    /// <summary>In: fill margins, fixed point, one a row.</summary>
    public Span<long> FillRaw => _context.FillRaw;

    /// <summary>In: costs if filled, fixed point, one a row.</summary>
    public Span<long> CostRaw => _context.CostRaw;

    /// <summary>In: completion costs, fixed point, one a row.</summary>
    public Span<long> CompletionRaw => _context.CompletionRaw;

    internal IRoutingPolicy Policy { get; set; }

    internal long InputTicks { get; set; }

    internal long PreparedTicks { get; set; }

    internal bool IsOpen { get; set; }
}
