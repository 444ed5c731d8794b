using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>The stable content hash of an ensemble: the first 64 bits of SHA-256 over its canonical bytes.</summary>
internal static class EnsembleHash
{
    /// <summary>Part of the hashed bytes; raise it if canonical form or quantisation ever changes the score that a model gives.</summary>
    private const int CanonicalVersion = 1;

    private const int NodeSizeBytes = 16;

    /// <summary>Hashes an ensemble.</summary>
    /// <param name="ensemble">Fully built apart from its hash.</param>
    public static ulong Compute(TreeEnsemble ensemble)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AppendHeader(hash, ensemble);
        Span<byte> bytes = stackalloc byte[NodeSizeBytes];
        foreach (TreeNode node in ensemble.Nodes)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, node.Feature);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], BitConverter.SingleToInt32Bits(node.Value));
            BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], node.Left);
            BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], node.MissingGoesRight ? 1 : 0);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    private static void AppendHeader(IncrementalHash hash, TreeEnsemble ensemble)
    {
        AppendInt32(hash, CanonicalVersion);
        AppendInt32(hash, (int)ensemble.Link);
        AppendInt32(hash, BitConverter.SingleToInt32Bits(ensemble.BaseMargin));
        AppendInt32(hash, ensemble.FeatureCount);
        foreach (string name in ensemble.FeatureNames)
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(name);
            AppendInt32(hash, utf8.Length);
            hash.AppendData(utf8);
        }

        AppendInt32(hash, ensemble.TreeCount);
        foreach (int start in ensemble.TreeStarts)
        {
            AppendInt32(hash, start);
        }
    }

    private static void AppendInt32(IncrementalHash hash, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
