using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Codes rows with the plain coder.</summary>
internal static unsafe class CodeWalk
{
    /// <summary>Codes of one row.</summary>
    public static byte[] Code(CompiledForest forest, ReadOnlySpan<float> row)
    {
        var codes = new byte[forest.View.RowBytes];
        fixed (float* values = row)
        fixed (byte* target = codes)
        {
            PortableCoder.Code(forest.View, RowBlock.Of(values, 1), target);
        }

        return codes;
    }

    /// <summary>Codes of one row of doubles; of a LightGBM forest.</summary>
    public static byte[] Code(CompiledForest forest, ReadOnlySpan<double> row)
    {
        var codes = new byte[forest.View.RowBytes];
        fixed (double* values = row)
        fixed (byte* target = codes)
        {
            PortableCoder.Code(forest.View, RowBlock.Of(values, 1), target);
        }

        return codes;
    }

    /// <summary>The leaf that codes lead to.</summary>
    public static CodedNode Leaf(CodedNode node, byte[] codes)
    {
        while (!node.IsLeaf)
        {
            node = codes[node.Lane] >= node.Code ? node.Right! : node.Left!;
        }

        return node;
    }
}
