using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Tools.Bench;
using EdgeRouter.Tools.Score;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Bench;

[TestFixture]
public sealed class ScoreBenchTests
{
    private const long StepNs = 50_000;

    private readonly ScoreFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [Test]
    public void ShouldMeasureEveryEvaluatorAtEveryNumberOfRows()
    {
        CompiledForest forest = TinyForest.Make();
        ScoreBenchOptions options = new()
        {
            Forest = forest,
            Rows = BenchRows.Synthetic(forest, 64, 1),
            RowCounts = [1, 16, 64],
            Evaluators = [EvaluatorKind.Auto, .. EvaluatorSupport.For(forest)],
            Calls = 1000,
        };
        var bench = new ScoreBench(options, new ScriptedTicks(StepNs), CancellationToken.None);
        long told = 0;
        IReadOnlyList<ScoreBenchSeries> series = bench.Run(calls => told = calls);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(series.Select(static s => (s.Asked, s.Rows)), Is.EqualTo(from kind in options.Evaluators from rows in options.RowCounts select (kind, rows)));
            Assert.That(series.Where(static s => s.Asked != EvaluatorKind.Auto).All(static s => s.Asked == s.Ran), Is.True);
            Assert.That(series.Select(static s => s.Ran), Has.None.EqualTo(EvaluatorKind.Auto));
            Assert.That(series.Select(static s => s.AllocatedBytes), Is.All.Zero);

            // The scripted counter moves by one step a look, so every call takes exactly one.
            Assert.That(series.Select(static s => (s.MinNs, s.MedianNs, s.P999Ns, s.MaxNs)).Distinct(), Is.EqualTo(new[] { ((double)StepNs, (double)StepNs, (double)StepNs, (double)StepNs) }));
            Assert.That((bench.LookNs, told), Is.EqualTo(((double)StepNs, 1000L * series.Count)));
        }
    }

    // 1000 samples 1 … 1000: the median is the 500th, p99 the 990th, p99.9 the 999th.
    [Test]
    public void ShouldRankSamples()
    {
        long[] samples = [.. Enumerable.Range(1, 1000).Select(static i => (long)i).Reverse()];
        var series = ScoreBenchSeries.Of(4, EvaluatorKind.Auto, EvaluatorKind.Scalar, samples, 2.0, 0);
        Assert.That((series.MinNs, series.MedianNs, series.P99Ns, series.P999Ns, series.MaxNs), Is.EqualTo((2.0, 1000.0, 1980.0, 1998.0, 2000.0)));
        var single = ScoreBenchSeries.Of(4, EvaluatorKind.Auto, EvaluatorKind.Scalar, new long[] { 7 }, 1.0, 0);
        Assert.That((single.MinNs, single.MedianNs, single.P999Ns, single.MaxNs), Is.EqualTo((7.0, 7.0, 7.0, 7.0)));
    }

    [Test]
    public void ShouldDrawTheSameRowsFromTheSameSeed()
    {
        CompiledForest forest = TinyForest.Make();
        float[] one = BenchRows.Synthetic(forest, 1000, 5).Next(1000).ToArray();
        float[] same = BenchRows.Synthetic(forest, 1000, 5).Next(1000).ToArray();
        float[] other = BenchRows.Synthetic(forest, 1000, 6).Next(1000).ToArray();
        Assert.That(one, Is.EqualTo(same).And.Not.EqualTo(other));
    }

    // Thresholds are 1.5 and 0; one value in twenty is missing: 2000 values give 100 ± 40 with room to spare (four standard deviations).
    [Test]
    public void ShouldDrawRowsOnBothSidesOfTheThresholds()
    {
        float[] values = BenchRows.Synthetic(TinyForest.Make(), 1000, 5).Next(1000).ToArray();
        float[] sizes = [.. values.Where((_, i) => i % 2 == 0).Where(static x => !float.IsNaN(x))];
        float[] spreads = [.. values.Where((_, i) => i % 2 == 1).Where(static x => !float.IsNaN(x))];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(values.Count(float.IsNaN), Is.InRange(60, 140));
            Assert.That(sizes.Count(static x => x < 1.5f), Is.InRange(sizes.Length / 3, 2 * sizes.Length / 3));
            Assert.That(spreads.Count(static x => x < 0f), Is.InRange(spreads.Length / 3, 2 * spreads.Length / 3));
        }
    }

    [Test]
    public void ShouldGoRoundInTheRowsOfAFile()
    {
        string path = _files.Write("rows.csv", "size,spread\n1,2\n3,4\n5,\n");
        using RowSource source = RowSource.Open(path, RowLayout.Of(TinyForest.Make()));
        BenchRows rows = BenchRows.FromFile(source, path, 4);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((rows.Count, rows.Source), Is.EqualTo((3, path)));
            Assert.That(rows.Next(2).ToArray(), Is.EqualTo(new[] { 1f, 2, 3, 4 }));
            Assert.That(rows.Next(4).ToArray(), Is.EqualTo(new[] { 5, float.NaN, 1, 2, 3, 4, 5, float.NaN }));
            Assert.That(rows.Next(1).ToArray(), Is.EqualTo(new[] { 1f, 2 }));
        }
    }

    [Test]
    public void ShouldStopWhenAsked()
    {
        CompiledForest forest = TinyForest.Make();
        ScoreBenchOptions options = new() { Forest = forest, Rows = BenchRows.Synthetic(forest, 1, 1), RowCounts = [1], Evaluators = [EvaluatorKind.Scalar], Calls = 10 };
        Assert.Throws<OperationCanceledException>(() => new ScoreBench(options, new ScriptedTicks(StepNs), new CancellationToken(canceled: true)).Run(static _ => { }));
    }
}
