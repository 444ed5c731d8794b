using EdgeRouter.Benchmarks.Market;
using EdgeRouter.Benchmarks.Scoring;

namespace EdgeRouter.Benchmarks.Tests;

[TestFixture]
public sealed class MarketTableTests
{
    [Test]
    public void ShouldMeasureEveryWorld()
    {
        IReadOnlyList<ScoringTable> tables = MarketTables.Measure(quick: true);

        Assert.That(tables[0].Rows.Select(row => row[0]), Is.EqualTo(new[] { "six", "street", "wide" }));
        Assert.That(tables[0].Rows.Select(row => row[1]), Is.EqualTo(new[] { "6 × 3", "10 × 3", "16 × 50" }));
        Assert.That(tables[1].Rows.Select(row => row[0]), Is.EqualTo(new[] { "six", "street" }));
        Assert.That(tables[1].Rows.Select(row => int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture)), Is.All.Positive);
    }
}
