using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>The best displayed price first, whatever it costs in fees: takes at the venue with the best far touch (ties: larger displayed size, then lower id),
/// then at the next, one venue a step. Midpoint and post rows come last, for parents whose takes do not suffice or are not permitted.</summary>
public sealed class BestPricePolicy : IRoutingPolicy
{
    private readonly WaterfallBuilder _builder;
    private readonly RowOrder _order = new();

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public BestPricePolicy(WaterfallOptions options) => _builder = new WaterfallBuilder(options);

    /// <inheritdoc/>
    public byte Id => PolicyIds.BestPrice;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.BestPrice - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        DisplayedOrder.Sort(_order, context, _builder);
        while (_builder.IsOpen && _order.TryStartStep(out _))
        {
            _builder.AddSequential(_order.Step);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        DisplayedOrder.Sort(_order, context, _builder);
        DisplayedOrder.Explain(_order, context, sink);
        sink.AddNote(IPolicyExplanation.WholeDecision, "takes by displayed price, then size; midpoint and posts after them; fees and scores are not looked at");
        StepExplanation.Write(record, sink);
    }
}
