using EdgeRouter.Sbe.Properties.Tests.Fuzz;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>What every evaluator must do, by one subclass for each: the same bits as the reference for every model, row and batch, without
/// allocating, without touching what is not its own.</summary>
public abstract class EvaluatorSuite
{
    private const string Plain = "stumps";

    // Every batch up to a block and a bit: kernels of 4, 8, 16, 32 and 64 rows all begin, end and overlap somewhere in there.
    private static readonly int[] BatchSizes = [.. Enumerable.Range(1, 70), 100, 129, 200];
    private static readonly int[] FewBatchSizes = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 127, 200];

    private readonly EvaluatorKind _kind;

    protected EvaluatorSuite(EvaluatorKind kind) => _kind = kind;

    [OneTimeSetUp]
    public void SkipWithoutInstructions()
    {
        if (_kind != EvaluatorKind.Auto && !EvaluatorSupport.For(ForestCases.Get(Plain).Forest).Contains(_kind))
        {
            Assert.Ignore($"this processor has no instructions for the evaluator {EvaluatorSupport.NameOf(_kind)}");
        }
    }

    [TestCaseSource(typeof(ForestCases), nameof(ForestCases.AllNames))]
    public void ShouldGiveTheBitsOfTheReference(string name)
    {
        ForestCase c = ForestCases.Get(name);
        if (IsRefused(c))
        {
            return;
        }

        var scorer = new ForestScorer(c.Forest, _kind);
        var raw = new long[c.OutputCount * ForestCase.RowCount];
        foreach (int size in BatchSizes)
        {
            int first = size * 7 % (ForestCase.RowCount - size + 1);
            Span<long> results = raw.AsSpan(0, c.OutputCount * size);
            results.Fill(long.MinValue);
            scorer.Score(c.Singles.AsSpan(first * c.FeatureCount, size * c.FeatureCount), size, results);
            AssertSame(c, c.SingleTruth, results, first, size, "float32");
            AssertRan(scorer);
            results.Fill(long.MinValue);
            scorer.Score(c.Doubles.AsSpan(first * c.FeatureCount, size * c.FeatureCount), size, results);
            AssertSame(c, c.DoubleTruth, results, first, size, "double");
            AssertRan(scorer);
        }
    }

    [TestCase("mixed, 40 features")]
    [TestCase("fused 3")]
    [TestCase("600 features")]
    [TestCase("LightGBM, fused with linear leaves")]
    [TestCase("gblinear")]
    public void ShouldNotAllocate(string name)
    {
        ForestCase c = ForestCases.Get(name);
        if (IsRefused(c))
        {
            return;
        }

        var scorer = new ForestScorer(c.Forest, _kind);
        var raw = new long[c.OutputCount * ForestCase.RowCount];
        foreach (int size in (int[])[1, 5, 16, 33, 64, 130])
        {
            GcAssert.DoesNotAllocate(() => scorer.Score(c.Singles.AsSpan(0, size * c.FeatureCount), size, raw), 10);
            GcAssert.DoesNotAllocate(() => scorer.Score(c.Doubles.AsSpan(0, size * c.FeatureCount), size, raw), 10);
        }

        AssertRan(scorer);
    }

    [TestCase("mixed, 40 features")]
    [TestCase("fused 4")]
    [TestCase("LightGBM, all rules")]
    public void ShouldScoreAlikeFromManyThreads(string name)
    {
        ForestCase c = ForestCases.Get(name);
        Parallel.For(1, 40, new ParallelOptions { MaxDegreeOfParallelism = 8 }, size =>
        {
            var scorer = new ForestScorer(c.Forest, _kind);
            var raw = new long[c.OutputCount * size];
            for (int first = 0; first < ForestCase.RowCount; first += size)
            {
                int count = Math.Min(size, ForestCase.RowCount - first);
                scorer.Score(c.Singles.AsSpan(first * c.FeatureCount, count * c.FeatureCount), count, raw);
                AssertSame(c, c.SingleTruth, raw, first, count, "float32");
            }

            AssertRan(scorer);
        });
    }

    [TestCase("one tree, one feature")]
    [TestCase("depth 2 and 3")]
    [TestCase("depth 6")]
    [TestCase("depth 7")]
    [TestCase("categories")]
    [TestCase("1500 features")]
    [TestCase("fused 4")]
    [TestCase("LightGBM, 63 leaves")]
    [TestCase("LightGBM, linear leaves")]
    public void ShouldStayWithinTheRowsAndScores(string name)
    {
        ForestCase c = ForestCases.Get(name);
        if (IsRefused(c))
        {
            return;
        }

        var scorer = new ForestScorer(c.Forest, _kind);
        using var rows = new GuardedPages(c.Doubles.Length * sizeof(double));
        using var scores = new GuardedPages(c.OutputCount * ForestCase.RowCount * sizeof(long));
        foreach (int size in FewBatchSizes)
        {
            int first = ForestCase.RowCount - size;
            foreach (bool atEnd in (bool[])[true, false])
            {
                Span<long> raw = Place<long>(scores, c.OutputCount * size, atEnd);
                Span<float> singles = Place<float>(rows, size * c.FeatureCount, atEnd);
                c.Singles.AsSpan(first * c.FeatureCount, singles.Length).CopyTo(singles);
                scorer.Score(singles, size, raw);
                AssertSame(c, c.SingleTruth, raw, first, size, "float32");
                Span<double> doubles = Place<double>(rows, size * c.FeatureCount, atEnd);
                c.Doubles.AsSpan(first * c.FeatureCount, doubles.Length).CopyTo(doubles);
                scorer.Score(doubles, size, raw);
                AssertSame(c, c.DoubleTruth, raw, first, size, "double");
                AssertRan(scorer);
            }
        }
    }

    [Test]
    public void ShouldLeaveTheRestOfTheScoresAlone()
    {
        ForestCase c = ForestCases.Get("three outputs");
        var scorer = new ForestScorer(c.Forest, _kind);
        foreach (int size in FewBatchSizes)
        {
            var raw = new long[(c.OutputCount * size) + 100];
            Array.Fill(raw, 42L);
            scorer.Score(c.Singles.AsSpan(0, size * c.FeatureCount), size, raw);
            AssertSame(c, c.SingleTruth, raw, 0, size, "float32");
            Assert.That(raw[(c.OutputCount * size)..], Is.All.EqualTo(42L));
            AssertRan(scorer);
        }
    }

    [Test]
    public void ShouldRefuseWrongLengths()
    {
        ForestCase c = ForestCases.Get("three outputs");
        var scorer = new ForestScorer(c.Forest, _kind);
        Assert.Throws<ArgumentException>(() => scorer.Score(new float[c.FeatureCount + 1], 1, new long[3]));
        Assert.Throws<ArgumentException>(() => scorer.Score(new double[c.FeatureCount - 1], 1, new long[3]));
        Assert.Throws<ArgumentException>(() => scorer.Score(new float[2 * c.FeatureCount], 2, new long[5]));
        Assert.Throws<ArgumentException>(() => scorer.Score(new float[c.FeatureCount], -1, new long[3]));
        Assert.DoesNotThrow(() => scorer.Score(ReadOnlySpan<float>.Empty, 0, []));
    }

    private static Span<T> Place<T>(GuardedPages pages, int count, bool atEnd)
        where T : unmanaged
    {
        int bytes = count * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, T>(atEnd ? pages.AtEnd(bytes) : pages.AtStart(bytes));
    }

    // The limits that are documented, and no other: a forest within them must be scored.
    private bool IsRefused(ForestCase c)
    {
        bool isTooWide = _kind switch
        {
            EvaluatorKind.Avx512Mask => c.Forest.LaneCount > 256,
            EvaluatorKind.Avx2 or EvaluatorKind.Avx512Blend => c.Forest.LaneCount > 1024,
            _ => false,
        };
        if (isTooWide)
        {
            Assert.Throws<PlatformNotSupportedException>(() => new ForestScorer(c.Forest, _kind));
        }

        Assert.That(_kind == EvaluatorKind.Auto || EvaluatorSupport.For(c.Forest).Contains(_kind) != isTooWide);
        return isTooWide;
    }

    private void AssertRan(ForestScorer scorer) => Assert.That(
        _kind == EvaluatorKind.Auto ? EvaluatorSupport.For(scorer.Forest) : [_kind],
        Does.Contain(scorer.LastEvaluator));

    private static void AssertSame(ForestCase c, long[] truth, ReadOnlySpan<long> raw, int first, int size, string type)
    {
        for (int o = 0; o < c.OutputCount; o++)
        {
            ReadOnlySpan<long> expected = truth.AsSpan((o * ForestCase.RowCount) + first, size);
            ReadOnlySpan<long> actual = raw.Slice(o * size, size);
            int same = expected.CommonPrefixLength(actual);
            if (same < size)
            {
                Assert.Fail($"{c.Name}: {size} rows of {type}, row {first + same}, output {o}: {actual[same]}, the reference gives {expected[same]}");
            }
        }
    }
}
