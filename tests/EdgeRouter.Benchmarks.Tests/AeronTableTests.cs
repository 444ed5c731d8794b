using System.Globalization;
using EdgeRouter.Benchmarks.Aeron;
using EdgeRouter.Benchmarks.Scoring;

namespace EdgeRouter.Benchmarks.Tests;

[TestFixture]
public sealed class AeronTableTests
{
    [Test]
    public void ShouldMeasureEveryRow()
    {
        IReadOnlyList<ScoringTable> tables = AeronTables.Measure(string.Empty, quick: true);

        string[] measured = [.. tables[0].Rows.Select(row => row[0])];
        Assert.That(measured, Does.Contain("two cache lines (raw)").And.Contain("aeron:ipc, driver worked by the sender").And.Contain("aeron:udp on lo, a driver a side"));
        Assert.That(tables[0].Rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture)), Is.All.Positive);
        Assert.That(tables[1].Rows.Select(row => row[0]), Does.Contain("aeron:ipc, receiver spins").And.Contain("aeron:udp on lo"));
        Assert.That(tables[1].Rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture)), Is.All.GreaterThan(1_000));
        Assert.That(tables[2].Rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture)), Has.Exactly(3).GreaterThan(0));
        Assert.That(tables[3].Rows, Has.Count.EqualTo(1));
        Assert.That(tables[4].Rows, Has.Count.EqualTo(4));
    }
}
