using System.Globalization;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>What an XGBoost file says in texts about the whole model, checked.</summary>
internal sealed class XgboostParameters
{
    private XgboostParameters(LinkKind link, string[] featureNames, double[] baseMargins)
    {
        Link = link;
        FeatureNames = featureNames;
        BaseMargins = baseMargins;
    }

    /// <summary>Link of the objective.</summary>
    public LinkKind Link { get; }

    /// <summary>One name per feature.</summary>
    public string[] FeatureNames { get; }

    /// <summary>One margin per output.</summary>
    public double[] BaseMargins { get; }

    /// <summary>Margins per row.</summary>
    public int OutputCount => BaseMargins.Length;

    /// <summary>Reads them or throws.</summary>
    /// <param name="document">Unchecked.</param>
    /// <param name="context">Names the place in errors.</param>
    public static XgboostParameters Read(ModelDocument document, ImportContext context)
    {
        LinkKind link = XgboostObjective.LinkOf(document.Objective, context);
        double[] margins = ReadBaseMargins(document.BaseScore, link, ReadOutputCount(document, context), context);
        return new XgboostParameters(link, ReadFeatureNames(document, context), margins);
    }

    /// <summary>A count written as text.</summary>
    /// <param name="text">From the file.</param>
    /// <param name="field">Its name.</param>
    /// <param name="context">Names the place in errors.</param>
    public static int ReadCount(string text, string field, ImportContext context)
    {
        context.Field = field;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
        {
            throw context.Invalid(text.Length == 0 ? "the field is missing" : $"{ImportContext.Quote(text)} is not a count");
        }

        context.Field = string.Empty;
        return value;
    }

    private static int ReadOutputCount(ModelDocument document, ImportContext context)
    {
        int classes = ReadCount(document.ClassCount, "num_class", context);
        int targets = ReadCount(document.TargetCount, "num_target", context);
        context.Field = classes > targets ? "num_class" : "num_target";
        if (classes > 1 && targets > 1)
        {
            throw context.Invalid($"{classes} classes and {targets} targets at once");
        }

        int outputs = Math.Max(1, Math.Max(classes, targets));
        return outputs <= ImportLimits.MaxOutputs ? outputs : throw context.TooLarge($"{outputs} outputs; 1 to {ImportLimits.MaxOutputs} can be read");
    }

    private static string[] ReadFeatureNames(ModelDocument document, ImportContext context)
    {
        int count = ReadCount(document.FeatureCount, "num_feature", context);
        if (count is 0 or > ImportLimits.MaxFeatures)
        {
            context.Field = "num_feature";
            throw context.TooLarge($"{count} features; 1 to {ImportLimits.MaxFeatures} can be read");
        }

        context.Field = "feature_names";
        if (document.FeatureNames.Length == 0)
        {
            return [.. Enumerable.Range(0, count).Select(static i => string.Create(CultureInfo.InvariantCulture, $"f{i}"))];
        }

        return document.FeatureNames.Length == count
            ? document.FeatureNames
            : throw context.Invalid($"{document.FeatureNames.Length} names for {count} features");
    }

    // 5E-1 up to 3.0; [5E-1], or one number per output, from 3.1 on. One number counts for all outputs.
    private static double[] ReadBaseMargins(string text, LinkKind link, int outputCount, ImportContext context)
    {
        context.Field = "base_score";
        ReadOnlySpan<char> list = text.AsSpan().Trim();
        if (list.Length >= 2 && list[0] == '[' && list[^1] == ']')
        {
            list = list[1..^1];
        }

        int count = list.Count(',') + 1;
        if (count != 1 && count != outputCount)
        {
            throw context.Invalid($"{count} base scores for {outputCount} outputs");
        }

        var margins = new double[outputCount];
        int next = 0;
        foreach (Range part in list.Split(','))
        {
            margins[next++] = ReadBaseMargin(list[part].Trim(), link, context);
        }

        margins.AsSpan(next).Fill(margins[0]);
        context.Field = string.Empty;
        return margins;
    }

    private static float ReadBaseMargin(ReadOnlySpan<char> text, LinkKind link, ImportContext context)
    {
        if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float score) || !float.IsFinite(score))
        {
            throw context.Invalid($"{ImportContext.Quote(text.ToString())} is not a base score");
        }

        float margin = XgboostObjective.ToMargin(score, link);
        return float.IsFinite(margin) ? margin : throw context.Invalid($"base score {ImportContext.Quote(text.ToString())} is outside the objective's range");
    }
}
