using System.Text;

namespace EdgeRouter.Tools.Decode.Output;

/// <summary>The entries of a group in columns: numbers to the right, names to the left.</summary>
internal sealed class TextTable
{
    private const int NumberWidth = 4;

    private readonly TextStyle _style;
    private readonly string[] _names;
    private readonly string[][] _cells;
    private readonly bool[] _isRight;
    private readonly int[] _widths;
    private readonly int _indent;

    /// <param name="style">How the head is marked.</param>
    /// <param name="names">Heads of the columns.</param>
    /// <param name="rows">At most as many cells a row as columns: an entry may be cut.</param>
    /// <param name="indent">Spaces before each line.</param>
    public TextTable(TextStyle style, IEnumerable<string> names, IEnumerable<IEnumerable<TextCell>> rows, int indent)
    {
        _style = style;
        _indent = indent;
        _names = [.. names];
        TextCell[][] cells = [.. rows.Select(row => row.ToArray())];
        _cells = [.. cells.Select(row => row.Select(cell => cell.Text).ToArray())];
        _isRight = [.. _names.Select((_, column) => cells.All(row => column >= row.Length || row[column].IsNumber))];
        _widths = [.. _names.Select((name, column) => Math.Max(name.Length, _cells.Max(row => column < row.Length ? row[column].Length : 0)))];
    }

    /// <summary>Whether its lines are not too long.</summary>
    public bool Fits => _indent + NumberWidth + _widths.Sum(width => width + 2) <= TextLine.WidthMax;

    public string Head => _style.Faint(Join("#", _names));

    /// <summary>An entry's line.</summary>
    /// <param name="index">0-based.</param>
    public string Line(int index) => Join(FormattableString.Invariant($"{index + 1}"), _cells[index]);

    private string Join(string number, string[] cells)
    {
        StringBuilder line = new();
        line.Append(' ', _indent).Append(number.PadRight(NumberWidth));
        for (int column = 0; column < cells.Length; column++)
        {
            line.Append(_isRight[column] ? cells[column].PadLeft(_widths[column]) : cells[column].PadRight(_widths[column])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }
}
