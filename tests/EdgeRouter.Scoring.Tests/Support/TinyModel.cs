namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>A model written by hand, small enough to score on paper.</summary>
/// <remarks>Tree 0: x0 &lt; 1.5 ? (x1 &lt; 0 ? 0.25 : −0.5) : 2; missing x0 goes right, missing x1 left. Node 5 is pruned (unreachable).
/// Tree 1: a single leaf 0.125. Base score 0.5.</remarks>
internal static class TinyModel
{
    public const string Tree0 = """
        {"left_children":[1,3,-1,-1,-1,-1],"right_children":[2,4,-1,-1,-1,-1],"split_indices":[0,1,0,0,0,7],
        "split_conditions":[1.5E0,0,2E0,2.5E-1,-5E-1,9E9],"default_left":[0,1,0,0,0,0],"split_type":[0,0,0,0,0,0],
        "tree_param":{"num_nodes":"6","size_leaf_vector":"0"}}
        """;

    public const string Tree1 = """
        {"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[1.25E-1],"default_left":[0],
        "tree_param":{"size_leaf_vector":"1"} }
        """;

    public static byte[] Json(
        string objective = "reg:squarederror",
        string baseScore = "5E-1",
        string tree0 = Tree0,
        string tree1 = Tree1,
        string booster = "gbtree",
        string names = "\"size\",\"spread\"",
        string parameters = "\"num_class\":\"0\",\"num_feature\":\"2\",\"num_target\":\"1\"",
        string treeInfo = "0,0",
        string extra = "",
        string boosterExtra = "",
        string parallel = "1",
        string? trees = null) =>
        System.Text.Encoding.UTF8.GetBytes(
            "{\"learner\":{\"attributes\":{\"best_iteration\":\"0\"},\"feature_names\":[" + names + "],\"feature_types\":[],"
            + "\"gradient_booster\":{" + boosterExtra + "\"model\":{" + extra + "\"gbtree_model_param\":{\"num_parallel_tree\":\"" + parallel + "\"},\"tree_info\":[" + treeInfo + "],"
            + "\"trees\":[" + (trees ?? tree0 + "," + tree1) + "]},\"name\":\"" + booster + "\"},\"learner_model_param\":{\"base_score\":\"" + baseScore
            + "\"," + parameters + "},\"objective\":{\"name\":\"" + objective + "\"}},\"version\":[1,7,4]}");

    /// <summary>One split: x[feature] &lt; threshold ? left : right; missing goes right.</summary>
    public static string Stump(int feature, string threshold, string left, string right) => $$"""
        {"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[{{feature}},0,0],"split_conditions":[{{threshold}},{{left}},{{right}}],
        "default_left":[0,0,0],"split_type":[0,0,0],"tree_param":{"size_leaf_vector":"1"} }
        """;

    /// <summary>A tree of one leaf.</summary>
    public static string Leaf(string value) => $$"""
        {"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[{{value}}],"default_left":[0],"tree_param":{"size_leaf_vector":"1"} }
        """;
}
