using System.Text;
using System.Text.Json;

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

    public TextTable(TextStyle style, IEnumerable<string> names, IEnumerable<List<(string Name, JsonElement Value)>> entries, int indent)
    {
        _style = style;
        _indent = indent;
        _names = [.. names];
        List<List<(string Name, JsonElement Value)>> rows = [.. entries];
        _cells = [.. rows.Select(row => row.Select(cell => TextValue.Of(cell.Name, cell.Value)).ToArray())];
        _isRight = [.. _names.Select((_, column) => rows.All(row => column >= row.Count || TextValue.IsNumber(row[column].Value)))];
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
