using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>A compiled forest from whatever file holds the model: a library's model file is imported and compiled, a forest file is mapped.</summary>
public static class ForestLoader
{
    /// <summary>Loads one file.</summary>
    /// <param name="path">A model file of a library, or a forest file.</param>
    /// <param name="rounds">Boosting rounds to use; of a forest file all, it was compiled with those that it has.</param>
    /// <exception cref="EdgeRouterException">ER4001 to ER4005: as <see cref="ModelImporter"/>; ER4010: the model cannot be compiled; ER4011 to
    /// ER4013: as <see cref="ForestFile.Open"/>; ER4014: rounds of a forest file.</exception>
    public static CompiledForest Load(string path, RoundSelection rounds = default) => Load([path], rounds);

    /// <summary>Loads files and fuses their models, in their order.</summary>
    /// <param name="paths">One or more model files of a library, or forest files.</param>
    /// <inheritdoc cref="Load(string, RoundSelection)"/>
    /// <param name="rounds">Boosting rounds to use.</param>
    public static CompiledForest Load(IReadOnlyList<string> paths, RoundSelection rounds = default)
    {
        if (paths.Count == 1 && ForestFile.IsForest(paths[0]))
        {
            CheckRounds(paths[0], rounds);
            return ForestFile.Open(paths[0]);
        }

        return ForestCompiler.Compile([.. paths.SelectMany(path => LoadModels(path, rounds))]);
    }

    /// <summary>Loads the models of a file in canonical form: one of a model file, one or more of a forest file.</summary>
    /// <inheritdoc cref="Load(string, RoundSelection)"/>
    public static IReadOnlyList<TreeEnsemble> LoadModels(string path, RoundSelection rounds = default)
    {
        if (!ForestFile.IsForest(path))
        {
            return [ModelImporter.Load(path, rounds)];
        }

        CheckRounds(path, rounds);
        return ForestFile.Open(path).Models.ToArray();
    }

    private static void CheckRounds(string path, RoundSelection rounds)
    {
        if (rounds != RoundSelection.All)
        {
            throw EdgeRouterException.BadInput(ScoringErrors.ForestRounds, $"{path}: the rounds of a forest file were chosen when it was compiled; leave the choice out, or compile the library's model file with it");
        }
    }
}
