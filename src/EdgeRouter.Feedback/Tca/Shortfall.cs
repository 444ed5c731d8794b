using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Feedback.Tca;

/// <summary>Implementation shortfall of one parent order on its full quantity (<c>src/docs/TCA.md</c>).</summary>
/// <param name="Bps">Shortfall, bps of the full quantity at the arrival midpoint; positive = worse.</param>
/// <param name="CostNanos">The same in nanos of currency.</param>
/// <param name="BaseNanos">Full quantity × arrival midpoint, nanos of currency.</param>
public readonly record struct Shortfall(double Bps, double CostNanos, double BaseNanos)
{
    /// <summary>Computes it; false when there is no arrival quote, or no end quote although something was left: nothing to measure against.</summary>
    /// <param name="parent">The parent.</param>
    /// <param name="options">Price of what was not filled.</param>
    /// <param name="shortfall">The result.</param>
    /// <exception cref="EdgeRouterException">ER5022: square-root impact asked for without the symbol's ADV.</exception>
    public static bool TryCompute(TcaParent parent, TcaOptions options, out Shortfall shortfall) =>
        TryCompute(parent.Outcome, parent.Symbol, options, out shortfall);

    /// <summary>The same of an outcome that stands alone.</summary>
    /// <param name="o">How the parent ended.</param>
    /// <param name="symbol">Its instrument's symbol.</param>
    /// <param name="options">Price of what was not filled.</param>
    /// <param name="shortfall">The result.</param>
    /// <exception cref="EdgeRouterException">ER5022: square-root impact asked for without the symbol's ADV.</exception>
    public static bool TryCompute(in ParentOutcome o, string symbol, TcaOptions options, out Shortfall shortfall)
    {
        shortfall = default;
        long rest = o.Quantity - o.FilledQuantity;
        if (o.Quantity <= 0 || !HasQuote(o.ArrivalBid, o.ArrivalAsk) || (rest > 0 && !HasQuote(o.EndBid, o.EndAsk)))
            return false;
        double midpoint = (o.ArrivalBid.Nanos / 2.0) + (o.ArrivalAsk.Nanos / 2.0);
        int sign = o.Side.Sign();
        double executed = (sign * ((double)o.FilledNotionalNanos - (midpoint * o.FilledQuantity))) + o.FeeNanos;
        double unfilled = rest > 0 ? rest * RestCostNanos(o, symbol, options, midpoint, rest) : 0;
        double basis = midpoint * o.Quantity;
        shortfall = new Shortfall(1e4 * (executed + unfilled) / basis, executed + unfilled, basis);
        return true;
    }

    private static double RestCostNanos(in ParentOutcome o, string symbol, TcaOptions options, double midpoint, long rest)
    {
        long farTouch = o.Side == Side.Buy ? o.EndAsk.Nanos : o.EndBid.Nanos;
        double impactBps = options.UnfilledImpactBps;
        if (options.SquareRootImpactBps != 0)
        {
            if (!options.AverageDailyVolumes.TryGetValue(symbol, out long volume) || volume <= 0)
                throw EdgeRouterException.BadInput("ER5022", $"square-root impact needs the average daily volume of {symbol}; add it or use the constant model");
            impactBps += options.SquareRootImpactBps * Math.Sqrt((double)rest / volume);
        }

        return (o.Side.Sign() * (farTouch - midpoint)) + (midpoint * impactBps / 1e4) + options.UnfilledFeeNanos;
    }

    private static bool HasQuote(Price bid, Price ask) => bid.Nanos > 0 && ask.Nanos > 0 && ask != Price.MaxValue;
}
