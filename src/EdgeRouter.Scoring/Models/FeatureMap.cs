using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Models;

/// <summary>Where in a caller's row each feature of a model stands, found by name. A model may read fewer features than the caller has, in
/// another order.</summary>
public sealed class FeatureMap
{
    private readonly int[] _sources;
    private readonly string[] _features;

    private FeatureMap(int[] sources, string[] features)
    {
        _sources = sources;
        _features = features;
    }

    /// <summary>For each feature of the model, its index in the caller's row.</summary>
    public ReadOnlySpan<int> Sources => _sources;

    /// <summary>Whether the model reads the caller's row as it is.</summary>
    public bool IsIdentity => _sources.Length == _features.Length && _sources.AsSpan().SequenceEqual([.. Enumerable.Range(0, _features.Length)]);

    /// <summary>Maps a model's features to a caller's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">The caller's features, in the order in which rows hold them; more than the model reads are allowed.</param>
    /// <param name="modelName">The model's file, for errors.</param>
    /// <exception cref="EdgeRouterException">ER4006: a name of the model is missing from <paramref name="features"/>, or stands in either list
    /// twice; the first such name is given.</exception>
    public static FeatureMap Create(TreeEnsemble model, ReadOnlySpan<string> features, string modelName) => Create(model.FeatureNames, features, modelName);

    /// <summary>Maps names to a caller's features.</summary>
    /// <param name="names">The names.</param>
    /// <param name="features">The caller's features.</param>
    /// <param name="modelName">The file that has the names, for errors.</param>
    /// <exception cref="EdgeRouterException">ER4006: as above.</exception>
    internal static FeatureMap Create(ReadOnlySpan<string> names, ReadOnlySpan<string> features, string modelName)
    {
        Dictionary<string, int> places = PlacesOf(features);
        var sources = new int[names.Length];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int f = 0; f < sources.Length; f++)
        {
            string name = names[f];
            if (!places.TryGetValue(name, out int place))
            {
                throw Mismatch(modelName, $"feature {f}, {ImportContext.Quote(name)}, is not among the {features.Length} features that this program computes{FirstUnread(names, features)}; train again with this version");
            }

            if (place < 0 || !taken.Add(name))
            {
                throw Mismatch(modelName, $"feature {f}, {ImportContext.Quote(name)}, is ambiguous: {(place < 0 ? "two features given" : "two features of the model")} have this name");
            }

            sources[f] = place;
        }

        return new FeatureMap(sources, features.ToArray());
    }

    /// <summary>The same model reading the caller's rows: names, splits and linear terms moved to the caller's places.</summary>
    /// <param name="model">The model that the map was made for.</param>
    public TreeEnsemble Apply(TreeEnsemble model) => IsIdentity ? model : new TreeEnsemble(new EnsembleContent
    {
        Library = model.Library,
        Objective = model.Objective,
        FeatureNames = _features,
        BaseMargins = model.BaseMargins.ToArray(),
        Link = model.Link,
        LinkScale = model.LinkScale,
        AverageOver = model.AverageOver,
        TreeStarts = model.TreeStarts.ToArray(),
        TreeOutputs = model.TreeOutputs.ToArray(),
        Nodes = Array.ConvertAll(model.Nodes.ToArray(), Move),
        CategorySets = model.CategorySets.ToArray(),
        VectorLeaves = model.VectorLeaves.ToArray(),
        LinearLeaves = Array.ConvertAll(model.LinearLeaves.ToArray(), Move),
        Linear = model.Linear is null ? null : Move(model.Linear),
    });

    private TreeNode Move(TreeNode node) => node.IsLeaf ? node : node.Reading(_sources[node.Feature]);

    private LinearLeaf Move(LinearLeaf leaf) =>
        new(leaf.Constant, Array.ConvertAll(leaf.Features.ToArray(), f => _sources[f]), leaf.Coefficients.ToArray());

    private LinearBooster Move(LinearBooster booster)
    {
        int outputs = booster.Bias.Length;
        var weights = new float[_features.Length * outputs];
        for (int f = 0; f < _sources.Length; f++)
        {
            booster.Weights.Slice(f * outputs, outputs).CopyTo(weights.AsSpan(_sources[f] * outputs));
        }

        return new LinearBooster(weights, booster.Bias.ToArray());
    }

    // A feature that was renamed shows on both sides.
    private static string FirstUnread(ReadOnlySpan<string> names, ReadOnlySpan<string> features)
    {
        foreach (string feature in features)
        {
            if (!names.Contains(feature))
            {
                return $" (one that it does not read is {ImportContext.Quote(feature)})";
            }
        }

        return string.Empty;
    }

    // −1 where a name stands twice.
    private static Dictionary<string, int> PlacesOf(ReadOnlySpan<string> features)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < features.Length; i++)
        {
            if (!places.TryAdd(features[i], i))
            {
                places[features[i]] = -1;
            }
        }

        return places;
    }

    private static EdgeRouterException Mismatch(string modelName, string what) => EdgeRouterException.BadInput(ScoringErrors.FeatureMismatch, $"{modelName}: {what}");
}
