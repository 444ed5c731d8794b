using EdgeRouter.Cli.Output;

namespace EdgeRouter.Cli.Tests.Output;

public sealed class TableWidthTests
{
    private static readonly string[] Columns = [">id", "type", "label"];
    private static readonly IReadOnlyList<string>[] Rows = [["1,234,567", "a", "a long label that may be wrapped"]];

    [TestCase(80, 80)]
    [TestCase(34, 34)]
    [TestCase(30, 10_000)]
    [TestCase(0, 10_000)]
    public void ShouldTakeTheTerminalsWidthWhereFiguresFit(int terminal, int expected) => Assert.That(TableWidth.Of(Columns, Rows, terminal), Is.EqualTo(expected));

    [TestCase(80, 80)]
    [TestCase(10, 10_000)]
    public void ShouldDoWithoutRows(int terminal, int expected) => Assert.That(TableWidth.Of(Columns, [], terminal), Is.EqualTo(expected));
}
