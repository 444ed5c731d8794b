using System.Text;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Tools.Tests.Support;

/// <summary>A model written by hand: 0.5 + (size &lt; 1.5 ? (spread &lt; 0 ? 0.25 : −0.5) : 2). A missing size goes right, a missing spread left.</summary>
internal static class TinyForest
{
    public const string Names = "\"size\",\"spread\"";

    private const string Tree = """
        {"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_indices":[0,1,0,0,0],
        "split_conditions":[1.5E0,0,2E0,2.5E-1,-5E-1],"default_left":[0,1,0,0,0],"split_type":[0,0,0,0,0],
        "tree_param":{"num_nodes":"5","size_leaf_vector":"0"}}
        """;

    public static CompiledForest Make(string names = Names, string objective = "reg:squarederror") => ForestCompiler.Compile(ModelImporter.Parse(Json(names, objective), "tiny.json"));

    public static byte[] Json(string names = Names, string objective = "reg:squarederror") => Encoding.UTF8.GetBytes(
        "{\"learner\":{\"attributes\":{},\"feature_names\":[" + names + "],\"feature_types\":[],\"gradient_booster\":{\"model\":{"
        + "\"gbtree_model_param\":{\"num_parallel_tree\":\"1\"},\"tree_info\":[0],\"trees\":[" + Tree + "]},\"name\":\"gbtree\"},"
        + "\"learner_model_param\":{\"base_score\":\"5E-1\",\"num_class\":\"0\",\"num_feature\":\"2\",\"num_target\":\"1\"},"
        + "\"objective\":{\"name\":\"" + objective + "\"}},\"version\":[1,7,4]}");

    /// <summary>The score on paper.</summary>
    public static double Score(double size, double spread)
    {
        bool isBig = double.IsNaN(size) || size >= 1.5;
        bool isTight = double.IsNaN(spread) || spread < 0;
        return 0.5 + (isBig ? 2 : isTight ? 0.25 : -0.5);
    }
}
