using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Routing.Policies.Convex;

/// <summary>From the mean filled part of orders of a size to the mean of the exponential outflow behind it: for orders of q and a mean m the part is
/// <c>f = (m / q) · (1 − e^(−q / m))</c>. A table of <c>u · f</c> over f, u = q / m, straight lines between: within 0.1 % of the mean.</summary>
internal sealed class FillPartTable
{
    private const int IntervalCount = 512;
    private const int HalvingCount = 60;

    // Beyond it the part is under 1/512, at the edge of the table.
    private const double RatioMax = 1024.0;

    // The same for every policy: a thousand routers side by side need it once.
    private static readonly double[] Products = MakeProducts();

    /// <summary>Mean outflow over order size.</summary>
    /// <param name="part">Mean filled part; taken within 1/512 and 511/512.</param>
    public double MeanOf(double part)
    {
        double place = Math.Clamp(part * IntervalCount, 1.0, IntervalCount - 1.0);
        int index = Math.Min((int)place, IntervalCount - 2);
        double product = Products[index] + ((place - index) * (Products[index + 1] - Products[index]));
        return place / (IntervalCount * product);
    }

    private static double[] MakeProducts()
    {
        var products = new double[IntervalCount];
        for (int i = 1; i < IntervalCount; i++)
        {
            double part = (double)i / IntervalCount;
            products[i] = part * RatioOf(part);
        }

        return products;
    }

    private static double RatioOf(double part)
    {
        double low = 0.0;
        double high = RatioMax;
        for (int i = 0; i < HalvingCount; i++)
        {
            double middle = (low + high) / 2.0;
            bool isFilledMore = (1.0 - DeterministicMath.Exp(-middle)) / middle > part;
            (low, high) = isFilledMore ? (middle, high) : (low, middle);
        }

        return (low + high) / 2.0;
    }
}
