using System.Globalization;
using EdgeRouter.Cli.Output;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Tools.Routing;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Numbers of an explained decision as people read them.</summary>
internal static class RouteFigures
{
    private const long NanosPerUnit = 1_000_000_000;
    private const long TicksPerMicrosecond = 10;
    private const double LargeMin = 100_000.0;

    /// <summary>A number, with as many decimals as its unit asks for.</summary>
    public static string Of(NamedValue value) => Of(value.Value, value.Unit);

    /// <summary>A number of a unit.</summary>
    public static string Of(double value, string unit)
    {
        if (!double.IsFinite(value))
        {
            return Figures.Fixed(value, 0);
        }

        return unit switch
        {
            "shares" => Figures.Fixed(value, 0),
            "currency" => value.ToString("#,0.00#######", CultureInfo.InvariantCulture),
            "bps" or "bps²" or "bps/s" => Figures.Fixed(value, 4),
            "s" => Figures.Fixed(value, 4),
            _ when value == Math.Truncate(value) || Math.Abs(value) >= LargeMin => Figures.Fixed(value, 0),
            _ => Figures.Fixed(value, 4),
        };
    }

    /// <summary>A value or limit of a risk check.</summary>
    public static string Of(RiskCheck check, long value) => check.Unit switch
    {
        "" => string.Empty,
        "nanos" => Of((double)value / NanosPerUnit, "currency"),
        _ => Figures.Count(value),
    };

    /// <summary>A duration.</summary>
    public static string Duration(long ns) => ns switch
    {
        0 => "–",
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e3:0.###} us"),
        < NanosPerUnit => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e6:0.###} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{ns / 1e9:0.###} s"),
    };

    /// <summary>An instant of UTC, to the microsecond.</summary>
    public static string Instant(long timeNs) =>
        DateTime.UnixEpoch.AddTicks(timeNs / 1000 * TicksPerMicrosecond).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    /// <summary>A time of day of UTC, to the microsecond.</summary>
    public static string TimeOfDay(long timeNs) => Instant(timeNs)[11..];
}
