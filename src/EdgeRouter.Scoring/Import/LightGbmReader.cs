using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Import;

/// <summary>Reads a LightGBM text model: header, trees, and nothing behind <c>end of trees</c>.</summary>
internal static class LightGbmReader
{
    /// <summary>Reads the model or throws a one-line error that names file, line, tree, node and field.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="rounds">Iterations to use. Early stopping cuts the file itself, so the best ones are all.</param>
    /// <param name="context">Names the place in errors.</param>
    public static TreeEnsemble Read(byte[] content, RoundSelection rounds, ImportContext context)
    {
        var lines = new LightGbmLines(content);
        LightGbmHeader header = LightGbmHeader.Read(lines, context);
        var forest = new LightGbmForest();
        var builder = new LightGbmTreeBuilder(lines, header.FeatureNames.Length, forest, context);
        long used = rounds.Count == 0 ? long.MaxValue : (long)rounds.Count * header.OutputCount;
        header.CheckTrees(LightGbmTrees.Read(lines, used, builder, context), context);
        return forest.ToEnsemble(header);
    }
}
