using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>The best rows of one action whose scores lie within the band share the quantity at once, by capacity; what is left goes to the next such group.
/// Midpoint rows thus have a step of their own, the first when they score best: it costs one round trip.</summary>
public sealed class TopNSplitPolicy : IRoutingPolicy
{
    private readonly WaterfallOptions _options;
    private readonly WaterfallBuilder _builder;
    private readonly RowOrder _order = new();

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public TopNSplitPolicy(WaterfallOptions options)
    {
        _options = options;
        _builder = new WaterfallBuilder(options);
    }

    /// <inheritdoc/>
    public byte Id => PolicyIds.TopNSplit;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.TopNSplit - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.Costs;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        ScoreOrder.Sort(context, _builder, _options, _order);
        while (_builder.IsOpen && _order.TryStartStep(out int first))
        {
            for (int i = first + 1; i < _order.Count && _order.Step.Length < _options.SplitRowCountMax; i++)
            {
                if (!_order[i].IsUsed && ScoreOrder.IsInBand(context, _order[first], _order[i], _options.ScoreBandMicroBps))
                {
                    _order.Use(i);
                }
            }

            _builder.AddShared(_order.Step);
        }
    }
}
