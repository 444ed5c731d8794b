using System.Buffers.Binary;
using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Learning.Datasets;

/// <summary>Builds training examples from the store: one a child order, with the exact features that its decision saw.</summary>
public static class TrainingSetLoader
{
    private const string Children =
        StoredFacts.ChildColumns + ", coalesce(d.slate_probability, 1), d.explored, d.row_count, d.feature_count, d.rows, d.features "
        + StoredFacts.ChildTables;

    /// <summary>Loads the examples of some runs.</summary>
    /// <param name="store">The store.</param>
    /// <param name="featureNames">Columns that the models will have.</param>
    /// <param name="runIds">Which runs; empty = all.</param>
    /// <param name="options">Price of what was never executed.</param>
    /// <exception cref="EdgeRouterException">ER7010: no example in the runs; ER7011: no such run.</exception>
    public static TrainingSet Load(FeedbackStore store, IReadOnlyList<string> featureNames, IReadOnlyCollection<string> runIds, TcaOptions options)
    {
        var set = new TrainingSet(featureNames);
        foreach (StoredSession session in StoredFacts.Sessions(store, runIds))
        {
            AddSession(store, session.SessionId, set, options);
        }

        return set.Rows.Count > 0
            ? set
            : throw EdgeRouterException.BadInput("ER7010", string.Create(
                CultureInfo.InvariantCulture,
                $"the store has no child order to learn from ({set.SkippedChildCount} with other features than this program's); route a training day first: 'edgerouter replay --policy static --explore 0.2 --store FILE'"));
    }

    private static void AddSession(FeedbackStore store, long sessionId, TrainingSet set, TcaOptions options)
    {
        Dictionary<long, ParentFacts> parents = StoredFacts.Parents(store, sessionId);
        bool hasFeatures = store.FeatureNames(sessionId).SequenceEqual(set.FeatureNames, StringComparer.Ordinal);
        var family = new List<ChildFacts>();
        using SqliteStatement s = store.Database.Prepare(Children);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            if (family.Count > 0 && family[0].ParentId != s.GetLong(0))
            {
                AddFamily(family, parents, set, options);
                family.Clear();
            }

            family.Add(Read(s, hasFeatures ? set.FeatureNames.Count : 0));
        }

        AddFamily(family, parents, set, options);
    }

    private static void AddFamily(List<ChildFacts> family, Dictionary<long, ParentFacts> parents, TrainingSet set, TcaOptions options)
    {
        if (family.Count == 0 || !parents.TryGetValue(family[0].ParentId, out ParentFacts parent))
        {
            return;
        }

        foreach (ChildFacts child in family)
        {
            // It is no example, but what it filled counts in the completion cost of its siblings.
            if (child.Features.Length == 0)
            {
                set.SkippedChildCount++;
                continue;
            }

            set.Add(
                new TrainingRow
                {
                    TimeNs = child.TimeNs,
                    FillShare = Math.Clamp(child.FilledQuantity / (double)child.Quantity, 0, 1),
                    CostBps = RowLabels.CostBps(child, parent.Sign),
                    CompletionBps = RowLabels.CompletionBps(family, child, parent, options),
                    SlateProbability = child.SlateProbability,
                    Explored = child.Explored,
                },
                child.Features);
        }
    }

    private static ChildFacts Read(SqliteStatement s, int featureCount) => StoredFacts.ReadChild(s) with
    {
        SlateProbability = s.GetDouble(10),
        Explored = s.GetLong(11) != 0,
        Features = ReadFeatures(s, featureCount),
    };

    // Empty where the decision had other columns, did not journal them, had no such row or no midpoint to measure costs against.
    private static float[] ReadFeatures(SqliteStatement s, int featureCount)
    {
        int row = StoredFacts.FindRow(s.GetBlob(14), (int)s.GetLong(12), (byte)s.GetLong(2), (RouteAction)s.GetLong(3));
        ReadOnlySpan<byte> bytes = s.GetBlob(15);
        if (row < 0 || s.GetLong(13) != featureCount || bytes.Length < (row + 1) * featureCount * sizeof(float) || s.GetDouble(9) <= 0)
        {
            return [];
        }

        float[] features = new float[featureCount];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(((row * featureCount) + i) * sizeof(float))..]);
        }

        return features;
    }
}
