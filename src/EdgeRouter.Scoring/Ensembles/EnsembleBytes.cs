using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>The canonical bytes of an ensemble, little-endian: what its content hash covers and what a forest file carries of it.</summary>
internal sealed class EnsembleBytes
{
    /// <summary>First number of the bytes; raise it if the canonical form or the quantisation ever changes the score that a model gives.</summary>
    public const int Version = 2;

    /// <summary>Bytes of a node.</summary>
    public const int NodeSizeBytes = 32;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    private EnsembleBytes()
    {
    }

    /// <summary>The canonical bytes.</summary>
    /// <param name="ensemble">Any ensemble.</param>
    public static ReadOnlyMemory<byte> Write(TreeEnsemble ensemble)
    {
        var writer = new EnsembleBytes();
        writer.WriteHeader(ensemble);
        writer.WriteInts(ensemble.TreeStarts);
        writer.WriteInts(ensemble.TreeOutputs);
        writer.WriteNodes(ensemble.Nodes);
        writer.WriteSets(ensemble.CategorySets);
        writer.WriteDoubles(ensemble.VectorLeaves);
        writer.WriteLinear(ensemble);
        return writer._bytes.WrittenMemory;
    }

    /// <summary>First 64 bits of SHA-256 over the canonical bytes.</summary>
    /// <param name="ensemble">Fully built apart from its hash.</param>
    public static ulong Hash(TreeEnsemble ensemble)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Write(ensemble).Span, digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    private void WriteHeader(TreeEnsemble ensemble)
    {
        WriteInt(Version);
        WriteInt((int)ensemble.Library);
        WriteInt((int)ensemble.Link);
        WriteInt(ensemble.AverageOver);
        WriteDoubles([ensemble.LinkScale]);
        WriteText(ensemble.Objective);
        WriteDoubles(ensemble.BaseMargins);
        WriteInt(ensemble.FeatureCount);
        foreach (string name in ensemble.FeatureNames)
        {
            WriteText(name);
        }
    }

    private void WriteNodes(ReadOnlySpan<TreeNode> nodes)
    {
        WriteInt(nodes.Length);
        Span<byte> all = _bytes.GetSpan(Math.Max(1, nodes.Length * NodeSizeBytes));
        for (int i = 0; i < nodes.Length; i++)
        {
            TreeNode node = nodes[i];
            Span<byte> bytes = all.Slice(i * NodeSizeBytes, NodeSizeBytes);
            BinaryPrimitives.WriteInt32LittleEndian(bytes, node.Feature);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], node.Left);
            BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], BitConverter.DoubleToInt64Bits(node.Value));
            BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], node.CategorySet);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[20..], ((int)node.Missing << 1) | (node.MissingGoesRight ? 1 : 0));
            BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], node.SourceNode);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], 0);
        }

        _bytes.Advance(nodes.Length * NodeSizeBytes);
    }

    private void WriteSets(ReadOnlySpan<CategorySet> sets)
    {
        WriteInt(sets.Length);
        foreach (CategorySet set in sets)
        {
            WriteInt(set.MembersGoRight ? 1 : 0);
            WriteInt(set.Words.Length);
            foreach (uint word in set.Words)
            {
                WriteInt((int)word);
            }
        }
    }

    private void WriteLinear(TreeEnsemble ensemble)
    {
        WriteInt(ensemble.LinearLeaves.Length);
        foreach (LinearLeaf leaf in ensemble.LinearLeaves)
        {
            WriteDoubles([leaf.Constant]);
            WriteInts(leaf.Features);
            WriteDoubles(leaf.Coefficients);
        }

        WriteSingles(ensemble.Linear is null ? [] : ensemble.Linear.Weights);
        WriteSingles(ensemble.Linear is null ? [] : ensemble.Linear.Bias);
    }

    private void WriteText(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        WriteInt(length);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(Math.Max(1, length)));
        _bytes.Advance(length);
    }

    private void WriteInts(ReadOnlySpan<int> values)
    {
        WriteInt(values.Length);
        foreach (int value in values)
        {
            WriteInt(value);
        }
    }

    private void WriteSingles(ReadOnlySpan<float> values)
    {
        WriteInt(values.Length);
        foreach (float value in values)
        {
            WriteInt(BitConverter.SingleToInt32Bits(value));
        }
    }

    private void WriteDoubles(ReadOnlySpan<double> values)
    {
        WriteInt(values.Length);
        foreach (double value in values)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(double)), BitConverter.DoubleToInt64Bits(value));
            _bytes.Advance(sizeof(double));
        }
    }

    private void WriteInt(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), value);
        _bytes.Advance(sizeof(int));
    }
}
