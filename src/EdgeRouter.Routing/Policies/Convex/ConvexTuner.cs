using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>Finds the fill part of takes and the mean outflows of midpoints and posts from child orders that ended, by maximum likelihood, and the prices of
/// open shares and of mark-outs. Control plane.</summary>
/// <remarks>Takes: every displayed share within reach is there with one probability, so the estimate is filled over reachable. Midpoints: exponential volume,
/// right-censored by full fills, so the mean is the sum of the fills over the number of orders that were not full. Posts: exponential outflow ξ less the queue
/// Q; a partial fill f says ξ = Q + f, a full one ξ ≥ Q + sent, none ξ ≤ Q; the likelihood is concave in the rate, and its slope is halved to zero.
/// Prices come from <see cref="ConvexEvidence"/> alone.</remarks>
public static partial class ConvexTuner
{
    private const double MeanMin = 1e-3;
    private const double MeanMax = 1e9;
    private const int HalvingCount = 200;

    /// <summary>Fits what children say of quantities; prices stay as they are.</summary>
    /// <param name="observations">Ended children; others than those with sent above 0 and filled within it are passed over.</param>
    /// <param name="start">What stays where nothing is learned.</param>
    /// <returns>Validated parameters.</returns>
    public static ConvexParameters Fit(ReadOnlySpan<ConvexObservation> observations, ConvexParameters start) => (start with
    {
        TakeFillPart = TakePart(observations, start.TakeFillPart),
        MidpointOutflowQuantity = MidpointMean(observations, start.MidpointOutflowQuantity),
        PostOutflowQuantity = PostMean(observations, start.PostOutflowQuantity),
    }).Validate();

    private static bool IsValid(in ConvexObservation o, RouteAction action) =>
        o.Action == action && o.SentQuantity > 0 && o.FilledQuantity >= 0 && o.FilledQuantity <= o.SentQuantity && o.QueueQuantity >= 0;

    private static double TakePart(ReadOnlySpan<ConvexObservation> observations, double start)
    {
        double filled = 0.0;
        double reachable = 0.0;
        foreach (ref readonly ConvexObservation o in observations)
        {
            long reach = Math.Min(o.SentQuantity, o.DisplayedQuantity);
            if (IsValid(o, RouteAction.Take) && reach > 0)
            {
                filled += Math.Min(o.FilledQuantity, reach);
                reachable += reach;
            }
        }

        return filled > 0.0 ? filled / reachable : start;
    }

    private static double MidpointMean(ReadOnlySpan<ConvexObservation> observations, double start)
    {
        double filled = 0.0;
        int exact = 0;
        foreach (ref readonly ConvexObservation o in observations)
        {
            if (IsValid(o, RouteAction.Midpoint))
            {
                filled += o.FilledQuantity;
                exact += o.FilledQuantity < o.SentQuantity ? 1 : 0;
            }
        }

        return exact > 0 ? Math.Clamp(filled / exact, MeanMin, MeanMax) : start;
    }

    private static double PostMean(ReadOnlySpan<ConvexObservation> observations, double start)
    {
        int exact = 0;
        int full = 0;
        foreach (ref readonly ConvexObservation o in observations)
        {
            if (IsValid(o, RouteAction.Post))
            {
                exact += o.FilledQuantity < o.SentQuantity ? 1 : 0;
                full += o.FilledQuantity > 0 ? 1 : 0;
            }
        }

        if (exact == 0 || full == 0)
        {
            return start;
        }

        double low = DeterministicMath.Log(MeanMin);
        double high = DeterministicMath.Log(MeanMax);
        for (int i = 0; i < HalvingCount; i++)
        {
            double middle = (low + high) / 2.0;
            bool isTooLow = PostSlope(observations, DeterministicMath.Exp(-middle)) < 0.0;
            (low, high) = isTooLow ? (middle, high) : (low, middle);
        }

        return Math.Clamp(DeterministicMath.Exp((low + high) / 2.0), MeanMin, MeanMax);
    }

    // Of the log-likelihood over the rate, in units of the mean; falls with the rate.
    private static double PostSlope(ReadOnlySpan<ConvexObservation> observations, double rate)
    {
        double slope = 0.0;
        foreach (ref readonly ConvexObservation o in observations)
        {
            if (!IsValid(o, RouteAction.Post))
            {
                continue;
            }

            double seen = o.QueueQuantity + o.FilledQuantity;
            if (o.FilledQuantity == o.SentQuantity)
            {
                slope -= seen;
            }
            else if (o.FilledQuantity == 0 && o.QueueQuantity > 0)
            {
                double left = DeterministicMath.Exp(-rate * seen);
                slope += left < 1.0 ? seen * left / (1.0 - left) : 1.0 / rate;
            }
            else
            {
                slope += (1.0 / rate) - seen;
            }
        }

        return slope;
    }
}
