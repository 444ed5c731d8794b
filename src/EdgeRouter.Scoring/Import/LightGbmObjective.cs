using System.Globalization;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>LightGBM's objective line, <c>name [key:value …] [sqrt]</c>: how margins become outputs.</summary>
/// <param name="Name">First word, or <c>custom</c> where the file has no such line.</param>
/// <param name="Link">Its link.</param>
/// <param name="Scale">Factor of the logistic link.</param>
internal readonly record struct LightGbmObjective(string Name, LinkKind Link, double Scale)
{
    private const string SigmoidKey = "sigmoid:";
    private const string ClassKey = "num_class:";

    /// <summary>What a model without an objective line has: the library writes none for objectives of the user's own, and predicts margins.</summary>
    public static LightGbmObjective Custom => new("custom", LinkKind.Identity, 1.0);

    /// <summary>Reads the line. Keys other than <c>sigmoid</c> and <c>num_class</c> are of training only and passed over.</summary>
    /// <param name="text">The value.</param>
    /// <param name="outputCount">Outputs of the model.</param>
    /// <param name="context">Names the place in errors; its field is set.</param>
    public static LightGbmObjective Read(string text, int outputCount, ImportContext context)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            throw context.Invalid("the objective is empty");
        }

        double scale = 1.0;
        bool isSqrt = false;
        foreach (string word in words.AsSpan(1))
        {
            scale = word.StartsWith(SigmoidKey, StringComparison.Ordinal) ? Sigmoid(word, context) : scale;
            isSqrt |= word == "sqrt";
            if (word != "sqrt" && !word.Contains(':', StringComparison.Ordinal))
            {
                throw context.NotSupported($"flag {ImportContext.Quote(word)} of an objective");
            }
        }

        LinkKind link = LinkOf(words[0], isSqrt, context);
        CheckOutputs(words, outputCount, context);
        return new LightGbmObjective(words[0], link, words[0] is "binary" or "multiclassova" ? scale : 1.0);
    }

    // The library heeds sqrt where the objective is a plain regression; huber switches it off, and the others have links of their own.
    private static LinkKind LinkOf(string name, bool isSqrt, ImportContext context)
    {
        switch (name)
        {
            case "regression" or "regression_l1" or "quantile" or "fair" or "mape" or "mean_absolute_percentage_error":
                return isSqrt ? LinkKind.SignedSquare : LinkKind.Identity;
            case "huber" or "lambdarank" or "rank_xendcg" or "custom" or "none" or "null" or "na":
                return LinkKind.Identity;
            case "binary" or "multiclassova" or "cross_entropy" or "xentropy":
                return LinkKind.Logistic;
            case "multiclass":
                return LinkKind.Softmax;
            case "poisson" or "gamma" or "tweedie":
                return LinkKind.Exponential;
            case "cross_entropy_lambda" or "xentlambda":
                return LinkKind.SoftPlus;
            default:
                throw context.NotSupported($"objective {ImportContext.Quote(name)}");
        }
    }

    private static void CheckOutputs(string[] words, int outputCount, ImportContext context)
    {
        bool isOfClasses = words[0] is "multiclass" or "multiclassova";
        bool isCustom = words[0] is "custom" or "none" or "null" or "na";
        if (outputCount > 1 && !isOfClasses && !isCustom)
        {
            throw context.Invalid($"objective {ImportContext.Quote(words[0])} with {outputCount} outputs");
        }

        string? classes = isOfClasses ? Array.Find(words, static w => w.StartsWith(ClassKey, StringComparison.Ordinal)) : null;
        if (classes is not null && classes.AsSpan(ClassKey.Length) is var count
            && (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) || parsed != outputCount))
        {
            throw context.Invalid($"{ImportContext.Quote(classes)} in a model of {outputCount} outputs");
        }
    }

    private static double Sigmoid(string word, ImportContext context)
    {
        bool isNumber = double.TryParse(word.AsSpan(SigmoidKey.Length), NumberStyles.Float, CultureInfo.InvariantCulture, out double scale);
        return isNumber && scale > 0.0 && double.IsFinite(scale)
            ? scale
            : throw context.Invalid($"{ImportContext.Quote(word)} is no factor above 0");
    }
}
