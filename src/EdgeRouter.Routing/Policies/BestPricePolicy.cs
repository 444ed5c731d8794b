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
        _order.Clear();
        for (int i = 0; i < context.RowCount; i++)
        {
            RowQuote row = context.Rows[i];
            if (row.Action != RouteAction.Take)
            {
                _order.Add(i, (int)row.Action, row.TriedCount, 0);
            }
            else if (_builder.IsUsable(row))
            {
                _order.Add(i, 0, context.Side.Sign() * row.FarPrice.Nanos, -row.FarQuantity);
            }
        }

        while (_builder.IsOpen && _order.TryStartStep(out _))
        {
            _builder.AddSequential(_order.Step);
        }
    }
}
