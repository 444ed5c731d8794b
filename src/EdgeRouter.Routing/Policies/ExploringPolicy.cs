using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>A policy that for some parents leaves the first step to chance, and always writes down with which probability the step was chosen.</summary>
/// <remarks>A slate is the set of rows of the first step. With <c>e</c> the rate and <c>K</c> the number of candidate rows (at most ten, and at most as many as leave each 2 %), an exploring parent
/// takes each candidate alone with probability 1/K at every decision, and the others follow the base policy. So a slate has the probability
/// <c>e/K · [it is one candidate row] + (1 − e) · [it is the base policy's]</c>, taken over the draws of parents in this situation. Where the base policy
/// chose the one row that chance chose, its waterfall stands as it is. Base steps of several rows are no candidate's slate. Parents that opted out or are
/// too large, and everybody once the budget is spent, follow the base policy with probability 1.</remarks>
public sealed class ExploringPolicy : IRoutingPolicy
{
    private readonly IRoutingPolicy _base;
    private readonly ExplorationOptions _options;
    private readonly ExplorationBudget _budget;
    private readonly Int128 _notionalMaxNanos;
    private readonly WaterfallBuilder _builder;
    private readonly CandidateRows _candidates;
    private readonly int[] _row = new int[1];

    /// <summary>Wraps a policy.</summary>
    /// <param name="basePolicy">Any but <see cref="RandomPolicy"/>.</param>
    /// <param name="options">How much to explore.</param>
    /// <param name="waterfall">How the waterfall of an explored step is built.</param>
    /// <param name="budget">Stops it.</param>
    /// <exception cref="EdgeRouterException">ER1113: the base policy is random already, or an option is out of range.</exception>
    public ExploringPolicy(IRoutingPolicy basePolicy, ExplorationOptions options, WaterfallOptions waterfall, ExplorationBudget budget)
    {
        if (basePolicy.Id == PolicyIds.Random)
        {
            throw EdgeRouterException.Usage("ER1113", "policy 'random' explores already: set the exploration rate to 0");
        }

        _base = basePolicy;
        _options = options.Validate();
        _notionalMaxNanos = (Int128)options.ParentNotionalMax * Price.NanosPerUnit;
        _builder = new WaterfallBuilder(waterfall with { SweepsBeyondTouch = false }); // A slate that chance chose is one row.
        _budget = budget;
        _candidates = new CandidateRows(_options.Rate);
    }

    /// <summary>The base policy's.</summary>
    public byte Id => _base.Id;

    /// <summary>The base policy's.</summary>
    public string Name => _base.Name;

    /// <inheritdoc/>
    public ScoreNeed Need => _base.Need;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _base.Build(context, record);
        if (record.ChildCount > 0 && MayExplore(context))
        {
            Explore(context, record, OnlyRowOf(record));
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _base.Explain(context, record, sink);
        sink.AddTerm(IPolicyExplanation.WholeDecision, "exploration rate", _options.Rate, "");
        sink.AddTerm(IPolicyExplanation.WholeDecision, "probability of this first step", record.SlateProbability, "");
        if (!MayExplore(context))
        {
            sink.AddNote(IPolicyExplanation.WholeDecision, ReasonNotTo(context));
            return;
        }

        _builder.Inspect(context);
        _candidates.Find(context, _builder);
        ExplorationExplanation.Write(_candidates, _options.Rate, sink);
        sink.AddNote(IPolicyExplanation.WholeDecision, record.Explored ? "this parent explores: chance chose the first step" : $"this parent does not explore: it follows {Name}");
    }

    /// <summary>Whether chance chooses for a parent, as far as the order alone tells.</summary>
    /// <param name="order">The parent.</param>
    internal bool Explores(in ParentOrder order) =>
        !order.NoExploration && !_budget.IsSpent && KeyedChance.OfParent(_options.Seed, order.Id) < _options.Rate;

    // The one row of the first step; −1 where it has several.
    private static int OnlyRowOf(DecisionRecord record)
    {
        int found = -1;
        for (int i = 0; i < record.RowCount; i++)
        {
            if (record.Rows[i].Chosen)
            {
                if (found >= 0)
                {
                    return -1;
                }

                found = i;
            }
        }

        return found;
    }

    private bool MayExplore(RoutingContext context) =>
        _options.Rate > 0.0 && !context.NoExploration && context.ParentNotionalNanos <= _notionalMaxNanos && !_budget.IsSpent;

    private string ReasonNotTo(RoutingContext context)
    {
        if (_options.Rate <= 0.0)
        {
            return "exploration is switched off";
        }

        if (context.NoExploration)
        {
            return "no exploration: the client opted out";
        }

        return _budget.IsSpent ? "no exploration: its cost is above the limit" : "no exploration: the order is above the notional limit";
    }

    private void Explore(RoutingContext context, DecisionRecord record, int baseRow)
    {
        bool explores = KeyedChance.OfParent(_options.Seed, context.ParentId) < _options.Rate;
        _builder.Inspect(context);
        _candidates.Find(context, _builder);
        if (_candidates.Count == 0)
        {
            return;
        }

        double chance = _options.Rate / _candidates.Count;
        double followed = 1.0 - _options.Rate;
        if (!explores)
        {
            record.SlateProbability = followed + (_candidates.Contains(baseRow) ? chance : 0.0);
            return;
        }

        int row = _candidates[KeyedChance.OfDecision(_options.Seed, context.ParentId, context.DecisionIndex, _candidates.Count)];
        if (row != baseRow)
        {
            _builder.Begin(context, record, Id);
            _row[0] = row;
            _builder.AddSequential(_row);
        }

        record.Explored = true;
        record.SlateProbability = row == baseRow ? followed + chance : chance;
    }
}
