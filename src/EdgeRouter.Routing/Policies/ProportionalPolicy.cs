using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Shares the quantity over all venues at the best displayed price, in proportion to what each shows there and never more than that, in one
/// simultaneous step; what is left goes to the next price in the same way. Midpoint and post rows come last. Fees and scores are not looked at.</summary>
public sealed class ProportionalPolicy : IRoutingPolicy
{
    private readonly WaterfallBuilder _builder;
    private readonly RowOrder _order = new();

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public ProportionalPolicy(WaterfallOptions options) => _builder = new WaterfallBuilder(options);

    /// <inheritdoc/>
    public byte Id => PolicyIds.Proportional;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.Proportional - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        DisplayedOrder.Sort(_order, context, _builder);
        while (_builder.IsOpen && _order.TryStartStep(out int first))
        {
            if (context.Rows[_order[first].Row].Action != RouteAction.Take)
            {
                _builder.AddSequential(_order.Step);
                continue;
            }

            for (int i = first + 1; i < _order.Count && _order[i].First == 0 && _order[i].Second == _order[first].Second; i++)
            {
                _order.Use(i);
            }

            _builder.AddShared(_order.Step);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        DisplayedOrder.Sort(_order, context, _builder);
        DisplayedOrder.Explain(_order, context, sink);
        sink.AddNote(IPolicyExplanation.WholeDecision, "all venues at one displayed price together, shared by displayed size; midpoint and posts after them");
        StepExplanation.Write(record, sink);
    }
}
