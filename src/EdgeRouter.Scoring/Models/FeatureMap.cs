using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Models;

/// <summary>Where in a caller's row each feature of a model stands, found by name.</summary>
/// <remarks>A model that was trained without names (its own are <c>f0</c>, <c>f1</c>, … or <c>Column_0</c>, <c>Column_1</c>, …) is taken by
/// position if the caller has as many features and not all of those names.</remarks>
public sealed class FeatureMap
{
    private readonly int[] _sources;

    private FeatureMap(int[] sources, int sourceCount)
    {
        _sources = sources;
        SourceCount = sourceCount;
    }

    /// <summary>For each feature of the model, its index in the caller's row.</summary>
    public ReadOnlySpan<int> Sources => _sources;

    /// <summary>Features of the caller's row.</summary>
    public int SourceCount { get; }

    /// <summary>Whether the model reads the caller's row as it is.</summary>
    public bool IsIdentity => _sources.Length == SourceCount && _sources.AsSpan().SequenceEqual([.. Enumerable.Range(0, SourceCount)]);

    /// <summary>Maps a model's features to a caller's.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">The caller's features, in the order in which rows hold them; more than the model reads are allowed.</param>
    /// <param name="modelName">The model's file, for errors.</param>
    /// <exception cref="EdgeRouterException">ER4006: a name of the model is missing from <paramref name="features"/>, or stands in either list
    /// twice; the first such name is given.</exception>
    public static FeatureMap Create(TreeEnsemble model, ReadOnlySpan<string> features, string modelName)
    {
        Dictionary<string, int> places = PlacesOf(features);
        var sources = new int[model.FeatureCount];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (int f = 0; f < sources.Length; f++)
        {
            string name = model.FeatureNames[f];
            if (!places.TryGetValue(name, out int place))
            {
                return sources.Length == features.Length && HasDefaultNames(model)
                    ? new FeatureMap([.. Enumerable.Range(0, sources.Length)], features.Length)
                    : throw Mismatch(modelName, $"feature {f}, {ImportContext.Quote(name)}, is not among the {features.Length} features given; give it, or train without it");
            }

            if (place < 0 || !taken.Add(name))
            {
                throw Mismatch(modelName, $"feature {f}, {ImportContext.Quote(name)}, is ambiguous: {(place < 0 ? "two features given" : "two features of the model")} have this name");
            }

            sources[f] = place;
        }

        return new FeatureMap(sources, features.Length);
    }

    /// <summary>Copies what the model reads out of a caller's row.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="row">The caller's row, <see cref="SourceCount"/> values.</param>
    /// <param name="modelRow">Out: at least as long as <see cref="Sources"/>.</param>
    public void Gather<T>(ReadOnlySpan<T> row, Span<T> modelRow)
    {
        for (int f = 0; f < _sources.Length; f++)
        {
            modelRow[f] = row[_sources[f]];
        }
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

    private static bool HasDefaultNames(TreeEnsemble model)
    {
        string prefix = model.Library == ModelLibrary.Xgboost ? "f" : "Column_";
        for (int f = 0; f < model.FeatureCount; f++)
        {
            if (model.FeatureNames[f] != string.Create(CultureInfo.InvariantCulture, $"{prefix}{f}"))
            {
                return false;
            }
        }

        return true;
    }

    private static EdgeRouterException Mismatch(string modelName, string what) => EdgeRouterException.BadInput(ScoringErrors.FeatureMismatch, $"{modelName}: {what}");
}
