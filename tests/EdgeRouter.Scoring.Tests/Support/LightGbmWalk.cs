using System.Globalization;

namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>A second truth: walks the trees as the text has them (left ⇔ x &lt;= threshold, ~child = leaf), sharing nothing with the importer.</summary>
internal sealed class LightGbmWalk
{
    private const double Tiny = 1.0000000180025095e-35;
    private readonly List<Tree> _trees = [];
    private readonly int _outputCount;

    public LightGbmWalk(string text)
    {
        string[] blocks = text.Split("\nTree=");
        string classes = blocks[0].Split('\n').Single(static l => l.StartsWith("num_tree_per_iteration=", StringComparison.Ordinal));
        _outputCount = int.Parse(classes.Split('=')[1], CultureInfo.InvariantCulture);
        foreach (string block in blocks[1..])
        {
            var fields = new Dictionary<string, string[]>(StringComparer.Ordinal);
            foreach (string line in block.Split("\n\n")[0].Split('\n')[1..])
            {
                fields[line.Split('=')[0]] = line.Split('=')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }

            _trees.Add(new Tree(fields));
        }
    }

    public double[] Raw(ReadOnlySpan<double> row)
    {
        double[] clean = Clean(row);
        var sums = new double[_outputCount];
        for (int t = 0; t < _trees.Count; t++)
        {
            sums[t % _outputCount] += _trees[t].Value(clean);
        }

        return sums;
    }

    public int[] Leaves(ReadOnlySpan<double> row)
    {
        double[] clean = Clean(row);
        return [.. _trees.Select(t => t.Leaf(clean))];
    }

    private static double[] Clean(ReadOnlySpan<double> row)
    {
        double[] clean = row.ToArray();
        for (int f = 0; f < clean.Length; f++)
        {
            clean[f] = clean[f] is >= -Tiny and <= Tiny ? 0.0 : clean[f];
        }

        return clean;
    }

    private sealed class Tree(Dictionary<string, string[]> fields)
    {
        public int Leaf(double[] row)
        {
            int at = fields["num_leaves"][0] == "1" ? -1 : 0;
            while (at >= 0)
            {
                at = Int(GoesLeft(at, row[Int("split_feature", at)]) ? "left_child" : "right_child", at);
            }

            return ~at;
        }

        public double Value(double[] row)
        {
            int leaf = Leaf(row);
            if (fields["is_linear"][0] == "0")
            {
                return Real("leaf_value", leaf);
            }

            int first = Enumerable.Range(0, leaf).Sum(i => Int("num_features", i));
            double sum = Real("leaf_const", leaf);
            for (int i = first; i < first + Int("num_features", leaf); i++)
            {
                double x = row[Int("leaf_features", i)];
                if (double.IsNaN(x))
                {
                    return Real("leaf_value", leaf);
                }

                sum += Real("leaf_coeff", i) * x;
            }

            return sum;
        }

        private bool GoesLeft(int node, double x)
        {
            int type = Int("decision_type", node);
            if ((type & 1) == 1)
            {
                return !double.IsNaN(x) && x > -1.0 && x < 2147483648.0 && Contains(Int("threshold", node), (int)x);
            }

            int missing = type >> 2;
            x = double.IsNaN(x) && missing != 2 ? 0.0 : x;
            bool isMissing = (missing == 1 && x is >= -Tiny and <= Tiny) || (missing == 2 && double.IsNaN(x));
            return isMissing ? (type & 2) != 0 : x <= Real("threshold", node);
        }

        private bool Contains(int set, int category)
        {
            int word = Int("cat_boundaries", set) + (category / 32);
            return word < Int("cat_boundaries", set + 1)
                && (uint.Parse(fields["cat_threshold"][word], CultureInfo.InvariantCulture) & (1u << (category % 32))) != 0;
        }

        private int Int(string key, int index) => int.Parse(fields[key][index], CultureInfo.InvariantCulture);

        private double Real(string key, int index) =>
            fields[key][index] == "inf" ? double.PositiveInfinity : double.Parse(fields[key][index], CultureInfo.InvariantCulture);
    }
}
