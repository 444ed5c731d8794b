using System.Runtime.InteropServices;
using System.Text.Json;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>One model that LightGBM 4.6 wrote, with rows and with what LightGBM itself answered for them.</summary>
internal sealed class LightGbmFixture
{
    public static readonly string[] Names =
        ["reg_dense", "reg_zero_as_missing", "bin_nan", "bin_cat", "multiclass3", "dart", "rf", "early_stop", "linear_tree"];

    private LightGbmFixture(string folder, JsonElement entry)
    {
        Folder = folder;
        RowCount = entry.GetProperty("rows").GetInt32();
        FeatureCount = entry.GetProperty("features").GetInt32();
        OutputCount = entry.GetProperty("outputs").GetInt32();
        TreeCount = entry.GetProperty("leaf_cols").GetInt32();
        Rows = Read<double>("X.f64");
        Raw = Read<double>("raw.f64");
        Predictions = Read<double>("pred.f64");
        Leaves = Read<int>("leaf.i32");
    }

    public string Folder { get; }

    public int RowCount { get; }

    public int FeatureCount { get; }

    public int OutputCount { get; }

    public int TreeCount { get; }

    public double[] Rows { get; }

    public double[] Raw { get; }

    public double[] Predictions { get; }

    public int[] Leaves { get; }

    public string ModelPath => Path.Combine(Folder, "model.txt");

    public static LightGbmFixture Load(string name)
    {
        string folder = SharedData.Folder("models/lightgbm");
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        JsonElement entry = manifest.RootElement.EnumerateArray().Single(e => e.GetProperty("name").GetString() == name);
        return new LightGbmFixture(Path.Combine(folder, name), entry);
    }

    public ReadOnlySpan<double> Row(int index) => Rows.AsSpan(index * FeatureCount, FeatureCount);

    public ReadOnlySpan<double> RawOf(int index) => Raw.AsSpan(index * OutputCount, OutputCount);

    public ReadOnlySpan<double> PredictionsOf(int index) => Predictions.AsSpan(index * OutputCount, OutputCount);

    public ReadOnlySpan<int> LeavesOf(int index) => Leaves.AsSpan(index * TreeCount, TreeCount);

    private T[] Read<T>(string file)
        where T : struct => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(Folder, file))).ToArray();
}
