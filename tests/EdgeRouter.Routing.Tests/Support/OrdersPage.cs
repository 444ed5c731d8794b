namespace EdgeRouter.Routing.Tests.Support;

/// <summary>The tables of ORDERS.md.</summary>
internal static class OrdersPage
{
    /// <summary>The cells of the table whose header begins so: row name, column name, cell.</summary>
    internal static IReadOnlyList<(string Row, string Column, string Cell)> Table(string headerStart)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root(), "src", "docs", "ORDERS.md"));
        int header = Array.FindIndex(lines, l => l.StartsWith(headerStart, StringComparison.Ordinal));
        Assert.That(header, Is.GreaterThanOrEqualTo(0), headerStart);
        string[] columns = Cells(lines[header]);
        return
        [
            .. lines.Skip(header + 2).TakeWhile(l => l.StartsWith('|')).Select(Cells)
                .SelectMany(cells => cells.Skip(1).Select((cell, i) => (cells[0], columns[i + 1], cell))),
        ];
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(c => c.Trim())];

    private static string Root()
    {
        string folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "EdgeRouter.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("EdgeRouter.sln is in no folder above the tests");
        }

        return folder;
    }
}
