using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Rows by rising action value (Q: the expected cost of doing it now and going on well), in the place of a score of three models; otherwise as
/// <see cref="RankAndFillPolicy"/>.</summary>
public sealed class LearnedPolicy : IRoutingPolicy
{
    private readonly RankedWaterfall _ranked;

    /// <summary>Creates the policy.</summary>
    /// <param name="options">How waterfalls are built.</param>
    public LearnedPolicy(WaterfallOptions options) => _ranked = new RankedWaterfall(options);

    /// <inheritdoc/>
    public byte Id => PolicyIds.Learned;

    /// <inheritdoc/>
    public string Name => PolicyIds.Names[PolicyIds.Learned - 1];

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.ActionValue;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record) => _ranked.Build(context, record, Id);

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink) => _ranked.Explain(context, record, sink);
}
