using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>Ensembles of one output written node by node.</summary>
internal static class HandMade
{
    /// <summary>One tree.</summary>
    public static TreeEnsemble Tree(TreeNode[] nodes, CategorySet[]? sets = null, int features = 1) =>
        Of(nodes, [0, nodes.Length], 0.0, ModelLibrary.Xgboost, Names(features), sets);

    /// <summary>Trees of one leaf each.</summary>
    public static TreeEnsemble Constants(double baseMargin, IEnumerable<double> leaves, ModelLibrary library = ModelLibrary.Xgboost, string[]? names = null)
    {
        TreeNode[] nodes = [.. leaves.Select(static leaf => TreeNode.LeafNode(leaf, 0))];
        return Of(nodes, [.. Enumerable.Range(0, nodes.Length + 1)], baseMargin, library, names ?? Names(1), null);
    }

    private static string[] Names(int features) => [.. Enumerable.Range(0, features).Select(static f => $"f{f}")];

    private static TreeEnsemble Of(TreeNode[] nodes, int[] starts, double baseMargin, ModelLibrary library, string[] names, CategorySet[]? sets) => new(new EnsembleContent
    {
        Library = library,
        Objective = "custom",
        FeatureNames = names,
        BaseMargins = [baseMargin],
        Link = LinkKind.Identity,
        TreeStarts = starts,
        TreeOutputs = new int[starts.Length - 1],
        Nodes = nodes,
        CategorySets = sets ?? [],
    });
}
