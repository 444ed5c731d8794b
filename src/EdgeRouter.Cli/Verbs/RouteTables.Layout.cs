namespace EdgeRouter.Cli.Verbs;

/// <content>What fits a terminal.</content>
internal sealed partial class RouteTables
{
    private const int WidthMax = 100;
    private const int CellPadding = 3;

    private static int WidthOf(string head) => head.TrimStart('>').Split('\n').Max(l => l.Length);

    // Text in lines of a width, broken at spaces.
    private static IEnumerable<string> Lines(string text, int width)
    {
        string rest = text;
        while (rest.Length > width)
        {
            int at = rest.LastIndexOf(' ', width);
            at = at <= 0 ? width : at;
            yield return rest[..at];
            rest = rest[at..].TrimStart();
        }

        yield return rest;
    }

    private void Wrapped(string head, string text)
    {
        string indent = head;
        foreach (string line in Lines(text, WidthMax - head.Length))
        {
            reporter.Result(indent + line);
            indent = new string(' ', head.Length);
        }
    }

    // A table in as many parts as its width needs; the first columns stand in each.
    private void Wide(string title, IReadOnlyList<string> heads, IReadOnlyList<string[]> keys, IReadOnlyList<(string Head, IReadOnlyList<string> Cells)> columns)
    {
        int keyWidth = Enumerable.Range(0, heads.Count).Sum(c => keys.Select(k => k[c].Length).Append(heads[c].Length).Max() + CellPadding);
        int next = 0;
        while (next < columns.Count)
        {
            int first = next;
            int width = keyWidth;
            do
            {
                width += columns[next].Cells.Select(c => c.Length).Append(WidthOf(columns[next].Head)).Max() + CellPadding;
                next++;
            }
            while (next < columns.Count && width + columns[next].Cells.Select(c => c.Length).Append(WidthOf(columns[next].Head)).Max() + CellPadding <= WidthMax);
            (string Head, IReadOnlyList<string> Cells)[] part = [.. columns.Skip(first).Take(next - first)];
            reporter.ResultTable(
                first == 0 ? title : $"{title} (continued)",
                [.. heads, .. part.Select(p => p.Head)],
                keys.Select((k, i) => (string[])[.. k, .. part.Select(p => p.Cells[i])]));
        }
    }
}
