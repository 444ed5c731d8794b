using System.Globalization;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>XGBoost's objectives: how the base score (stored in output space) becomes a margin, and the margin an output.</summary>
internal static class XgboostObjective
{
    /// <summary>Link of an objective.</summary>
    /// <param name="objective">Name in the file.</param>
    /// <param name="context">Names the place in errors.</param>
    public static LinkKind LinkOf(string objective, ImportContext context)
    {
        switch (objective)
        {
            case "binary:logistic" or "reg:logistic":
                return LinkKind.Logistic;
            case "count:poisson" or "reg:gamma" or "reg:tweedie" or "survival:cox" or "survival:aft":
                return LinkKind.Exponential;
            case "binary:hinge":
                return LinkKind.Hinge;
            case "reg:squarederror" or "reg:absoluteerror" or "reg:quantileerror" or "reg:pseudohubererror" or "reg:squaredlogerror"
                or "binary:logitraw" or "rank:pairwise" or "rank:ndcg" or "rank:map":
                return LinkKind.Identity;
        }

        context.Field = "objective.name";
        throw context.NotSupported($"objective {ImportContext.Quote(objective)}");
    }

    /// <summary>The margin before the first tree, in float32 as the library computes it.</summary>
    /// <param name="text">Base score: <c>5E-1</c> or <c>[5E-1]</c>.</param>
    /// <param name="link">Link of the objective.</param>
    /// <param name="context">Names the place in errors.</param>
    public static float BaseMargin(string text, LinkKind link, ImportContext context)
    {
        context.Field = "base_score";
        ReadOnlySpan<char> number = text.AsSpan().Trim();
        if (number.Length >= 2 && number[0] == '[' && number[^1] == ']')
        {
            number = number[1..^1];
        }

        if (number.Contains(','))
        {
            throw context.NotSupported("one base score per output");
        }

        if (!float.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out float score) || !float.IsFinite(score))
        {
            throw context.Invalid($"{ImportContext.Quote(text)} is not a base score");
        }

        float margin = ToMargin(score, link);
        context.Field = string.Empty;
        return float.IsFinite(margin) ? margin : throw context.Invalid($"base score {ImportContext.Quote(text)} is outside the objective's range");
    }

    // A correctly rounded float32 logarithm reproduces the library: taken in double, narrowed once.
    private static float ToMargin(float score, LinkKind link) => link switch
    {
        LinkKind.Logistic => -(float)DeterministicMath.Log((1f / score) - 1f),
        LinkKind.Exponential => (float)DeterministicMath.Log(score),
        _ => score,
    };
}
