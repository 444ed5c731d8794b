using System.Globalization;

namespace EdgeRouter.Scoring.Import;

/// <summary>Everything above the first tree of a LightGBM text model, checked.</summary>
/// <param name="OutputCount">Margins, and trees of one iteration.</param>
/// <param name="FeatureNames">In row order; <c>Column_0</c>, … if the file names none.</param>
/// <param name="Objective">Link of the outputs.</param>
/// <param name="IsAveraged">Whether outputs are taken of the mean over the iterations (random forests).</param>
/// <param name="ListedTreeCount">Trees that the file says it holds, or −1.</param>
internal sealed record LightGbmHeader(int OutputCount, string[] FeatureNames, LightGbmObjective Objective, bool IsAveraged, int ListedTreeCount)
{
    private const int Version = 0;
    private const int ClassCount = 1;
    private const int TreesPerIteration = 2;
    private const int MaxFeatureIndex = 3;
    private const int ObjectiveLine = 4;
    private const int Names = 5;
    private const int TreeSizes = 6;

    private static readonly string[] Keys =
        ["version", "num_class", "num_tree_per_iteration", "max_feature_idx", "objective", "feature_names", "tree_sizes"];

    /// <summary>Reads up to the line of the first tree (or the end of the trees), which is then the current one.</summary>
    /// <param name="lines">Before the first line.</param>
    /// <param name="context">Names the place in errors.</param>
    public static LightGbmHeader Read(LightGbmLines lines, ImportContext context)
    {
        var section = new LightGbmSection(lines, Keys, context);
        bool isAveraged = false;
        while (lines.Next() && !LightGbmTrees.IsTree(lines.Current) && !LightGbmTrees.IsEnd(lines.Current))
        {
            bool isAverageLine = lines.Current.SequenceEqual("average_output"u8);
            isAveraged |= isAverageLine;
            if (lines.Length > 0 && lines.Number > 1 && !isAverageLine)
            {
                section.Take();
            }
        }

        CheckVersion(section, context);
        int outputs = Outputs(section, context);
        LightGbmObjective objective = section.Has(ObjectiveLine)
            ? LightGbmObjective.Read(section.Open(ObjectiveLine).Text, outputs, context)
            : LightGbmObjective.Custom;
        string[] names = ReadNames(section, context);
        int listed = section.Has(TreeSizes) ? section.Open(TreeSizes).Count() : -1;
        context.Field = string.Empty;
        return new LightGbmHeader(outputs, names, objective, isAveraged, listed);
    }

    /// <summary>Refuses a count of trees that the header does not agree with.</summary>
    /// <param name="treeCount">Trees in the file.</param>
    /// <param name="context">Names the place in errors.</param>
    public void CheckTrees(int treeCount, ImportContext context)
    {
        context.Line = -1;
        context.Tree = -1;
        context.Field = "tree_sizes";
        if (ListedTreeCount >= 0 && ListedTreeCount != treeCount)
        {
            throw context.Invalid($"{ListedTreeCount} trees are listed; the file holds {treeCount}");
        }

        context.Field = "num_tree_per_iteration";
        if (treeCount == 0 || treeCount % OutputCount != 0)
        {
            throw context.Invalid($"{treeCount} trees; a positive multiple of {OutputCount} was expected");
        }

        context.Field = string.Empty;
    }

    // The library's own reader does not look at the version: files of v2 and v3 have the same fields and are walked by the same rules.
    private static void CheckVersion(LightGbmSection section, ImportContext context)
    {
        string version = section.Open(Version).Text;
        if (version is not ("v2" or "v3" or "v4"))
        {
            throw context.NotSupported($"version {ImportContext.Quote(version)}; v2, v3 and v4 can be read");
        }
    }

    private static int Outputs(LightGbmSection section, ImportContext context)
    {
        int classes = section.Open(ClassCount).ReadInt();
        int outputs = section.Has(TreesPerIteration) ? section.Open(TreesPerIteration).ReadInt() : classes;
        if (outputs is < 1 or > ImportLimits.MaxTrees)
        {
            throw context.TooLarge($"{outputs} trees per iteration; 1 to {ImportLimits.MaxTrees} can be read");
        }

        return outputs == classes ? outputs : throw context.Invalid($"{outputs} trees per iteration for {classes} classes");
    }

    private static string[] ReadNames(LightGbmSection section, ImportContext context)
    {
        int last = section.Open(MaxFeatureIndex).ReadInt();
        if (last is < 0 or >= ImportLimits.MaxFeatures)
        {
            throw context.TooLarge($"{last + 1L} features; 1 to {ImportLimits.MaxFeatures} can be read");
        }

        var names = new string[last + 1];
        int given = section.Has(Names) ? section.Open(Names).Count() : 0;
        if (given != 0 && given != names.Length)
        {
            throw context.Invalid($"{given} names for {names.Length} features");
        }

        LightGbmNumbers words = given > 0 ? section.Open(Names) : default;
        for (int f = 0; f < names.Length; f++)
        {
            names[f] = given > 0 ? words.NextText() : string.Create(CultureInfo.InvariantCulture, $"Column_{f}");
        }

        return names;
    }
}
