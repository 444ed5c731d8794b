using EdgeRouter.Learning.Xgboost;

namespace EdgeRouter.Learning.Tests.Xgboost;

/// <summary>Seeded rows with missing values whose label depends on the first two features.</summary>
internal sealed class SyntheticData
{
    public static readonly string[] Names = ["size", "spread", "imbalance", "noise", "preis_€"];
    private ulong _state;

    public SyntheticData(ulong seed, int rowCount, bool binary)
    {
        _state = seed;
        Rows = new float[rowCount * Names.Length];
        Labels = new float[rowCount];
        for (int i = 0; i < Rows.Length; i++)
        {
            Rows[i] = Unit() < 0.1f ? float.NaN : (Unit() * 4f) - 2f;
        }

        for (int r = 0; r < rowCount; r++)
        {
            float x = Rows[r * Names.Length];
            float y = Rows[(r * Names.Length) + 1];
            float value = (float.IsNaN(x) ? 0.7f : x) - (float.IsNaN(y) ? 0f : y * y) + Unit();
            Labels[r] = binary ? (value > 0f ? 1f : 0f) : value;
        }
    }

    public float[] Rows { get; }

    public float[] Labels { get; }

    public XgboostDataset ToDataset(float[]? weights = null) => new(Names, Rows, Labels, weights);

    public ReadOnlySpan<float> Row(int index) => Rows.AsSpan(index * Names.Length, Names.Length);

    private float Unit()
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return ((z ^ (z >> 31)) >> 40) / 16777216f;
    }
}
