using System.Globalization;
using EdgeRouter.Core.Numerics;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Compiled;

/// <summary>One or more models compiled into an immutable, position-independent block of memory that every evaluator reads. Many threads may
/// use it at once, each with a scorer of its own.</summary>
public sealed class CompiledForest
{
    private readonly TreeEnsemble[] _models;
    private readonly ForestOutput[] _outputs;

    internal CompiledForest(ForestImage image, TreeEnsemble[] models)
    {
        Image = image;
        _models = models;
        View = new ForestView(image);
        _outputs = new ForestOutput[View.Outputs.Length];
        for (int i = 0; i < _outputs.Length; i++)
        {
            OutputRecord record = View.Outputs.Span[i];
            _outputs[i] = new ForestOutput(record.Model, record.OutputOfModel, record.ScaleBits, record.ErrorBound, record.ErrorBound + record.LibraryErrorBound);
        }
    }

    /// <summary>The models in canonical form, in the order in which they were compiled.</summary>
    public ReadOnlySpan<TreeEnsemble> Models => _models;

    /// <summary>What a row is scored to: the outputs of the first model, then those of the second, and so on.</summary>
    public ReadOnlySpan<ForestOutput> Outputs => _outputs;

    /// <summary>Features of a row.</summary>
    public int FeatureCount => _models[0].FeatureCount;

    /// <summary>Names of the features in row order.</summary>
    public ReadOnlySpan<string> FeatureNames => _models[0].FeatureNames;

    /// <summary>Bytes that a row is coded to before trees are walked.</summary>
    public int LaneCount => View.LaneCount;

    /// <summary>Bytes of the whole forest.</summary>
    public long SizeBytes => Image.SizeBytes;

    /// <summary>64-bit hash of the models' content, in their order.</summary>
    public ulong ContentHash => Image.Header.ContentHash;

    /// <summary><see cref="ContentHash"/> as 16 hexadecimal digits.</summary>
    public string ForestId => ContentHash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>How the trees are laid out.</summary>
    public ForestShape Shape => View.Shape;

    /// <summary>The block of memory.</summary>
    internal ForestImage Image { get; }

    /// <summary>Its tables.</summary>
    internal ForestView View { get; }

    /// <summary>Compiles the models again, and says whether this gives the same bytes: so of a forest file, whether its tables are those of its models.</summary>
    public bool IsReproducible()
    {
        CompiledForest again = ForestCompiler.Compile(_models);
        bool isSame = again.Image.Bytes.SequenceEqual(Image.Bytes);
        GC.KeepAlive(again);
        return isSame;
    }

    /// <summary>Exact value of a raw score, in margin units.</summary>
    /// <param name="output">Index in <see cref="Outputs"/>.</param>
    /// <param name="raw">From a scorer.</param>
    public double ToMargin(int output, long raw) => raw * DeterministicMath.PowerOfTwo(-_outputs[output].ScaleBits);
}
