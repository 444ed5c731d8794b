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
    /// <param name="expectedFeatures">Feature names in the order in which the caller will fill rows; a model may read some of them, in any order.</param>
    /// <exception cref="EdgeRouterException">ER4001 to ER4005: a file cannot be read or is no model; ER4006: a model reads a feature that is not expected;
    /// ER4007: bad metadata or a model of the wrong kind; ER4008: a file does not match its hash.</exception>
    public static ModelSet Load(string folder, ReadOnlySpan<string> expectedFeatures)
    {
        ModelSetMetadata metadata = ModelSetFolder.ReadMetadata(folder);
        FeatureMap.Create(metadata.Description.Features.ToArray(), expectedFeatures, Path.Combine(folder, ModelSetFolder.MetadataFileName));
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
        if (ensemble.Link != link || ensemble.OutputCount != 1)
        {
            throw ModelSetFolder.BadSet(path, $"a model of one output with link {link} is needed here, this one has {ensemble.OutputCount} with {ensemble.Link}");
        }

        return FeatureMap.Create(ensemble, expectedFeatures, path).Apply(ensemble);
    }
}
