using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Learning.Datasets;

/// <summary>Labels of a parent's children. What was never executed is priced as implementation shortfall prices it.</summary>
internal static class RowLabels
{
    /// <summary>Cost of a child's fills against its decision's midpoint.</summary>
    /// <param name="child">The child.</param>
    /// <param name="sign">Parent's side.</param>
    public static double CostBps(ChildFacts child, int sign) => child.FilledQuantity == 0
        ? double.NaN
        : 1e4 * ((sign * (child.FilledNotionalNanos - (child.Midpoint * child.FilledQuantity))) + child.FeeNanos) / (child.Midpoint * child.FilledQuantity);

    /// <summary>What the quantity that was left after a decision then cost, against that decision's midpoint.</summary>
    /// <param name="children">All children of the parent.</param>
    /// <param name="child">A child of the decision.</param>
    /// <param name="parent">The parent's end.</param>
    /// <param name="options">Price of what was never executed.</param>
    public static double CompletionBps(IReadOnlyList<ChildFacts> children, ChildFacts child, in ParentFacts parent, TcaOptions options) =>
        child.FilledQuantity >= child.Quantity ? double.NaN : OpenCostBps(children, child, parent, options, out _);

    /// <summary>The same, whether or not the child itself filled whole.</summary>
    /// <param name="children">All children of the parent.</param>
    /// <param name="child">A child of the decision.</param>
    /// <param name="parent">The parent's end.</param>
    /// <param name="options">Price of what was never executed.</param>
    /// <param name="quantity">Out: shares that were left.</param>
    /// <returns>NaN where nothing was left or it cannot be priced.</returns>
    public static double OpenCostBps(IReadOnlyList<ChildFacts> children, ChildFacts child, in ParentFacts parent, TcaOptions options, out double quantity)
    {
        quantity = parent.UnfilledQuantity;
        double costNanos = 0;
        if (parent.UnfilledQuantity > 0)
        {
            if (parent.EndFarTouchNanos <= 0)
            {
                return double.NaN;
            }

            double perShare = (parent.Sign * (parent.EndFarTouchNanos - child.Midpoint)) + (child.Midpoint * options.UnfilledImpactBps / 1e4) + options.UnfilledFeeNanos;
            costNanos = parent.UnfilledQuantity * perShare;
        }

        foreach (ChildFacts later in children)
        {
            if (later.DecisionIndex > child.DecisionIndex && later.FilledQuantity > 0)
            {
                quantity += later.FilledQuantity;
                costNanos += (parent.Sign * (later.FilledNotionalNanos - (child.Midpoint * later.FilledQuantity))) + later.FeeNanos;
            }
        }

        return quantity == 0 ? double.NaN : 1e4 * costNanos / (child.Midpoint * quantity);
    }
}
