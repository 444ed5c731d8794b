using System.Globalization;
using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Import;
using EdgeRouter.Tools.Score;
using EdgeRouter.Tools.Tests.Support;

namespace EdgeRouter.Tools.Tests.Score;

[TestFixture]
public sealed class ScoreRunTests
{
    private readonly ScoreFiles _files = new();

    [OneTimeTearDown]
    public void DeleteFiles() => _files.Dispose();

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldScoreAsOnPaper(bool isExact)
    {
        string path = _files.Write("rows.csv", "spread,size\n-1,1\n1,1\n,1\n7,1.5\n7,\ninf,-inf\n");
        double[] expected = [TinyForest.Score(1, -1), TinyForest.Score(1, 1), TinyForest.Score(1, double.NaN), 2.5, 2.5, 0];
        string text = Run(path, TinyForest.Make(), isExact, isRaw: false);
        Assert.That(text, Is.EqualTo("score\n" + string.Concat(expected.Select(static x => FormattableString.Invariant($"{x}\n")))));
        Assert.That(text, Is.EqualTo("score\n0.75\n0\n0.75\n2.5\n2.5\n0\n"));
    }

    [Test]
    public void ShouldWriteMarginsOfALogisticModel()
    {
        string path = _files.Write("logistic.csv", "size,spread\n2,1\n");
        CompiledForest forest = TinyForest.Make(objective: "binary:logistic");
        using (Assert.EnterMultipleScope())
        {
            // Base score 0.5 is margin 0; the leaf is 2, and 1 / (1 + e^-2) = 0.8807970779778823 in double, 0.880797 in float32.
            Assert.That(Run(path, forest, isExact: true, isRaw: true), Is.EqualTo("score\n2\n"));
            Assert.That(Run(path, forest, isExact: false, isRaw: true), Is.EqualTo("score\n2\n"));
            Assert.That(Run(path, forest, isExact: true, isRaw: false), Is.EqualTo("score\n0.880797\n"));
            Assert.That(Number(Run(path, forest, isExact: false, isRaw: false)), Is.EqualTo(0.8807970779778823).Within(1e-12));
        }
    }

    [Test]
    public void ShouldScoreSeveralModelsSideBySide()
    {
        CompiledForest forest = ForestCompiler.Compile(ModelImporter.Parse(TinyForest.Json(), "a"), ModelImporter.Parse(TinyForest.Json(objective: "binary:logitraw"), "b"));
        string path = _files.Write("two.csv", "size,spread\n2,1\n1,1\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Run(path, forest, isExact: false, isRaw: true), Is.EqualTo("score_0,score_1\n2.5,2.5\n0,0\n"));
            Assert.That(Run(path, forest, isExact: true, isRaw: false), Is.EqualTo("score_0,score_1\n2.5,2.5\n0,0\n"));
        }
    }

    [Test]
    public void ShouldGiveTheSameScoresWithEveryEvaluator()
    {
        CompiledForest forest = TinyForest.Make();
        string path = _files.Write("many.csv", ManyRows(300));
        string[] results = [.. EvaluatorSupport.For(forest).Prepend(EvaluatorKind.Auto).Select(kind => Run(path, RowScorer.InFixedPoint(forest, isRaw: false, kind)))];
        Assert.That(results.Distinct().Count(), Is.EqualTo(1));
        Assert.That(results[0].Split('\n'), Has.Length.EqualTo(302));
    }

    [Test]
    public void ShouldNameTheEvaluatorThatRan()
    {
        CompiledForest forest = TinyForest.Make();
        RowScorer scorer = RowScorer.InFixedPoint(forest, isRaw: false, EvaluatorKind.Scalar);
        Run(_files.Write("ran.csv", ManyRows(10)), scorer);
        Assert.That(scorer.Evaluators, Is.EqualTo(new[] { "scalar" }));
    }

    [Test]
    public void ShouldNameEvaluatorsThatItHasNot()
    {
        CompiledForest forest = TinyForest.Make();
        EvaluatorKind[] absent = [.. Enum.GetValues<EvaluatorKind>().Except([EvaluatorKind.Auto, .. EvaluatorSupport.For(forest)])];
        foreach (EvaluatorKind kind in absent)
        {
            EdgeRouterException failure = Assert.Throws<EdgeRouterException>(() => RowScorer.InFixedPoint(forest, isRaw: false, kind))!;
            Assert.That((failure.Id, failure.ExitCode), Is.EqualTo(("ER4055", ExitCode.Environment)));
        }

        Assert.That(absent, Does.Not.Contain(EvaluatorKind.Scalar));
    }

