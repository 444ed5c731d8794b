using EdgeRouter.Core.Domain;
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
        Sort(context);
        while (_builder.IsOpen && _order.TryStartStep(out _))
        {
            _builder.AddSequential(_order.Step);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        Sort(context);
        for (int position = 0; position < _order.Count; position++)
        {
            int row = _order[position].Row;
            if (context.Rows[row].Action == RouteAction.Take)
            {
                sink.AddTerm(row, "displayed price", context.Rows[row].FarPrice.ToDouble(), "currency");
                sink.AddTerm(row, "displayed size", context.Rows[row].FarQuantity, "shares");
            }

            sink.AddTerm(row, "place", position + 1, "");
        }

        sink.AddNote(IPolicyExplanation.WholeDecision, "takes by displayed price, then size; midpoint and posts after them; fees and scores are not looked at");
        StepExplanation.Write(record, sink);
    }

    private void Sort(RoutingContext context)
    {
        _order.Clear();
        for (int i = 0; i < context.RowCount; i++)
        {
            ref readonly RowQuote row = ref context.Rows[i];
            if (row.Action != RouteAction.Take)
            {
                _order.Add(i, (int)row.Action, row.TriedCount, 0);
            }
            else if (_builder.IsUsable(row))
            {
                _order.Add(i, 0, context.Side.Sign() * row.FarPrice.Nanos, -row.FarQuantity);
            }
        }

        _order.Sort();
    }
}
