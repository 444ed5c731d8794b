using System.Collections.Concurrent;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>The models that every evaluator is tested with, by name: those of the libraries, and random ones that reach every path.</summary>
internal static class ForestCases
{
    private static readonly EnsembleRecipe Lgb = new() { Library = ModelLibrary.LightGbm };

    private static readonly Dictionary<string, EnsembleRecipe[]> Recipes = new(StringComparer.Ordinal)
    {
        ["constant trees"] = [new() { Form = TreeForm.Complete, Size = 0 }],
        ["stumps"] = [new() { Form = TreeForm.Complete, Size = 1, Trees = 33 }],
        ["one tree, one feature"] = [new() { Features = 1, Trees = 1, Form = TreeForm.LeafWise, Size = 40, CutsPerFeature = 255 }],
        ["depth 2 and 3"] = [new() { Form = TreeForm.Complete, Size = 2, Features = 16 }, new() { Form = TreeForm.Complete, Size = 3, Features = 16, Seed = 2 }],
        ["depth 6"] = [new() { Form = TreeForm.Complete, Size = 6, Trees = 40, Features = 17, CutsPerFeature = 255 }],
        ["depth 6, dense cuts"] = [new() { Form = TreeForm.Complete, Size = 6, Cuts = CutKind.Dense, CutsPerFeature = 300, Features = 3 }],
        ["depth 7"] = [new() { Form = TreeForm.Complete, Size = 7, Features = 31, Trees = 9, CutsPerFeature = 200 }],
        ["depth 9, 128 lanes"] = [new() { Form = TreeForm.Complete, Size = 9, Features = 60, Trees = 5, CutsPerFeature = 100 }],
        ["depth 14"] = [new() { Form = TreeForm.Complete, Size = 14, Features = 40, Trees = 2, CutsPerFeature = 2000 }],
        ["64 leaves"] = [new() { Form = TreeForm.LeafWise, Size = 64, Trees = 35, Features = 20, CutsPerFeature = 120 }],
        ["65 leaves"] = [new() { Form = TreeForm.LeafWise, Size = 65, Trees = 21, Features = 20, CutsPerFeature = 120 }],
        ["300 leaves"] = [new() { Form = TreeForm.LeafWise, Size = 300, Trees = 7, Features = 40, CutsPerFeature = 80 }],
        ["chains of 63"] = [new() { Form = TreeForm.Chain, Size = 63, Trees = 19, Features = 24, CutsPerFeature = 250 }],
        ["chains of 200"] = [new() { Form = TreeForm.Chain, Size = 200, Trees = 5, Features = 24, CutsPerFeature = 250 }],
        ["chain of 512"] = [new() { Form = TreeForm.Chain, Size = 512, Trees = 1, Features = 90, CutsPerFeature = 250 }],
        ["mixed, 40 features"] = [new() { Features = 40, Trees = 70, CutsPerFeature = 60 }],
        ["100 features"] = [new() { Features = 100, Trees = 30, CutsPerFeature = 30, MissingGoesRight = true }],
        ["200 features"] = [new() { Features = 200, Trees = 20, CutsPerFeature = 30, MissingGoesRight = false }],
        ["600 features"] = [new() { Features = 600, Trees = 30, CutsPerFeature = 10, MissingGoesRight = true }],
        ["1500 features"] = [new() { Features = 1500, Trees = 60, CutsPerFeature = 4 }],
        ["thousands of cuts"] = [new() { Features = 2, Form = TreeForm.LeafWise, Size = 300, Trees = 14, CutsPerFeature = 3000 }],
        ["special cuts"] = [new() { Cuts = CutKind.Special, Trees = 40, CutsPerFeature = 32, Seed = 3 }],
        ["some infinite cuts"] = [new() { Cuts = CutKind.SomeInfinite, Features = 7, Trees = 30, CutsPerFeature = 12, Form = TreeForm.LeafWise, Size = 60 }],
        ["three outputs"] = [new() { Outputs = 3, Trees = 31, Cuts = CutKind.Special, Seed = 4 }],
        ["vector leaves"] = [new() { Outputs = 4, HasVectorLeaves = true, Trees = 9, Seed = 5 }],
        ["categories"] = [new() { CategoricalPercent = 60, Trees = 40, Seed = 6 }],
        ["categories only, 300 lanes"] = [new() { CategoricalPercent = 100, Features = 30, Trees = 30, Seed = 7, LargestCategory = 300 }],
        ["category 100000"] = [new() { CategoricalPercent = 30, Features = 3, Trees = 6, Form = TreeForm.Complete, Size = 5, LargestCategory = 100_000 }],
        ["huge and small leaves"] = [new() { Leaves = LeafKind.HugeAndSmall, Trees = 50, Seed = 8 }],
        ["ties"] = [new() { Leaves = LeafKind.Ties, Trees = 50, Seed = 9 }],
        ["few leaf values"] = [new() { Leaves = LeafKind.Few, Trees = 50, Seed = 10, Features = 3 }],
        ["largest floats"] = [new() { Leaves = LeafKind.Extreme, Trees = 20, Seed = 11 }],
        ["fused 2"] = [new() { Seed = 12 }, new() { Seed = 13, Leaves = LeafKind.HugeAndSmall }],
        ["fused 3"] = [new() { Seed = 14, CategoricalPercent = 20 }, new() { Seed = 15, Outputs = 2 }, new() { Seed = 16, CategoricalPercent = 50 }],
        ["fused 4"] = [new() { Seed = 17 }, new() { Seed = 18, IsLinearBooster = true, Outputs = 2 }, new() { Seed = 19, Form = TreeForm.Complete, Size = 0 }, new() { Seed = 20 }],
        ["gblinear"] = [new() { IsLinearBooster = true, Features = 30, Outputs = 2 }],
        ["LightGBM, missing none"] = [Lgb with { Missing = MissingRule.None, Trees = 30, Cuts = CutKind.Special, Seed = 21 }],
        ["LightGBM, missing zero"] = [Lgb with { Missing = MissingRule.Zero, Trees = 30, Cuts = CutKind.Special, Seed = 22 }],
        ["LightGBM, missing NaN"] = [Lgb with { Missing = MissingRule.NaN, Trees = 30, Cuts = CutKind.Special, Seed = 23 }],
        ["LightGBM, all rules"] = [Lgb with { Trees = 60, Features = 30, CutsPerFeature = 90, Seed = 24 }],
        ["LightGBM, band"] = [Lgb with { Cuts = CutKind.Band, Trees = 40, CutsPerFeature = 12, Seed = 25 }],
        ["LightGBM, band and missing zero"] = [Lgb with { Cuts = CutKind.Band, Missing = MissingRule.Zero, Trees = 40, CutsPerFeature = 12, Seed = 26 }],
        ["LightGBM, some infinite cuts"] = [Lgb with { Cuts = CutKind.SomeInfinite, Features = 11, Trees = 30, CutsPerFeature = 25, Form = TreeForm.LeafWise, Size = 60 }],
        ["LightGBM, dense cuts"] = [Lgb with { Cuts = CutKind.Dense, Form = TreeForm.Complete, Size = 6, CutsPerFeature = 300, Features = 3 }],
        ["LightGBM, thousands of cuts"] = [Lgb with { Features = 2, Form = TreeForm.LeafWise, Size = 300, Trees = 14, CutsPerFeature = 3000 }],
        ["LightGBM, 63 leaves"] = [Lgb with { Form = TreeForm.LeafWise, Size = 63, Trees = 33, Features = 32, CutsPerFeature = 254, Missing = MissingRule.NaN, MissingGoesRight = true }],
        ["LightGBM, 600 features"] = [Lgb with { Features = 600, Trees = 30, CutsPerFeature = 10 }],
        ["LightGBM, categories"] = [Lgb with { CategoricalPercent = 50, Trees = 40, Seed = 27, Outputs = 2 }],
        ["LightGBM, largest doubles"] = [Lgb with { Leaves = LeafKind.Extreme, Trees = 20, Seed = 28 }],
        ["LightGBM, ties"] = [Lgb with { Leaves = LeafKind.Ties, Trees = 50, Seed = 29 }],
        ["LightGBM, widest leaves"] = [Lgb with { Leaves = LeafKind.Widest, Form = TreeForm.Complete, Size = 4, Trees = 70, Seed = 34 }, Lgb with { Leaves = LeafKind.Widest, Trees = 70, Seed = 35 }],
        ["LightGBM, linear leaves"] = [Lgb with { HasLinearLeaves = true, Trees = 20, Seed = 30 }],
        ["LightGBM, fused with linear leaves"] = [Lgb with { Seed = 31, Outputs = 2 }, Lgb with { HasLinearLeaves = true, Outputs = 3, Seed = 32 }, Lgb with { Seed = 33, CategoricalPercent = 30 }],
    };

