using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Tools.Score;

/// <summary>Model files to a forest that scores.</summary>
public static class ScoreModels
{
    /// <summary>Loads one model, or several that read the same rows.</summary>
    /// <param name="paths">One or more files.</param>
    /// <param name="rounds">Boosting rounds to use.</param>
    /// <exception cref="EdgeRouter.Core.Errors.EdgeRouterException">A file is no model, or they cannot be fused.</exception>
    public static CompiledForest Load(IReadOnlyList<string> paths, RoundSelection rounds = default) =>
        ForestCompiler.Compile([.. paths.Select(path => ModelImporter.Load(path, rounds))]);
}
