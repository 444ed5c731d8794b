using System.Globalization;
using System.Text;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Lab.Tests.Support;

/// <summary>Action values by one tree written by hand, in bps: a venue that was tried costs 2; of the others, those whose all-in price is below the
/// threshold cost −0.5, the rest 0.25.</summary>
internal sealed class HandMadeForest : IRowScorer
{
    public const float PriceThreshold = 0.5f;

    private readonly CompiledForest _forest = ForestCompiler.Compile(ModelImporter.Parse(Json(), "hand-made.json"));
    private readonly ForestScorer _scorer;

    public HandMadeForest() => _scorer = new ForestScorer(_forest);

    public string Name => "hand-made";

    /// <summary>The scale of the raw scores.</summary>
    public ScoreScales Scales => new(0, _forest.Outputs[0].ScaleBits, 0);

    public ScorerChain Chain() => new([ScorerLink.Of(this)], long.MaxValue, new NoTicks());

    /// <summary>The score on paper.</summary>
    public static double Value(ReadOnlySpan<float> features)
    {
        bool isTried = features[(int)Feature.VenueTimesTried] >= 0.5f;
        return isTried ? 2 : features[(int)Feature.AllInPrice] < PriceThreshold ? -0.5 : 0.25;
    }

    public void Score(ReadOnlySpan<float> rows, int rowCount, int featureCount, Span<long> fillRaw, Span<long> costRaw, Span<long> completionRaw) =>
        _scorer.Score(rows, rowCount, costRaw);

    private static byte[] Json()
    {
        string names = string.Join(',', FeatureCatalog.Features.ToArray().Select(f => $"\"{f.Name}\""));
        string tree = string.Create(CultureInfo.InvariantCulture, $$"""
            {"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_indices":[{{(int)Feature.VenueTimesTried}},{{(int)Feature.AllInPrice}},0,0,0],
            "split_conditions":[5E-1,{{PriceThreshold}},2E0,-5E-1,2.5E-1],"default_left":[0,0,0,0,0],"split_type":[0,0,0,0,0],
            "tree_param":{"num_nodes":"5","size_leaf_vector":"0"} }
            """);
        return Encoding.UTF8.GetBytes(
            "{\"learner\":{\"attributes\":{},\"feature_names\":[" + names + "],\"feature_types\":[],\"gradient_booster\":{\"model\":{"
            + "\"gbtree_model_param\":{\"num_parallel_tree\":\"1\"},\"tree_info\":[0],\"trees\":[" + tree + "]},\"name\":\"gbtree\"},"
            + "\"learner_model_param\":{\"base_score\":\"0E0\",\"num_class\":\"0\",\"num_feature\":\"" + FeatureCatalog.Count.ToString(CultureInfo.InvariantCulture) + "\",\"num_target\":\"1\"},"
            + "\"objective\":{\"name\":\"reg:squarederror\"}},\"version\":[1,7,4]}");
    }

    private sealed class NoTicks : ITickCounter
    {
        public long Ticks => 0;

        public double NsPerTick => 1.0;
    }
}
