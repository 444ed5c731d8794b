using System.Globalization;
using System.Text;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>A node as people read it: sets and entries by content, children by their place in the tree, the number in the source file in brackets.</summary>
internal static class NodeText
{
    /// <summary>Describes a node.</summary>
    /// <param name="ensemble">Its model.</param>
    /// <param name="node">The node.</param>
    /// <param name="treeStart">First node of its tree.</param>
    public static string Of(TreeEnsemble ensemble, in TreeNode node, int treeStart)
    {
        var text = new StringBuilder();
        if (node.IsLeaf)
        {
            text.Append("leaf ").Append(Number(node.Value));
            AppendEntry(text, ensemble, node.Left);
        }
        else
        {
            AppendTest(text, ensemble, node);
            text.Append(node.MissingGoesRight ? ", missing right" : ", missing left");
            text.Append(CultureInfo.InvariantCulture, $" ({node.Missing}), children at {node.Left - treeStart}");
        }

        return text.Append(CultureInfo.InvariantCulture, $" [{node.SourceNode}]").ToString();
    }

    private static void AppendTest(StringBuilder text, TreeEnsemble ensemble, in TreeNode node)
    {
        text.Append(ensemble.FeatureNames[node.Feature]);
        if (!node.IsCategorical)
        {
            text.Append(" >= ").Append(Number(node.Value));
            return;
        }

        CategorySet set = ensemble.CategorySets[node.CategorySet];
        text.Append(set.MembersGoRight ? " in {" : " not in {");
        for (int category = 0; category < set.Words.Length * 32; category++)
        {
            if ((set.Words[category >> 5] >> (category & 31) & 1) != 0)
            {
                text.Append(CultureInfo.InvariantCulture, $" {category}");
            }
        }

        text.Append(" }");
    }

    private static void AppendEntry(StringBuilder text, TreeEnsemble ensemble, int entry)
    {
        int outputs = ensemble.OutputCount;
        foreach (double value in ensemble.VectorLeaves.IsEmpty ? [] : ensemble.VectorLeaves.Slice(entry * outputs, outputs))
        {
            text.Append(' ').Append(Number(value));
        }

        if (ensemble.LinearLeaves.IsEmpty)
        {
            return;
        }

        LinearLeaf leaf = ensemble.LinearLeaves[entry];
        text.Append(" = ").Append(Number(leaf.Constant));
        for (int i = 0; i < leaf.Features.Length; i++)
        {
            text.Append(" + ").Append(Number(leaf.Coefficients[i])).Append(" * ").Append(ensemble.FeatureNames[leaf.Features[i]]);
        }
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
