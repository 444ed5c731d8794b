using System.Runtime.InteropServices;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Scoring.Evaluation;

/// <summary>A row that later ones are compared with.</summary>
internal sealed class ReuseRow
{
    private readonly float[] _features;
    private readonly byte[] _codes;

    private ReuseRow(float[] features, byte[] codes)
    {
        _features = features;
        _codes = codes;
    }

    /// <summary>Code of each lane.</summary>
    public ReadOnlySpan<byte> Codes => _codes;

    /// <summary>Copies and codes a row.</summary>
    /// <param name="view">The forest.</param>
    /// <param name="features">As many as the forest has.</param>
    public static unsafe ReuseRow Of(ForestView view, ReadOnlySpan<float> features)
    {
        byte[] codes = new byte[view.RowBytes];

        // SAFETY: the caller gives a feature for each column of the forest, and a row's codes are RowBytes long.
        fixed (float* row = features)
        fixed (byte* target = codes)
        {
            PortableCoder.CodeRow(view, row, target);
        }

        return new ReuseRow(features.ToArray(), codes[..view.LaneCount]);
    }

    /// <summary>Whether all features have the same bits: missing ones, too.</summary>
    /// <param name="other">Of the same forest.</param>
    public bool HasFeaturesOf(ReuseRow other) => MemoryMarshal.AsBytes(_features.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(other._features.AsSpan()));
}
