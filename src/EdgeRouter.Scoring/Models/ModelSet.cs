using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Models;

/// <summary>The three models of a decision (fill, cost if filled, completion cost if not), which read the same row.</summary>
public sealed class ModelSet
{
    private ModelSet(ModelSetMetadata metadata, ScalarForest fill, ScalarForest cost, ScalarForest completion)
    {
        Metadata = metadata;
        Fill = fill;
        Cost = cost;
        Completion = completion;
        ContentHash = Combine(fill.ContentHash, cost.ContentHash, completion.ContentHash);
    }

    /// <summary>What <c>model.json</c> says.</summary>
    public ModelSetMetadata Metadata { get; }

    /// <summary>Fill probability; its margin is log-odds.</summary>
    public ScalarForest Fill { get; }

    /// <summary>Cost if filled.</summary>
    public ScalarForest Cost { get; }

    /// <summary>Completion cost if not filled.</summary>
    public ScalarForest Completion { get; }

    /// <summary>Features of a row.</summary>
    public int FeatureCount => Fill.FeatureCount;

    /// <summary>Names of the features in row order.</summary>
    public ReadOnlySpan<string> FeatureNames => Fill.FeatureNames;

    /// <summary>Fixed-point scales of the three raw scores.</summary>
    public ScoreScales Scales => new(Fill.ScaleBits, Cost.ScaleBits, Completion.ScaleBits);

    /// <summary>Stable 64-bit hash of the three models' content.</summary>
    public ulong ContentHash { get; }

    /// <summary><see cref="ContentHash"/> as 16 hexadecimal digits: the id that decisions are journaled with.</summary>
    public string ModelId => ContentHash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Loads and checks a folder written by <see cref="ModelSetFolder.Write"/>.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="expectedFeatures">Feature names in the order in which the caller will fill rows.</param>
    /// <exception cref="EdgeRouterException">ER4001 to ER4005: a file cannot be read or is no model; ER4006: other features than expected;
    /// ER4007: bad metadata or a model of the wrong kind; ER4008: a file does not match its hash.</exception>
    public static ModelSet Load(string folder, ReadOnlySpan<string> expectedFeatures)
    {
        ModelSetMetadata metadata = ModelSetFolder.ReadMetadata(folder);
        CheckFeatures(Path.Combine(folder, ModelSetFolder.MetadataFileName), metadata.Description.Features.ToArray(), expectedFeatures);
        return new ModelSet(
            metadata,
            LoadForest(folder, metadata.Models.Fill, LinkKind.Logistic, expectedFeatures),
            LoadForest(folder, metadata.Models.Cost, LinkKind.Identity, expectedFeatures),
            LoadForest(folder, metadata.Models.Completion, LinkKind.Identity, expectedFeatures));
    }

    private static ScalarForest LoadForest(string folder, ModelFile file, LinkKind link, ReadOnlySpan<string> expectedFeatures)
    {
        byte[] content = ModelSetFolder.ReadModel(folder, file);
        string path = Path.Combine(folder, file.File);
        TreeEnsemble ensemble = ModelImporter.Parse(content, path);
        CheckFeatures(path, ensemble.FeatureNames, expectedFeatures);
        if (ensemble.OutputCount != 1)
        {
            throw ModelSetFolder.BadSet(path, $"a model with one output is needed here, this one has {ensemble.OutputCount}");
        }

        return ensemble.Link == link
            ? new ScalarForest(ensemble)
            : throw ModelSetFolder.BadSet(path, $"a model with link {link} is needed here, this one has {ensemble.Link}");
    }

    private static void CheckFeatures(string path, ReadOnlySpan<string> actual, ReadOnlySpan<string> expected)
    {
        int same = actual.CommonPrefixLength(expected);
        if (same == actual.Length && same == expected.Length)
        {
            return;
        }

        string found = same < actual.Length ? ImportContext.Quote(actual[same]) : "nothing";
        string wanted = same < expected.Length ? ImportContext.Quote(expected[same]) : "nothing";
        throw EdgeRouterException.BadInput(
            ScoringErrors.FeatureMismatch,
            $"{path}: feature {same} is {found}, this program computes {wanted} there ({actual.Length} against {expected.Length} features); train again with this version");
    }

    private static ulong Combine(ulong fill, ulong cost, ulong completion)
    {
        Span<byte> bytes = stackalloc byte[3 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, fill);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], cost);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], completion);
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes));
    }
}
