using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>One row for the first step, uniformly among at most ten candidates; the rest is decided anew. For exploration and as a floor in comparisons.</summary>
public sealed class RandomPolicy : IRoutingPolicy
{
    private readonly ulong _seed;
    private readonly WaterfallBuilder _builder;
    private readonly CandidateRows _candidates = new(1.0);
    private readonly int[] _row = new int[1];

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    /// <param name="seed">Seed of the run.</param>
    public RandomPolicy(WaterfallOptions options, ulong seed)
    {
        _builder = new WaterfallBuilder(options with { SweepsBeyondTouch = false }); // A slate that chance chose is one row.
        _seed = seed;
    }

    /// <inheritdoc/>
    public byte Id => PolicyIds.Random;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.Random - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        _candidates.Find(context, _builder);
        if (_candidates.Count == 0)
        {
            return;
        }

        _row[0] = _candidates[KeyedChance.OfDecision(_seed, context.ParentId, context.DecisionIndex, _candidates.Count)];
        _builder.AddSequential(_row);
        record.Explored = true;
        record.SlateProbability = 1.0 / _candidates.Count;
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        _candidates.Find(context, _builder);
        ExplorationExplanation.Write(_candidates, 1.0, sink);
        StepExplanation.Write(record, sink);
    }
}
