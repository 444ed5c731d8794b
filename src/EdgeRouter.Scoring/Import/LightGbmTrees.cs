using System.Buffers.Text;

namespace EdgeRouter.Scoring.Import;

/// <summary>Walks the tree blocks of a LightGBM text model. The sizes that its header lists are not needed for that, and not believed.</summary>
internal static class LightGbmTrees
{
    private static ReadOnlySpan<byte> TreePrefix => "Tree="u8;

    /// <summary>Whether a line opens a tree.</summary>
    /// <param name="line">A line.</param>
    public static bool IsTree(ReadOnlySpan<byte> line) => line.StartsWith(TreePrefix);

    /// <summary>Whether a line closes the trees. Files of v2 have no such line: there the importances follow at once.</summary>
    /// <param name="line">A line.</param>
    public static bool IsEnd(ReadOnlySpan<byte> line) => line.SequenceEqual("end of trees"u8) || line.SequenceEqual("feature importances:"u8);

    /// <summary>Reads all blocks and appends the trees that are used; the others are only counted.</summary>
    /// <param name="lines">At the first line of a tree.</param>
    /// <param name="used">Trees to append at most.</param>
    /// <param name="builder">Takes them.</param>
    /// <param name="context">Names the place in errors.</param>
    /// <returns>Trees in the file.</returns>
    public static int Read(LightGbmLines lines, long used, LightGbmTreeBuilder builder, ImportContext context)
    {
        int count = 0;
        while (IsTree(lines.Current))
        {
            CheckIndex(lines, count, context);
            builder.Fields.Clear();
            ReadBlock(lines, builder.Fields);
            if (count < used)
            {
                builder.Append();
            }

            count++;
        }

        context.Line = lines.Number;
        context.Tree = -1;
        return IsEnd(lines.Current) ? count : throw context.Malformed(lines.Start, End(lines));
    }

    private static string End(LightGbmLines lines) =>
        lines.Length == 0 ? "the file ends before \"end of trees\"" : "a line that is neither a tree nor \"end of trees\"";

    // A block ends with an empty line; the next line that is not empty is then the current one.
    private static void ReadBlock(LightGbmLines lines, LightGbmSection fields)
    {
        while (lines.Next() && lines.Length > 0 && !IsTree(lines.Current) && !IsEnd(lines.Current))
        {
            fields.Take();
        }

        while (lines.Length == 0 && lines.Next())
        {
        }
    }

    // Place decides which output a tree adds to, so trees in another order are not this model.
    private static void CheckIndex(LightGbmLines lines, int expected, ImportContext context)
    {
        context.Line = lines.Number;
        context.Tree = -1;
        context.Field = string.Empty;
        ReadOnlySpan<byte> index = lines.Current[TreePrefix.Length..];
        if (!Utf8Parser.TryParse(index, out int tree, out int length) || length != index.Length)
        {
            throw context.Malformed(lines.Start, "a tree without a number");
        }

        if (tree != expected)
        {
            throw context.Invalid($"tree {tree} stands where tree {expected} was expected");
        }

        context.Tree = tree;
        if (expected == ImportLimits.MaxTrees)
        {
            throw context.TooLarge($"more than {ImportLimits.MaxTrees} trees");
        }
    }
}
