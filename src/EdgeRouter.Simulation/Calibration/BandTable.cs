using System.Globalization;
using System.Text;
using EdgeRouter.Simulation.Calibration.Facts;

namespace EdgeRouter.Simulation.Calibration;

/// <summary>The bands: the widest ratio (or difference) between two of the four real days of one symbol, widened by 15 % (25 %) since a simulated day is one draw more, and rounded up.
/// <c>src/docs/CALIBRATION.md</c> shows the table and a test holds the two together.</summary>
public static class BandTable
{
    /// <summary>One rule a fact, in the order of the report.</summary>
    public static IReadOnlyList<BandRule> Rules { get; } =
    [
        Within(FactKey.SpreadMean, "ticks", "spread, mean over time", 1.8),
        About(FactKey.SpreadOneTick, "share", "time at one tick", 0.11),
        Within(FactKey.SpreadP90, "ticks", "spread, 90 % of time", 1.5),
        Within(FactKey.DepthMedian, "lots", "size at the best, median", 1.7),
        Within(FactKey.DepthTail, "ratio", "size at the best, 90 % to median", 1.8),
        Within(FactKey.SizeMedian, "lots", "taker size, median", 1.75),
        Within(FactKey.SizeP90, "lots", "taker size, 90 %", 1.55),
        Within(FactKey.SizeP99, "lots", "taker size, 99 %", 1.55),
        About(FactKey.SizeRound, "share", "prints of whole round lots", 0.05),
        Within(FactKey.Rate, "per min", "takers", 2.5),
        About(FactKey.GapShort, "share", "gaps of at most 100 ms", 0.13),
        About(FactKey.CountNear, "corr", "counts a second, lag 1 s", 0.11),
        About(FactKey.CountFar, "corr", "counts a second, lag 60 s", 0.05),
        Within(FactKey.MidRate, "per min", "changes of the midpoint", 2.6),
        Within(FactKey.Volatility1, "bps/√s", "deviation at 1 s", 1.8),
        Within(FactKey.Volatility10, "bps/√s", "deviation at 10 s", 1.8),
        Within(FactKey.Volatility300, "bps/√s", "deviation at 300 s", 2.0),
        Within(FactKey.Kurtosis1, "", "kurtosis of returns, 1 s", 2.9),
        Within(FactKey.Kurtosis10, "", "kurtosis of returns, 10 s", 3.25),
        Within(FactKey.Kurtosis60, "", "kurtosis of returns, 60 s", 2.75),
        About(FactKey.ClusterNear, "corr", "absolute returns of 10 s, next", 0.13),
        About(FactKey.ClusterMid, "corr", "absolute returns of 10 s, lag 60 s", 0.09),
        About(FactKey.ClusterFar, "corr", "absolute returns of 10 s, lag 300 s", 0.11),
        About(FactKey.Sign1, "corr", "taker signs, lag 1", 0.12),
        About(FactKey.Sign10, "corr", "taker signs, lag 10", 0.15),
        About(FactKey.Sign100, "corr", "taker signs, lag 100", 0.15),
        About(FactKey.SignExponent, "", "decay exponent of signs, lags 1 to 1,000", 0.53),
        Within(FactKey.ResponseNear, "bps", "response after 100 ms", 2.35),
        Within(FactKey.ResponseMid, "bps", "response after 1 s", 2.1),
        Within(FactKey.ResponseFar, "bps", "response after 10 s", 1.85),
        About(FactKey.VenueDistance, "share", "volume at other exchanges than on the test day", 0.14),
        About(FactKey.OffExchange, "share", "volume off the exchanges", 0.07),
    ];

    /// <summary>The table as the docs show it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("| fact | what | unit | band about the test day |\n|---|---|---|---|\n");
        foreach (BandRule rule in Rules)
        {
            string band = rule.Factor > 0.0
                ? string.Create(CultureInfo.InvariantCulture, $"÷ × {rule.Factor}")
                : string.Create(CultureInfo.InvariantCulture, $"± {rule.Width}");
            text.Append(CultureInfo.InvariantCulture, $"| {rule.Key} | {rule.Meaning} | {rule.Unit} | {band} |\n");
        }

        return text.ToString();
    }

    private static BandRule Within(string key, string unit, string meaning, double factor) => new(key, unit, meaning, factor, 0.0);

    private static BandRule About(string key, string unit, string meaning, double width) => new(key, unit, meaning, 0.0, width);
}
