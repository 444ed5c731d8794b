using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Calibration.Fit;
using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>Measures what institutions did to the price: the midpoint against that of a twin of the day without them, so that what the price and all others do
/// is no noise. Classes are powers of two of the number of child orders, all instruments together, each weighed by how finely its ticks let its price be seen.</summary>
internal sealed class ImpactMeter
{
    private const int ClassCountMin = 20;
    private const int ChildrenMin = 4;
    private readonly SortedDictionary<int, SizeClass> _classes = [];
    private double _peak;
    private double _later;
    private int _count;

    /// <summary>Adds a day.</summary>
    /// <param name="day">The simulated day.</param>
    /// <param name="twin">The same day without institutions.</param>
    /// <param name="tickBps">By instrument: the tick, basis points of the price.</param>
    public void Add(SimulatedTapes day, SimulatedTapes twin, double[] tickBps)
    {
        for (int i = 0; i < day.Tapes.Length; i++)
        {
            Add(day.Tapes[i], twin.Tapes[i], day.Metaorders[i], day.StartNs, 1.0 / (tickBps[i] * tickBps[i]));
        }
    }

    /// <summary>What was measured; null where no two classes have enough metaorders.</summary>
    public MetaorderImpact? Result()
    {
        SizeClass[] classes = [.. _classes.Values.Where(c => c.Count >= ClassCountMin && c.Mean > 0.0)];
        if (classes.Length < 2)
        {
            return null;
        }

        (double exponent, double error) = Exponent(classes);
        return new MetaorderImpact(_count, exponent, error, [.. classes.Select(c => c.MeanChildren)], [.. classes.Select(c => c.Mean)], _peak == 0.0 ? 0.0 : _later / _peak);
    }

    // Least squares of the logarithms; a class weighs as its mean is known.
    private static (double Exponent, double Error) Exponent(SizeClass[] classes)
    {
        double w = 0.0, wx = 0.0, wy = 0.0, wxx = 0.0, wxy = 0.0;
        foreach (SizeClass sizes in classes)
        {
            double weight = sizes.Mean * sizes.Mean / Math.Max(1e-12, sizes.VarianceOfMean);
            double x = DeterministicMath.Log(sizes.MeanChildren);
            double y = DeterministicMath.Log(sizes.Mean);
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
        }

        double spread = wxx - (wx * wx / w);
        return spread <= 0.0 ? (0.0, 0.0) : ((wxy - (wx * wy / w)) / spread, 1.0 / Math.Sqrt(spread));
    }

    private void Add(MarketTape tape, MarketTape twin, IReadOnlyList<Metaorder> metaorders, long startNs, double weight)
    {
        foreach (Metaorder metaorder in metaorders)
        {
            long first = (metaorder.StartTimeNs - startNs) / TimeUnits.Millisecond;
            long last = (metaorder.EndTimeNs - startNs) / TimeUnits.Millisecond;
            long later = last + Math.Max(1_000, last - first);
            if (first <= 0 || later >= tape.LengthMs || metaorder.ChildCount < ChildrenMin)
            {
                continue;
            }

            double before = MovedAt(tape, twin, first - 1);
            int sign = metaorder.Side == Side.Buy ? 1 : -1;
            double peak = 1e4 * sign * (MovedAt(tape, twin, last + 1) - before);
            int key = BitOperations.Log2((uint)metaorder.ChildCount);
            _classes[key] = _classes.GetValueOrDefault(key).With(weight, metaorder.ChildCount, peak);
            _peak += weight * peak;
            _later += weight * 1e4 * sign * (MovedAt(tape, twin, later) - before);
            _count++;
        }
    }

    private static double MovedAt(MarketTape tape, MarketTape twin, long timeMs) => MidAt(tape, timeMs) / MidAt(twin, timeMs);

    private static double MidAt(MarketTape tape, long timeMs)
    {
        int low = 0;
        int high = tape.Quotes.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = tape.Quotes[middle].TimeMs <= timeMs ? (middle, high) : (low, middle - 1);
        }

        return tape.Quotes[low].MidNanos;
    }

    // Weighted sums of one class of sizes.
    private readonly record struct SizeClass(int Count, double Weight, double Children, double Peak, double Weight2, double Peak2, double Square2)
    {
        public double MeanChildren => Children / Weight;

        public double Mean => Peak / Weight;

        public double VarianceOfMean => (Square2 - (2.0 * Mean * Peak2) + (Mean * Mean * Weight2)) / (Weight * Weight);

        public SizeClass With(double weight, int children, double peak)
        {
            double w2 = weight * weight;
            return new SizeClass(
                Count + 1, Weight + weight, Children + (weight * children), Peak + (weight * peak), Weight2 + w2, Peak2 + (w2 * peak), Square2 + (w2 * peak * peak));
        }
    }
}
