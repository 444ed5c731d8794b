using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Models;

/// <summary>The three models of a decision (fill, cost if filled, completion cost if not), which read the same row.</summary>
public sealed class ModelSet
{
    /// <summary>Models of a set: fill, cost, completion, in this order.</summary>
    public const int ModelCount = 3;

    private ModelSet(ModelSetMetadata metadata, CompiledForest forest)
    {
        Metadata = metadata;
        Forest = forest;
    }

    /// <summary>What <c>model.json</c> says.</summary>
    public ModelSetMetadata Metadata { get; }

    /// <summary>The three models in one forest: output 0 is the fill probability's margin (log-odds), 1 the cost if filled, 2 the completion cost.</summary>
    public CompiledForest Forest { get; }

    /// <summary>Features of a row.</summary>
    public int FeatureCount => Forest.FeatureCount;

    /// <summary>Names of the features in row order.</summary>
    public ReadOnlySpan<string> FeatureNames => Forest.FeatureNames;

    /// <summary>Fixed-point scales of the three raw scores.</summary>
    public ScoreScales Scales => new(Forest.Outputs[0].ScaleBits, Forest.Outputs[1].ScaleBits, Forest.Outputs[2].ScaleBits);

    /// <summary>Stable 64-bit hash of the three models' content.</summary>
    public ulong ContentHash => Forest.ContentHash;

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
        return new ModelSet(metadata, ForestCompiler.Compile(
            LoadModel(folder, metadata.Models.Fill, LinkKind.Logistic, expectedFeatures),
            LoadModel(folder, metadata.Models.Cost, LinkKind.Identity, expectedFeatures),
            LoadModel(folder, metadata.Models.Completion, LinkKind.Identity, expectedFeatures)));
    }

    private static TreeEnsemble LoadModel(string folder, ModelFile file, LinkKind link, ReadOnlySpan<string> expectedFeatures)
    {
        byte[] content = ModelSetFolder.ReadModel(folder, file);
        string path = Path.Combine(folder, file.File);
        TreeEnsemble ensemble = ModelImporter.Parse(content, path);
        CheckFeatures(path, ensemble.FeatureNames, expectedFeatures);
        if (ensemble.Link != link || ensemble.OutputCount != 1)
        {
            throw ModelSetFolder.BadSet(path, $"a model of one output with link {link} is needed here, this one has {ensemble.OutputCount} with {ensemble.Link}");
        }

        return ensemble;
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
}
