namespace EdgeRouter.Cli.Output;

/// <summary>How wide a table is drawn. Figures are never cut: a number without its end is another number.</summary>
internal static class TableWidth
{
    private const int Unlimited = 10_000;
    private const int Spacing = 3;
    private const int LastColumnMin = 12;

    /// <summary>The width.</summary>
    /// <param name="columns">Heads.</param>
    /// <param name="rows">As many cells a row as columns.</param>
    /// <param name="terminalWidth">Columns of the terminal; 0 or less = there is none.</param>
    /// <returns>That of the terminal where all columns but the last fit, and the last can be wrapped; else as wide as the table is.</returns>
    public static int Of(IReadOnlyList<string> columns, IReadOnlyList<string>[] rows, int terminalWidth)
    {
        int fixedWidth = Spacing;
        for (int i = 0; i < columns.Count - 1; i++)
        {
            int column = i;
            fixedWidth += rows.Select(row => row[column].Length).Append(columns[i].TrimStart('>').Length).Max() + Spacing;
        }

        return terminalWidth >= fixedWidth + LastColumnMin ? terminalWidth : Unlimited;
    }
}
