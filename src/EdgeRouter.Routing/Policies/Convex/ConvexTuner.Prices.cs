using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Policies.Convex;

/// <content>Prices: what open shares and fills cost later. Costs are noisy, so a few say nothing.</content>
public static partial class ConvexTuner
{
    /// <summary>Fewest costs that a price is learned from.</summary>
    public const int CostCountMin = 100;

    private const double BpsMax = 1e3;

    /// <summary>Fits everything that the evidence speaks of; the price of sending is not in it.</summary>
    /// <param name="evidence">What ended.</param>
    /// <param name="start">What stays where nothing is learned.</param>
    /// <returns>Validated parameters.</returns>
    public static ConvexParameters Fit(ConvexEvidence evidence, ConvexParameters start)
    {
        ConvexParameters quantities = Fit(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(evidence.Children), start);
        return (quantities with
        {
            UnderfillBps = Underfill(evidence.OpenCosts, start.UnderfillBps),
            MidpointAdverseBps = Adverse(evidence.MarkOuts, RouteAction.Midpoint, start.MidpointAdverseBps),
            PostAdverseBps = Adverse(evidence.MarkOuts, RouteAction.Post, start.PostAdverseBps),
        }).Validate();
    }

    // The policy prices an open share at U · (0.5 + urgency / 100): least squares over shares.
    private static double Underfill(List<ConvexOpenCost> costs, double start)
    {
        double products = 0.0;
        double squares = 0.0;
        int count = 0;
        foreach (ConvexOpenCost cost in costs)
        {
            if (cost.Quantity > 0 && double.IsFinite(cost.CostBps))
            {
                double factor = UrgencyFactor(cost.UrgencyPercent);
                products += cost.Quantity * factor * cost.CostBps;
                squares += cost.Quantity * factor * factor;
                count++;
            }
        }

        return count >= CostCountMin ? Math.Clamp(products / squares, 0.0, BpsMax) : start;
    }

    private static double Adverse(List<ConvexMarkOut> markOuts, RouteAction action, double start)
    {
        double sum = 0.0;
        double shares = 0.0;
        int count = 0;
        foreach (ConvexMarkOut markOut in markOuts)
        {
            if (markOut.Action == action && markOut.Quantity > 0 && double.IsFinite(markOut.CostBps))
            {
                sum += markOut.Quantity * markOut.CostBps;
                shares += markOut.Quantity;
                count++;
            }
        }

        return count >= CostCountMin ? Math.Clamp(sum / shares, -BpsMax, BpsMax) : start;
    }

    // As the policy multiplies the price of open shares.
    internal static double UrgencyFactor(int urgencyPercent) => 0.5 + (urgencyPercent / 100.0);
}
