namespace EdgeRouter.Tools.Decode.Output;

/// <summary>Puts cells side by side and breaks lines before they become too long.</summary>
internal static class TextLine
{
    /// <summary>The longest line that is made where it can be broken.</summary>
    public const int WidthMax = 132;

    /// <summary>Names and values in a row, or several rows.</summary>
    /// <param name="style">How names are marked.</param>
    /// <param name="cells">Name and value.</param>
    /// <param name="indent">Spaces before each row.</param>
    public static IEnumerable<string> Rows(TextStyle style, IEnumerable<TextCell> cells, int indent)
    {
        List<string> row = [];
        int width = indent;
        foreach ((string name, string value, _) in cells)
        {
            int cellWidth = name.Length + value.Length + 3;
            if (row.Count > 0 && width + cellWidth > WidthMax)
            {
                yield return Row(row, indent);
                row.Clear();
                width = indent;
            }

            row.Add($"{style.Faint($"{name}=")}{value}");
            width += cellWidth;
        }

        if (row.Count > 0)
        {
            yield return Row(row, indent);
        }
    }

    private static string Row(List<string> cells, int indent) => new string(' ', indent) + string.Join("  ", cells);
}
