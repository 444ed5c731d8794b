using System.Numerics;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Calibration.Fit;
using EdgeRouter.Simulation.History;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>Measures what institutions did to the price: the midpoint against that of a twin of the day without them, so that what the price and all others do
/// is no noise. Classes are powers of two of the number of child orders, all instruments together.</summary>
internal sealed class ImpactMeter
{
    private const int ClassCountMin = 20;
    private const int ChildrenMin = 4;
    private readonly SortedDictionary<int, (int Count, double Children, double Peak, double Square)> _classes = [];
    private double _peak;
    private double _later;
    private int _count;

    /// <summary>Measures; null where no two classes have enough metaorders.</summary>
    /// <param name="days">Simulated days.</param>
    /// <param name="twins">The same days without institutions.</param>
    public static MetaorderImpact? Measure(IReadOnlyList<SimulatedTapes> days, IReadOnlyList<SimulatedTapes> twins)
    {
        var meter = new ImpactMeter();
        for (int d = 0; d < days.Count; d++)
        {
            for (int i = 0; i < days[d].Tapes.Length; i++)
            {
                meter.Add(days[d].Tapes[i], twins[d].Tapes[i], days[d].Metaorders[i], days[d].StartNs);
            }
        }

        return meter.Result();
    }

    private MetaorderImpact? Result()
    {
        var classes = _classes.Values.Where(c => c.Count >= ClassCountMin && c.Peak > 0.0).ToArray();
        if (classes.Length < 2)
        {
            return null;
        }

        (double exponent, double error) = Exponent(classes);
        return new MetaorderImpact(
            _count, exponent, error, [.. classes.Select(c => c.Children / c.Count)], [.. classes.Select(c => c.Peak / c.Count)], _peak == 0.0 ? 0.0 : _later / _peak);
    }

    // Least squares of the logarithms; a class weighs as its mean is known.
    private static (double Exponent, double Error) Exponent((int Count, double Children, double Peak, double Square)[] classes)
    {
        double w = 0.0, wx = 0.0, wy = 0.0, wxx = 0.0, wxy = 0.0;
        foreach ((int count, double children, double peak, double square) in classes)
        {
            double mean = peak / count;
            double variance = Math.Max(1e-12, ((square / count) - (mean * mean)) / count);
            double weight = mean * mean / variance;
            double x = DeterministicMath.Log(children / count);
            double y = DeterministicMath.Log(mean);
            w += weight;
            wx += weight * x;
            wy += weight * y;
            wxx += weight * x * x;
            wxy += weight * x * y;
        }

        double spread = wxx - (wx * wx / w);
        return spread <= 0.0 ? (0.0, 0.0) : ((wxy - (wx * wy / w)) / spread, 1.0 / Math.Sqrt(spread));
    }

    private void Add(MarketTape tape, MarketTape twin, IReadOnlyList<Metaorder> metaorders, long startNs)
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
            (int count, double children, double sum, double square) = _classes.GetValueOrDefault(key);
            _classes[key] = (count + 1, children + metaorder.ChildCount, sum + peak, square + (peak * peak));
            _peak += peak;
            _later += 1e4 * sign * (MovedAt(tape, twin, later) - before);
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
}
