using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Rows by rising score, each filled up to its capacity (takes: displayed size; midpoint and post: everything that is left); what is left goes on.
/// Takes whose scores tie with the step's best within the band leave with it, as one sweep.</summary>
public sealed class RankAndFillPolicy : IRoutingPolicy
{
    private readonly RankedWaterfall _ranked;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public RankAndFillPolicy(WaterfallOptions options) => _ranked = new RankedWaterfall(options);

    /// <inheritdoc/>
    public byte Id => PolicyIds.RankAndFill;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.RankAndFill - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.Costs;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record) => _ranked.Build(context, record, Id);

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink) => _ranked.Explain(context, record, sink);
}
