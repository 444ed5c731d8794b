using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Learning.Policies;

/// <summary>Fitted parameters of the convex policy, and how much they stand on.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Evidence">What they were fitted to.</param>
public sealed record ConvexOutcome(ConvexParameters Parameters, ConvexEvidence Evidence)
{
    /// <summary>Children of an action that ended.</summary>
    /// <param name="action">The action.</param>
    public int ChildrenOf(RouteAction action) => Evidence.Children.Count(c => c.Action == action);

    /// <summary>Fills of an action with a later midpoint.</summary>
    /// <param name="action">Midpoint or post.</param>
    public int MarkOutsOf(RouteAction action) => Evidence.MarkOuts.Count(m => m.Action == action);
}