    private static readonly ConcurrentDictionary<string, Lazy<ForestCase>> Made = new(StringComparer.Ordinal);

    /// <summary>Random models.</summary>
    public static string[] RandomNames { get; } = [.. Recipes.Keys];

    /// <summary>Models that a library wrote.</summary>
    public static string[] FixtureNames { get; } = [.. XgboostFixture.All.Select(static name => "xgboost/" + name), .. LightGbmFixture.Names.Select(static name => "lightgbm/" + name)];

    /// <summary>All of them.</summary>
    public static string[] AllNames { get; } = [.. RandomNames, .. FixtureNames];

    public static ForestCase Get(string name) => Made.GetOrAdd(name, static key => new Lazy<ForestCase>(() => Make(key))).Value;

    private static ForestCase Make(string name)
    {
        if (Recipes.TryGetValue(name, out EnsembleRecipe[]? recipes))
        {
            return new ForestCase(name, [.. recipes.Select(RandomEnsembles.Make)]);
        }

        string model = name.Split('/')[1];
        if (name.StartsWith("xgboost/", StringComparison.Ordinal))
        {
            XgboostFixture fixture = XgboostFixture.Load(model);
            return new ForestCase(name, [ModelImporter.Load(fixture.UbjPath)], ForestCase.Widen(fixture.Rows));
        }

        LightGbmFixture lightGbm = LightGbmFixture.Load(model);
        return new ForestCase(name, [ModelImporter.Load(lightGbm.ModelPath)], lightGbm.Rows);
    }
}
