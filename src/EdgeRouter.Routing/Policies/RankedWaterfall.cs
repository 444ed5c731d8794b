using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Rows by rising score, each filled up to its capacity (takes: displayed size; midpoint and post: everything that is left); what is left goes on.
/// Takes whose scores tie with the step's best within the band leave with it, as one sweep.</summary>
internal sealed class RankedWaterfall
{
    private readonly WaterfallOptions _options;
    private readonly WaterfallBuilder _builder;
    private readonly RowOrder _order = new();

    /// <summary>Creates it.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public RankedWaterfall(WaterfallOptions options)
    {
        _options = options;
        _builder = new WaterfallBuilder(options);
    }

    /// <summary>Builds the waterfall.</summary>
    public void Build(RoutingContext context, DecisionRecord record, byte policyId)
    {
        _builder.Begin(context, record, policyId);
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

    /// <summary>Says how it came about.</summary>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        ScoreOrder.Sort(context, _builder, _options, _order);
        RankExplanation.Write(context, _order, _options, sink);
        StepExplanation.Write(record, sink);
    }

    private void GatherSweep(RoutingContext context, int first)
    {
        for (int i = first + 1; i < _order.Count && ScoreOrder.IsInReach(_order[first], _order[i], _options.ScoreBandMicroBps); i++)
        {
            if (!_order[i].IsUsed && ScoreOrder.IsInBand(context, _order[first], _order[i], _options.ScoreBandMicroBps))
            {
                _order.Use(i);
            }
        }
    }
}
