using System.Globalization;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Learning.Xgboost;

/// <summary>Reads libxgboost's one-line report of a round: <c>[3]⇥train-logloss:0.51⇥valid-logloss:0.55</c>.</summary>
internal static class MetricText
{
    /// <summary>Parses one line.</summary>
    /// <param name="round">The round that was asked for.</param>
    /// <param name="text">The library's text.</param>
    /// <exception cref="EdgeRouterException">ER7001: the text has another form.</exception>
    public static RoundMetrics Parse(int round, string text)
    {
        string[] parts = text.Split('\t');
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        bool isGood = parts[0] == string.Create(CultureInfo.InvariantCulture, $"[{round}]");
        foreach (string part in parts.AsSpan(1))
        {
            int colon = part.LastIndexOf(':');
            isGood &= colon > 0 && TryParse(part.AsSpan(colon + 1), out double value) && values.TryAdd(part[..colon], value);
        }

        return isGood ? new RoundMetrics(round, values) : throw EdgeRouterException.BadInput(
            LearningErrors.XgboostFailed, $"libxgboost reported round {round} in an unknown form: {text.Replace('\t', ' ')}");
    }

    // C++ streams write nan, -nan and inf, which .NET spells otherwise.
    private static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (text.EndsWith("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = double.NaN;
            return true;
        }

        if (text.EndsWith("inf", StringComparison.OrdinalIgnoreCase))
        {
            value = text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
