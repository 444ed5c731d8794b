using System.Text;

namespace EdgeRouter.Cli.Output;

/// <summary>Text as a picture of a terminal that is drawn over the last one: never taller than the terminal, so that nothing scrolls away.</summary>
internal static class LiveScreen
{
    private const string Home = "\u001b[H";
    private const string EraseToEndOfLine = "\u001b[K";
    private const string EraseBelow = "\u001b[J";
    private const int WidthWhereUnknown = 80;
    private const int HeightWhereUnknown = 24;
    private const int HeightMin = 2;

    /// <summary>A picture. What is too wide goes on in the next row; what is too tall is left out, and the last row says how much.</summary>
    /// <param name="text">Lines.</param>
    /// <param name="width">Columns of the terminal; 0 or less = not known.</param>
    /// <param name="height">Rows; 0 or less = not known.</param>
    public static string Frame(string text, int width, int height)
    {
        width = width > 0 ? width : WidthWhereUnknown;
        int rowsMax = Math.Max(HeightMin, height > 0 ? height : HeightWhereUnknown) - 1;
        string[] rows = [.. text.TrimEnd('\n').Split('\n').SelectMany(line => Rows(line, width))];
        int shown = rows.Length <= rowsMax ? rows.Length : rowsMax - 1;
        StringBuilder frame = new(Home);
        foreach (string row in rows.AsSpan(0, shown))
        {
            _ = frame.Append(EraseToEndOfLine).Append(row).Append('\n');
        }

        if (shown < rows.Length)
        {
            string rest = $"… {rows.Length - shown} more lines: --once shows all";
            _ = frame.Append(EraseToEndOfLine).Append(rest.Length > width ? rest[..width] : rest).Append('\n');
        }

        return frame.Append(EraseBelow).ToString();
    }

    private static IEnumerable<string> Rows(string line, int width)
    {
        for (int at = 0; at < line.Length - width; at += width)
        {
            yield return line.Substring(at, width);
        }

        int done = line.Length > width ? (line.Length - 1) / width * width : 0;
        yield return line[done..];
    }
}
