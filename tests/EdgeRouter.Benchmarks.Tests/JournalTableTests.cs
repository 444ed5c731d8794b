using EdgeRouter.Benchmarks.Journal;
using EdgeRouter.Benchmarks.Scoring;

namespace EdgeRouter.Benchmarks.Tests;

[TestFixture]
public sealed class JournalTableTests
{
    [Test]
    public void ShouldMeasureEveryTableAndLeaveNoJournal()
    {
        string folder = Directory.CreateTempSubdirectory("edgerouter-bench-").FullName;
        try
        {
            IReadOnlyList<ScoringTable> tables = JournalTables.Measure(folder, quick: true);
            Assert.That(tables.Select(table => table.Rows.Count), Is.EqualTo(new[] { 3, 8, 1 }));
            Assert.That(Directory.EnumerateFileSystemEntries(folder), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void ShouldTakeMedianAndTailFromSortedTimes()
    {
        var times = new RepeatedTimes([.. Enumerable.Range(1, 200).Select(i => (double)i)]);
        Assert.That((times.MedianNs, times.P99Ns), Is.EqualTo((101.0, 199.0)));
    }
}
