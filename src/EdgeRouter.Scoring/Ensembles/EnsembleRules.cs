using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Import;

namespace EdgeRouter.Scoring.Ensembles;

/// <summary>What every ensemble keeps to, whoever made it: an evaluator relies on all of it.</summary>
internal static class EnsembleRules
{
    /// <summary>Checks an ensemble's content.</summary>
    /// <param name="content">Untrusted.</param>
    /// <param name="fault">Makes the errors.</param>
    public static void Check(EnsembleContent content, ForestFault fault)
    {
        CheckHeader(content, fault);
        CheckTreeList(content, fault);
        for (int t = 0; t < content.TreeOutputs.Length; t++)
        {
            CheckTree(content, t, fault);
        }

        CheckLinear(content, fault);
    }

    private static void CheckHeader(EnsembleContent content, ForestFault fault)
    {
        int outputs = content.BaseMargins.Length;
        fault.Check(Enum.IsDefined(content.Library), $"unknown library {(int)content.Library}");
        fault.Check(Enum.IsDefined(content.Link), $"unknown link {(int)content.Link}");
        fault.Check(content.AverageOver >= 0, $"it averages over {content.AverageOver}");
        fault.Check(outputs >= 1, $"{outputs} outputs");
        fault.Check(content.FeatureNames.Length is >= 1 and <= ImportLimits.MaxFeatures, $"{content.FeatureNames.Length} features");
        fault.Check(content.VectorLeaves.Length % outputs == 0 && content.VectorLeaves.Length <= ImportLimits.MaxLeafNumbers, $"{content.VectorLeaves.Length} numbers in vector leaves for {outputs} outputs");
        fault.Check(content.VectorLeaves.Length == 0 || content.LinearLeaves.Length == 0, "both vector and linear leaves");
    }

    private static void CheckTreeList(EnsembleContent content, ForestFault fault)
    {
        int[] starts = content.TreeStarts;
        int[] outputs = content.TreeOutputs;
        fault.Check(outputs.Length <= ImportLimits.MaxTrees && content.Nodes.Length <= ImportLimits.MaxNodes, $"{outputs.Length} trees of {content.Nodes.Length} nodes are more than can be read");
        fault.Check(starts.Length == outputs.Length + 1, $"{starts.Length} tree starts for {outputs.Length} trees");
        fault.Check(starts[0] == 0 && starts[^1] == content.Nodes.Length, $"trees from node {starts[0]} to {starts[^1]} of {content.Nodes.Length}");
        bool isVector = content.VectorLeaves.Length > 0;
        for (int t = 0; t < outputs.Length; t++)
        {
            fault.Check(starts[t] < starts[t + 1], $"tree {t} has no node");
            fault.Check(isVector ? outputs[t] == TreeEnsemble.AllOutputs : (uint)outputs[t] < (uint)content.BaseMargins.Length, $"tree {t} adds to output {outputs[t]} of {content.BaseMargins.Length}");
        }
    }

    // Breadth first with siblings side by side: the next split's children are the next two nodes that nobody has claimed. So every node but
    // the root has one parent, which stands before it.
    private static void CheckTree(EnsembleContent content, int tree, ForestFault fault)
    {
        int end = content.TreeStarts[tree + 1];
        int next = content.TreeStarts[tree] + 1;
        int levelEnd = next;
        int depth = 0;
        for (int i = next - 1; i < end; i++)
        {
            if (i == levelEnd)
            {
                levelEnd = next;
                depth++;
            }

            ref readonly TreeNode node = ref content.Nodes[i];
            CheckNode(content, node, i, fault);
            if (node.IsLeaf)
            {
                continue;
            }

            fault.Check(i < next && node.Left == next && node.Left < end - 1 && depth < ImportLimits.MaxTreeDepth, $"node {i} of tree {tree} has its children at {node.Left}");
            next += 2;
        }

        fault.Check(next == end, $"tree {tree} has nodes that its root does not reach");
    }

    private static void CheckNode(EnsembleContent content, in TreeNode node, int index, ForestFault fault)
    {
        if (node.IsLeaf)
        {
            int entries = content.VectorLeaves.Length > 0 ? content.VectorLeaves.Length / content.BaseMargins.Length : Math.Max(1, content.LinearLeaves.Length);
            fault.Check(double.IsFinite(node.Value), $"leaf {index} is not a finite number");
            fault.Check((uint)node.Left < (uint)entries, $"leaf {index} has entry {node.Left} of {entries}");
            return;
        }

        fault.Check((uint)node.Feature < (uint)content.FeatureNames.Length, $"node {index} reads feature {node.Feature} of {content.FeatureNames.Length}");
        fault.Check(!node.IsCategorical || (uint)node.CategorySet < (uint)content.CategorySets.Length, $"node {index} asks category set {node.CategorySet} of {content.CategorySets.Length}");
    }

    private static void CheckLinear(EnsembleContent content, ForestFault fault)
    {
        int features = content.FeatureNames.Length;
        for (int i = 0; i < content.LinearLeaves.Length; i++)
        {
            LinearLeaf leaf = content.LinearLeaves[i];
            fault.Check(leaf.Features.Length == leaf.Coefficients.Length, $"linear leaf {i} has {leaf.Coefficients.Length} factors for {leaf.Features.Length} features");
            foreach (int feature in leaf.Features)
            {
                fault.Check((uint)feature < (uint)features, $"linear leaf {i} reads feature {feature} of {features}");
            }
        }

        if (content.Linear is { } linear)
        {
            int outputs = content.BaseMargins.Length;
            fault.Check(content.TreeOutputs.Length == 0, "both trees and a linear model");
            fault.Check(linear.Weights.Length == (long)features * outputs && linear.Bias.Length == outputs, $"{linear.Weights.Length} weights for {features} features and {outputs} outputs");
        }
    }
}
