using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Rows by rising score, each filled up to its capacity (takes: displayed size; midpoint and post: everything that is left); what is left goes on.
/// Takes whose scores tie with the step's best within the band leave with it, as one sweep.</summary>
public sealed class RankAndFillPolicy : IRoutingPolicy
{
    private readonly WaterfallOptions _options;
    private readonly WaterfallBuilder _builder;
    private readonly RowOrder _order = new();

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public RankAndFillPolicy(WaterfallOptions options)
    {
        _options = options;
        _builder = new WaterfallBuilder(options);
    }

    /// <inheritdoc/>
    public byte Id => PolicyIds.RankAndFill;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.RankAndFill - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.Costs;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        _builder.Begin(context, record, Id);
        ScoreOrder.Sort(context, _builder, _options, _order);
        while (_builder.IsOpen && _order.TryStartStep(out int first))
        {
            if (context.Rows[_order[first].Row].Action == RouteAction.Take)
            {
                GatherSweep(context, first);
            }

            _builder.AddSequential(_order.Step);
        }
    }

    private void GatherSweep(RoutingContext context, int first)
    {
        for (int i = first + 1; i < _order.Count; i++)
        {
            if (!_order[i].IsUsed && ScoreOrder.IsInBand(context, _order[first], _order[i], _options.ScoreBandMicroBps))
            {
                _order.Use(i);
            }
        }
    }
}
