using System.Text;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>LightGBM models written by hand, small enough to score on paper.</summary>
internal static class LightGbmText
{
    /// <summary>Split 0: x0 &lt;= 1.5 ? split 1 : leaf 1. Split 1: x1 &lt;= 0 ? leaf 0 : leaf 2. A missing (NaN) x0 goes right, a missing x1 left.</summary>
    public const string ThreeLeaves = """
        num_leaves=3
        num_cat=0
        split_feature=0 1
        split_gain=2 1
        threshold=1.5 0
        decision_type=8 10
        left_child=1 -1
        right_child=-2 -3
        leaf_value=0.25 2 -0.5
        leaf_weight=1 1 1
        leaf_count=1 1 1
        internal_value=0 0
        internal_weight=0 0
        internal_count=3 2
        is_linear=0
        shrinkage=0.1
        """;

    /// <summary>A split on x0: set {0, 31, 33} goes left to 10, the rest right to 20.</summary>
    public const string Categorical = """
        num_leaves=2
        num_cat=2
        split_feature=0
        threshold=1
        decision_type=1
        left_child=-1
        right_child=-2
        leaf_value=10 20
        cat_boundaries=0 1 3
        cat_threshold=4294967295 2147483649 2
        is_linear=0
        """;

    public const string Header = """
        tree
        version=v4
        num_class=1
        num_tree_per_iteration=1
        label_index=0
        max_feature_idx=1
        objective=regression
        feature_names=size spread
        feature_infos=[0:1] [0:1]
        tree_sizes=1
        """;

    public static string Constant(string value) =>
        $"num_leaves=1\nnum_cat=0\nsplit_feature=\nsplit_gain=\nthreshold=\ndecision_type=\nleft_child=\nright_child=\nleaf_value={value}\nis_linear=0\nshrinkage=1\n";

    /// <summary>A split on x0: left is 10, right is 20.</summary>
    public static string Stump(int decision, string threshold) =>
        $"num_leaves=2\nnum_cat=0\nsplit_feature=0\nthreshold={threshold}\ndecision_type={decision}\nleft_child=-1\nright_child=-2\nleaf_value=10 20\nis_linear=0\n";

    /// <summary>A whole file. The header's tree_sizes gets as many (wrong) sizes as there are trees.</summary>
    public static string File(string header, params string[] trees)
    {
        var text = new StringBuilder(header.Replace("tree_sizes=1", "tree_sizes=" + string.Join(' ', trees.Select(static _ => "1")), StringComparison.Ordinal));
        text.Append("\n\n");
        for (int t = 0; t < trees.Length; t++)
        {
            text.Append("Tree=").Append(t).Append('\n').Append(trees[t].TrimEnd()).Append("\n\n\n");
        }

        return text.Append("end of trees\n\nfeature_importances:\nsize=1\n\nparameters:\n[boosting: gbdt]\nend of parameters\n\npandas_categorical:null\n").ToString();
    }

    public static string HeaderOf(string objective, int outputs = 1) => Header
        .Replace("objective=regression", objective, StringComparison.Ordinal)
        .Replace("num_class=1", $"num_class={outputs}", StringComparison.Ordinal)
        .Replace("num_tree_per_iteration=1", $"num_tree_per_iteration={outputs}", StringComparison.Ordinal);

    public static TreeEnsemble Parse(string text, RoundSelection rounds = default) => ModelImporter.Parse(Encoding.UTF8.GetBytes(text), "tiny", rounds);

    public static TreeEnsemble ParseTree(string tree) => Parse(File(Header, tree));

    public static double Margin(TreeEnsemble ensemble, params double[] row) => Margins(ensemble, row)[0];

    public static double[] Margins(TreeEnsemble ensemble, params double[] row)
    {
        var margins = new double[ensemble.OutputCount];
        new ExactEvaluator(ensemble).Margins(row, margins);
        return margins;
    }

    public static double[] Outputs(TreeEnsemble ensemble, params double[] row)
    {
        var outputs = new double[ensemble.OutputColumnCount];
        ExactOutputs.Apply(ensemble, Margins(ensemble, row), outputs);
        return outputs;
    }

    /// <summary>The same by the functions that give the same bits on every machine.</summary>
    public static double[] LinkedOutputs(TreeEnsemble ensemble, params double[] row)
    {
        var outputs = new double[ensemble.OutputColumnCount];
        Links.Apply(ensemble, Margins(ensemble, row), outputs);
        return outputs;
    }
}
