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
            long band = _options.ScoreBandMicroBps;
            for (int i = first + 1; _order.Step.Length < _options.SplitRowCountMax && i < _order.Count && ScoreOrder.IsInReach(_order[first], _order[i], band); i++)
            {
                if (!_order[i].IsUsed && ScoreOrder.IsInBand(context, _order[first], _order[i], band))
                {
                    _order.Use(i);
                }
            }

            _builder.AddShared(_order.Step);
        }
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        _builder.Inspect(context);
        ScoreOrder.Sort(context, _builder, _options, _order);
        RankExplanation.Write(context, _order, _options, sink);
        sink.AddTerm(IPolicyExplanation.WholeDecision, "rows that may share a step", _options.SplitRowCountMax, "");
        StepExplanation.Write(record, sink);
    }
}
