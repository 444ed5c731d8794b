using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Policies;

/// <summary>Writes the waterfall of a decision. A pure function of the context (and of the policy's own seed): the same context gives the same waterfall.
/// One instance serves one thread. Allocates nothing after construction.</summary>
public interface IRoutingPolicy
{
    /// <summary>Stable id, as journaled.</summary>
    byte Id { get; }

    /// <summary>Stable name.</summary>
    string Name { get; }

    /// <summary>Which scores the context must have.</summary>
    ScoreNeed Need { get; }

    /// <summary>Fills the record's header, rows, waterfall and slate probability from the context; features, model id and features' count stay the engine's.
    /// No children when nothing may be tried.</summary>
    /// <param name="context">The decision's facts.</param>
    /// <param name="record">Overwritten; needs room for the context's rows.</param>
    /// <exception cref="InvalidOperationException">The policy needs scores and the context has none: a wiring error.</exception>
    void Build(RoutingContext context, DecisionRecord record);

    /// <summary>Says how the decision came about, by the arithmetic that made it. Control plane: allocates.</summary>
    /// <param name="context">As <see cref="Build"/> had it; not changed.</param>
    /// <param name="record">As <see cref="Build"/> left it.</param>
    /// <param name="sink">Takes terms and notes.</param>
    /// <exception cref="InvalidOperationException">The policy needs scores and the context has none.</exception>
    void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink);
}
