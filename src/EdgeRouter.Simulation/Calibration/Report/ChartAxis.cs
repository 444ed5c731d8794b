using System.Globalization;
using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Simulation.Calibration.Report;

/// <summary>One axis: what is shown where, linear or logarithmic, with ticks at round numbers.</summary>
internal sealed class ChartAxis
{
    private const double Ln10 = 2.302585092994046;
    private readonly bool _isLog;
    private readonly double _low;
    private readonly double _high;

    /// <summary>An axis that holds all values; a logarithmic one passes over what is not positive.</summary>
    public ChartAxis(IEnumerable<double> values, bool isLog, double? floor = null)
    {
        _isLog = isLog;
        double[] all = [.. values.Where(v => !isLog || v >= (floor ?? double.Epsilon)).Select(Scale).Order()];
        double low = all.Length == 0 ? 0.0 : all[0];
        double high = all.Length == 0 ? 1.0 : all[^1];
        if (!isLog)
        {
            low = Math.Min(0.0, low);
            high += 0.05 * (high - low);
            low -= low < 0.0 ? 0.05 * (high - low) : 0.0;
        }

        _low = low;
        _high = high > low ? high : low + 1.0;
    }

    /// <summary>Whether a value can be shown.</summary>
    public bool Has(double value) => (!_isLog || value > 0.0) && Scale(value) >= _low - 1e-9 && Scale(value) <= _high + 1e-9;

    /// <summary>Where a value is, 0 (low end) to 1.</summary>
    public double At(double value) => (Scale(value) - _low) / (_high - _low);

    /// <summary>Values to mark.</summary>
    public IEnumerable<double> Ticks() => _isLog ? LogTicks() : LinearTicks();

    /// <summary>A value as the axis shows it.</summary>
    public static string Label(double value) =>
        Math.Abs(value) < 1e-12 ? "0" : Math.Abs(value) is >= 1e4 or < 1e-3 ? value.ToString("0.#e0", CultureInfo.InvariantCulture) : value.ToString("0.####", CultureInfo.InvariantCulture);

    private double Scale(double value) => _isLog ? DeterministicMath.Log(Math.Max(value, 1e-300)) / Ln10 : value;

    private IEnumerable<double> LogTicks()
    {
        double[] steps = _high - _low < 1.6 ? [1, 2, 5] : [1];
        for (int decade = (int)Math.Floor(_low) - 1; decade <= (int)Math.Ceiling(_high); decade++)
        {
            foreach (double step in steps)
            {
                double value = step * DeterministicMath.Exp(decade * Ln10);
                if (Has(value))
                {
                    yield return decade >= 0 ? Math.Round(value) : Math.Round(value, 1 - decade);
                }
            }
        }
    }

    private IEnumerable<double> LinearTicks()
    {
        double raw = (_high - _low) / 5.0;
        double magnitude = DeterministicMath.Exp(Math.Floor(DeterministicMath.Log(raw) / Ln10) * Ln10);
        double step = magnitude * (raw / magnitude < 1.5 ? 1.0 : raw / magnitude < 3.5 ? 2.0 : raw / magnitude < 7.5 ? 5.0 : 10.0);
        for (double k = Math.Ceiling(_low / step); k * step <= _high; k++)
        {
            yield return k * step;
        }
    }
}
