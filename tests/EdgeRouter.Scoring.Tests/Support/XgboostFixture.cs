using System.Runtime.InteropServices;
using System.Text.Json;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>One model that XGBoost 1.7.4 wrote, with rows and with what XGBoost itself answered for them.</summary>
internal sealed class XgboostFixture
{
    public static readonly string[] Numeric = ["reg", "reg_depth8_hist", "reg_missing_m1", "binary", "poisson", "rf", "early_stop"];

    public static readonly string[] All = [.. Numeric, "dart", "softprob3", "cat_onehot"];

    private XgboostFixture(string folder, JsonElement entry)
    {
        Folder = folder;
        RowCount = entry.GetProperty("rows").GetInt32();
        FeatureCount = entry.GetProperty("features").GetInt32();
        OutputCount = entry.GetProperty("outputs").GetInt32();
        ColumnCount = entry.GetProperty("pred_cols").GetInt32();
        TreeCount = entry.GetProperty("leaf_cols").GetInt32();
        Rows = Read<float>("X.f32");
        Raw = Read<float>("raw.f32");
        Predictions = Read<float>("pred.f32");
        Leaves = Read<int>("leaf.i32");
        JsonElement missing = entry.GetProperty("missing");
        if (missing.ValueKind == JsonValueKind.Number)
        {
            Rows.AsSpan().Replace(missing.GetSingle(), float.NaN);
        }
    }

    public string Folder { get; }

    public int RowCount { get; }

    public int FeatureCount { get; }

    public int OutputCount { get; }

    public int ColumnCount { get; }

    public int TreeCount { get; }

    public float[] Rows { get; }

    public float[] Raw { get; }

    public float[] Predictions { get; }

    public int[] Leaves { get; }

    public string JsonPath => Path.Combine(Folder, "model.json");

    public string UbjPath => Path.Combine(Folder, "model.ubj");

    public static XgboostFixture Load(string name)
    {
        string folder = SharedData.Folder("models/xgboost-1.7");
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "manifest.json")));
        JsonElement entry = manifest.RootElement.EnumerateArray().Single(e => e.GetProperty("name").GetString() == name);
        return new XgboostFixture(Path.Combine(folder, name), entry);
    }

    public ReadOnlySpan<float> Row(int index) => Rows.AsSpan(index * FeatureCount, FeatureCount);

    private T[] Read<T>(string file)
        where T : struct => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(Folder, file))).ToArray();
}
