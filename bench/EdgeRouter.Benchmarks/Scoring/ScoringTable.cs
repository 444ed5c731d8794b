using System.Text;

namespace EdgeRouter.Benchmarks.Scoring;

/// <summary>A table of results.</summary>
/// <param name="title">What it shows.</param>
/// <param name="columns">Names of the columns.</param>
public sealed class ScoringTable(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    /// <summary>What it shows.</summary>
    public string Title { get; } = title;

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The rows.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">One a column.</param>
    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns.", nameof(cells));
        }

        _rows.Add(cells);
    }

    /// <summary>As Markdown, columns aligned.</summary>
    public string ToMarkdown()
    {
        int[] widths = [.. columns.Select((name, c) => _rows.Select(row => row[c].Length).Append(name.Length).Max())];
        var text = new StringBuilder();
        text.Append("## ").AppendLine(Title).AppendLine();
        Line(text, columns, widths);
        Line(text, [.. widths.Select((width, c) => new string('-', c == 0 ? width : width - 1) + (c == 0 ? string.Empty : ":"))], widths);
        foreach (string[] row in _rows)
        {
            Line(text, row, widths);
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string[] cells, int[] widths)
    {
        for (int c = 0; c < cells.Length; c++)
        {
            string cell = cells[c];
            text.Append("| ").Append(c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c])).Append(' ');
        }

        text.AppendLine("|");
    }
}
