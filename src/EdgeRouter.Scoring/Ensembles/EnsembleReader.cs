using System.Buffers.Binary;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>Reads an ensemble back from its canonical bytes (<see cref="EnsembleBytes"/>) and checks it as an importer would: whatever the
/// bytes, either a sound ensemble with exactly these bytes or an error.</summary>
internal static class EnsembleReader
{
    /// <summary>Reads an ensemble.</summary>
    /// <param name="bytes">Untrusted.</param>
    /// <param name="fault">Makes the errors; its place is the model.</param>
    public static TreeEnsemble Read(ReadOnlySpan<byte> bytes, ForestFault fault)
    {
        var cursor = new EnsembleCursor(bytes, fault);
        fault.Check(cursor.ReadInt() == EnsembleBytes.Version, "its canonical form has another version");
        EnsembleContent content = ReadContent(ref cursor, fault);
        fault.Check(cursor.IsAtEnd, "bytes follow its end");
        EnsembleRules.Check(content, fault);
        var ensemble = new TreeEnsemble(content);

        // One way to write every ensemble: no bit of the file is without meaning.
        fault.Check(EnsembleBytes.Write(ensemble).Span.SequenceEqual(bytes), "it is not in canonical form");
        return ensemble;
    }

    private static EnsembleContent ReadContent(ref EnsembleCursor cursor, ForestFault fault)
    {
        var library = (ModelLibrary)cursor.ReadInt();
        var link = (LinkKind)cursor.ReadInt();
        int averageOver = cursor.ReadInt();
        double[] linkScale = cursor.ReadDoubles();
        fault.Check(linkScale.Length == 1, "it has not one scale of the link");
        string objective = cursor.ReadText();
        double[] baseMargins = cursor.ReadDoubles();
        var names = new string[cursor.ReadCount(sizeof(int))];
        for (int f = 0; f < names.Length; f++)
        {
            names[f] = cursor.ReadText();
        }

        return new EnsembleContent
        {
            Library = library,
            Link = link,
            AverageOver = averageOver,
            LinkScale = linkScale[0],
            Objective = objective,
            BaseMargins = baseMargins,
            FeatureNames = names,
            TreeStarts = cursor.ReadInts(),
            TreeOutputs = cursor.ReadInts(),
            Nodes = ReadNodes(ref cursor, fault),
            CategorySets = ReadSets(ref cursor, fault),
            VectorLeaves = cursor.ReadDoubles(),
            LinearLeaves = ReadLinearLeaves(ref cursor, fault),
            Linear = ReadLinear(ref cursor),
        };
    }

    // Bits that a factory method does not take (a threshold beside a set, say) are found by writing the ensemble again.
    private static TreeNode[] ReadNodes(ref EnsembleCursor cursor, ForestFault fault)
    {
        var nodes = new TreeNode[cursor.ReadCount(EnsembleBytes.NodeSizeBytes)];
        ReadOnlySpan<byte> all = cursor.Take(nodes.Length, EnsembleBytes.NodeSizeBytes);
        for (int i = 0; i < nodes.Length; i++)
        {
            ReadOnlySpan<byte> bytes = all.Slice(i * EnsembleBytes.NodeSizeBytes, EnsembleBytes.NodeSizeBytes);
            int feature = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            int left = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
            double value = BitConverter.Int64BitsToDouble(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));
            int set = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
            int missing = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
            int source = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]);
            bool goesRight = (missing & 1) != 0;
            fault.Check(missing is >= 0 and <= 5, $"node {i} has no missing rule");
            nodes[i] = feature == TreeNode.Leaf ? TreeNode.LeafNode(value, source, left)
                : set == TreeNode.NoSet ? TreeNode.NumericSplit(feature, value, left, (MissingRule)(missing >> 1), goesRight, source)
                : TreeNode.CategoricalSplit(feature, set, left, goesRight, source);
        }

        return nodes;
    }

    private static CategorySet[] ReadSets(ref EnsembleCursor cursor, ForestFault fault)
    {
        var sets = new CategorySet[cursor.ReadCount(2 * sizeof(int))];
        long words = 0;
        for (int s = 0; s < sets.Length; s++)
        {
            bool membersGoRight = cursor.ReadInt() != 0;
            uint[] bits = [.. cursor.ReadInts().Select(static word => (uint)word)];
            words += bits.Length;
            sets[s] = new CategorySet(bits, membersGoRight);
        }

        fault.Check(words * sizeof(uint) <= ImportLimits.MaxCategorySetBytes, "its category sets are too large");
        return sets;
    }

    private static LinearLeaf[] ReadLinearLeaves(ref EnsembleCursor cursor, ForestFault fault)
    {
        const int FewestBytes = (3 * sizeof(int)) + sizeof(double);
        var leaves = new LinearLeaf[cursor.ReadCount(FewestBytes)];
        for (int i = 0; i < leaves.Length; i++)
        {
            double[] constant = cursor.ReadDoubles();
            fault.Check(constant.Length == 1, $"linear leaf {i} has not one constant");
            leaves[i] = new LinearLeaf(constant[0], cursor.ReadInts(), cursor.ReadDoubles());
        }

        return leaves;
    }

    private static LinearBooster? ReadLinear(ref EnsembleCursor cursor)
    {
        float[] weights = cursor.ReadSingles();
        float[] bias = cursor.ReadSingles();
        return weights.Length + bias.Length > 0 ? new LinearBooster(weights, bias) : null;
    }
}
