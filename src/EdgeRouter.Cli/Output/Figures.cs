using System.Globalization;

namespace EdgeRouter.Cli.Output;

/// <summary>Figures of tables: invariant culture, a dash for what is not known, and never a minus before zero.</summary>
internal static class Figures
{
    private const string Unknown = "–";

    /// <summary>A count.</summary>
    /// <param name="value">Value.</param>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A mean of counts, rounded to a whole.</summary>
    /// <param name="value">Value, or NaN.</param>
    public static string Count(double value) => Fixed(value, 0);

    /// <summary>A number with so many decimals.</summary>
    /// <param name="value">Value, or NaN.</param>
    /// <param name="decimals">Decimals.</param>
    public static string Fixed(double value, int decimals)
    {
        if (!double.IsFinite(value))
        {
            return Unknown;
        }

        // + 0.0 turns a negative zero into zero.
        double rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;
        return rounded.ToString(string.Create(CultureInfo.InvariantCulture, $"N{decimals}"), CultureInfo.InvariantCulture);
    }

    /// <summary>A fraction as a percentage with one decimal.</summary>
    /// <param name="fraction">Value, or NaN.</param>
    public static string Percent(double fraction) => double.IsFinite(fraction) ? $"{Fixed(100 * fraction, 1)} %" : Unknown;
}
