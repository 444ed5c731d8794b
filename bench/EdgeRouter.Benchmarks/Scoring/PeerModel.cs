using System.Globalization;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Learning.Xgboost;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>A model that libxgboost trained on seeded rows. Training takes up to a minute, so models are kept under artifacts/bench/models.</summary>
public static class PeerModel
{
    /// <summary>Features of a row.</summary>
    public const int FeatureCount = 32;

    private const int TrainingRowCount = 16_384;
    private const ulong Seed = 20;

    /// <summary>The model's UBJSON file.</summary>
    /// <param name="root">The repository.</param>
    /// <param name="depth">Levels of a tree.</param>
    /// <param name="rounds">Trees.</param>
    public static byte[] Load(string root, int depth, int rounds)
    {
        string folder = Path.Combine(root, "artifacts", "bench", "models");
        string name = string.Create(CultureInfo.InvariantCulture, $"peer-{XgboostLibrary.Version.Replace(' ', '-')}-depth{depth}-trees{rounds}-v1.ubj");
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(folder);
            string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.part");
            File.WriteAllBytes(temporary, Train(depth, rounds));
            File.Move(temporary, path, overwrite: true);
        }

        return File.ReadAllBytes(path);
    }

    private static byte[] Train(int depth, int rounds)
    {
        var rows = new ScoringRows(FeatureCount, Seed, rowCount: TrainingRowCount);
        using var dataset = new XgboostDataset([.. Enumerable.Range(0, FeatureCount).Select(f => $"x{f}")], rows.All, Labels(rows));
        using XgboostModel model = XgboostTrainer.Train(dataset, new XgboostTrainingOptions
        {
            Parameters = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["objective"] = "reg:squarederror",
                ["tree_method"] = "hist",
                ["max_bin"] = "256",
                ["max_depth"] = depth.ToString(CultureInfo.InvariantCulture),
                ["eta"] = "0.05",
                ["colsample_bytree"] = "0.5",
            },
            RoundCount = rounds,
            Seed = (long)Seed,
        });
        return model.ToUbj();
    }

    // Products of features, so that trees have to go deep, and noise, so that they never run out of splits.
    private static float[] Labels(ScoringRows rows)
    {
        var random = new DeterministicRandom(Seed, 4);
        var labels = new float[rows.Count];
        for (int r = 0; r < labels.Length; r++)
        {
            ReadOnlySpan<float> row = rows.Batch(r, 1);
            double label = random.NextGaussian();
            for (int f = 0; f + 1 < row.Length; f++)
            {
                double product = row[f] * row[f + 1];
                label += double.IsNaN(product) ? 0.3 : product / (f + 1);
            }

            labels[r] = (float)label;
        }

        return labels;
    }
}
