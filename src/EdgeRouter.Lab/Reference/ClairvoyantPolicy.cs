using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Lab.Reference;

/// <summary><c>oracle-clairvoyant</c>: follows for each parent the plan that was the cheapest when every plan of a family was played to the end in the market of
/// the same seed. It knows the future by having seen it.</summary>
internal sealed class ClairvoyantPolicy : IRoutingPolicy
{
    private readonly IReadOnlyDictionary<long, byte> _plans;
    private PolicySet? _policies;

    /// <summary>Creates the policy.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="plans">Policy to follow, by parent.</param>
    public ClairvoyantPolicy(byte id, IReadOnlyDictionary<long, byte> plans)
    {
        Id = id;
        _plans = plans;
    }

    /// <inheritdoc/>
    public byte Id { get; }

    /// <inheritdoc/>
    public string Name => ReferenceNames.Clairvoyant;

    /// <inheritdoc/>
    public ScoreNeed Need => ScoreNeed.None;

    /// <summary>Says where the plans are.</summary>
    /// <param name="policies">The shard's policies.</param>
    public void Connect(PolicySet policies) => _policies = policies;

    /// <inheritdoc/>
    public void Build(RoutingContext context, DecisionRecord record)
    {
        PlanOf(context).Build(context, record);
        record.PolicyId = Id;
    }

    /// <inheritdoc/>
    public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink)
    {
        IRoutingPolicy plan = PlanOf(context);
        sink.AddNote(IPolicyExplanation.WholeDecision, $"the cheapest plan of this parent, as played before: {plan.Name}");
        plan.Explain(context, record, sink);
    }

    private IRoutingPolicy PlanOf(RoutingContext context) =>
        _plans.TryGetValue(context.ParentId.Value, out byte id) && _policies!.TryGet(id, out IRoutingPolicy plan)
            ? plan
            : throw new InvalidOperationException($"no plan was found for parent {context.ParentId.Value}");
}