    [Test]
    public void ShouldTakeNoMoreMemoryForMoreRows()
    {
        CompiledForest forest = TinyForest.Make();
        string few = _files.Write("few.csv", ManyRows(3_000));
        string many = _files.Write("lots.csv", ManyRows(60_000));
        Allocated(few, forest);
        Assert.That(Allocated(many, forest) - Allocated(few, forest), Is.LessThan(4096));
    }

    [Test]
    public void ShouldLeaveNothingBehindWhenStopped()
    {
        using var stop = new CancellationTokenSource();
        string rows = _files.Write("stop.csv", ManyRows(5_000));
        string target = _files.Write("kept.f64", [1, 2, 3]);
        Assert.Throws<OperationCanceledException>(() =>
        {
            using RowSource source = RowSource.Open(rows, RowLayout.Of(TinyForest.Make()));
            using var output = new OutputFile(target);
            ScoreRun.Run(source, RowScorer.AsTheLibrary(TinyForest.Make(), false), output.Stream, RowFormat.Float64, new ScriptedTicks(1), _ => stop.Cancel(), stop.Token);
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(System.IO.File.ReadAllBytes(target), Is.EqualTo(new byte[] { 1, 2, 3 }));
            Assert.That(_files.Names(), Has.None.EndsWith(".partial"));
        }
    }

    [Test]
    public void ShouldReplaceTheFileWhenItIsWhole()
    {
        string target = _files.Write("replaced.csv", "old");
        using (var output = new OutputFile(target))
        {
            output.Stream.Write("new"u8);
            Assert.That(System.IO.File.ReadAllText(target), Is.EqualTo("old"));
            output.Complete();
        }

        Assert.That(System.IO.File.ReadAllText(target), Is.EqualTo("new"));
        Assert.That(_files.Names(), Has.None.EndsWith(".partial"));
    }

    [Test]
    public void ShouldRefuseToReplaceAFolder()
    {
        string folder = Directory.CreateDirectory(_files.File("folder.csv")).FullName;
        Assert.That(Assert.Throws<EdgeRouterException>(() => new OutputFile(folder).Dispose())!.Id, Is.EqualTo("ER4057"));
    }

    [Test]
    public void ShouldCountWhatItDid()
    {
        CompiledForest forest = TinyForest.Make();
        using RowSource source = RowSource.Open(_files.Write("counted.csv", ManyRows(2_500)), RowLayout.Of(forest));
        long read = 0;
        ScoreSummary summary = ScoreRun.Run(source, RowScorer.AsTheLibrary(forest, false), Stream.Null, RowFormat.Csv, new ScriptedTicks(2_000_000_000), bytes => read = bytes, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((summary.Rows, summary.Features, summary.Columns, summary.Seconds, summary.RowsPerSecond), Is.EqualTo((2_500L, 2, 1, 2.0, 1_250.0)));
            Assert.That(summary.Evaluators, Is.EqualTo(new[] { "exact" }));
            Assert.That(read, Is.EqualTo(source.SizeBytes));
        }
    }

    private static string ManyRows(int count)
    {
        var text = new StringBuilder("size,spread\n");
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i % 7 * 0.5},{(i % 3) - 1}\n");
        }

        return text.ToString();
    }

    private static long Allocated(string path, CompiledForest forest)
    {
        RowScorer scorer = RowScorer.InFixedPoint(forest, isRaw: false, EvaluatorKind.Auto);
        using RowSource source = RowSource.Open(path, RowLayout.Of(forest));
        long before = GC.GetAllocatedBytesForCurrentThread();
        ScoreRun.Run(source, scorer, Stream.Null, RowFormat.Csv, new ScriptedTicks(1), static _ => { }, CancellationToken.None);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Number(string text) => double.Parse(text.Split('\n')[1], CultureInfo.InvariantCulture);

    private static string Run(string path, CompiledForest forest, bool isExact, bool isRaw) =>
        Run(path, isExact ? RowScorer.AsTheLibrary(forest, isRaw) : RowScorer.InFixedPoint(forest, isRaw, EvaluatorKind.Auto));

    private static string Run(string path, RowScorer scorer)
    {
        using RowSource source = RowSource.Open(path, RowLayout.Of(scorer.Forest));
        using var output = new MemoryStream();
        ScoreRun.Run(source, scorer, output, RowFormat.Csv, new ScriptedTicks(1), static _ => { }, CancellationToken.None);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
