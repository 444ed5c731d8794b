using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>Fixed-point scores are as close to the exact sum, and to the library's own arithmetic, as a forest says.</summary>
[TestFixture]
public sealed class FixedPointTests
{
    [TestCaseSource(typeof(ForestCases), nameof(ForestCases.AllNames))]
    public void ShouldStayWithinTheBounds(string name)
    {
        ForestCase c = ForestCases.Get(name);
        int first = 0;
        for (int m = 0; m < c.Models.Length; first += c.Models[m].OutputCount, m++)
        {
            for (int k = 0; k < c.Models[m].OutputCount && !c.Models[m].IsLinear; k++)
            {
                CheckOutput(c, m, k, first + k);
            }
        }
    }

    // Each of the 9 trees that hold half a step loses it, and so does the base: 10 halves; the tenth tree, which sets the scale, loses nothing.
    [Test]
    public void ShouldLoseHalfAStepOfEachTreeAtWorst()
    {
        CompiledForest forest = ForestCompiler.Compile(HandMade.Constants(0.5, [FixedPoint.MaxLeaf, .. Enumerable.Repeat(0.5, 9)]));
        Assert.That(forest.Outputs[0].ScaleBits, Is.Zero);
        Assert.That(Score(forest), Is.EqualTo(FixedPoint.MaxLeaf));
        Assert.That(forest.Outputs[0].QuantisationBound, Is.EqualTo(5.5), "11 numbers, each within half a step");
    }

    [TestCase(0.5, 0)]
    [TestCase(1.5, 2)]
    [TestCase(2.5, 2)]
    [TestCase(-0.5, 0)]
    [TestCase(-1.5, -2)]
    [TestCase(-2.5, -2)]
    [TestCase(0.50000000000000011, 1)]
    [TestCase(-3.4999999999999996, -3)]
    public void ShouldRoundHalfToEven(double leaf, long expected)
    {
        Assert.That(FixedPoint.Quantise(leaf, 0), Is.EqualTo(expected));
        Assert.That(Score(ForestCompiler.Compile(HandMade.Constants(0.0, [-FixedPoint.MaxLeaf, leaf]))), Is.EqualTo(expected - FixedPoint.MaxLeaf));
    }

    // Leaf · 2^bits ≤ 2^27 − 1, base · 2^bits ≤ 2^53 − 2, bits ≤ 52.
    [TestCase(1.0, 0.0, 26)]
    [TestCase(134217727.0, 0.0, 0)]
    [TestCase(134217728.0, 0.0, -1)]
    [TestCase(0.0, 1.0, 52)]
    [TestCase(0.0, 2.0, 51)]
    [TestCase(0.0, 1e20, -14)]
    [TestCase(0.0, 0.0, 52)]
    [TestCase(double.MaxValue, 0.0, -998)]
    [TestCase(0.0, double.MaxValue, -972)]
    [TestCase(double.Epsilon, double.Epsilon, 52)]
    public void ShouldChooseTheFinestScaleThatFits(double leaf, double baseMargin, int bits) =>
        Assert.That(FixedPoint.ChooseScaleBits(baseMargin, [leaf]), Is.EqualTo(bits));

    // The sum decides here, no single leaf: base and leaves together are 2^33 + 2^20 − 2.
    [Test]
    public void ShouldKeepTheSumBelowTwoToThe53()
    {
        var leaves = new double[1 << 20];
        Array.Fill(leaves, 1.0);
        int bits = FixedPoint.ChooseScaleBits((1L << 33) - 2.0, leaves);
        double scale = Math.ScaleB(1.0, bits);
        Assert.That((((1L << 33) - 2.0) * scale) + (leaves.Length * scale) + leaves.Length + 1, Is.LessThanOrEqualTo(9007199254740992.0));
        Assert.That(bits, Is.EqualTo(19), "doubled 20 times they are more than 2^53");
    }

    // The source library's float32 sum of these overflows: no finite bound could be true.
    [Test]
    public void ShouldAdmitThatFloatsOverflow()
    {
        CompiledForest forest = ForestCompiler.Compile(HandMade.Constants(0.0, [float.MaxValue, float.MaxValue]));
        double margin = 0.0;
        new ExactEvaluator(forest.Models[0]).Margins([0f], new Span<double>(ref margin));
        Assert.That(margin, Is.EqualTo(double.PositiveInfinity));
        Assert.That(forest.Outputs[0].ErrorBound, Is.EqualTo(double.PositiveInfinity));
        Assert.That(forest.ToMargin(0, Score(forest)), Is.EqualTo(2.0 * float.MaxValue).Within(forest.Outputs[0].QuantisationBound));
    }

    // 1 + 2^-24 is 1 in float32: 100 times half a unit in the last place are lost, and the bound covers it closely.
    [Test]
    public void ShouldBoundWhatTheLibraryLoses()
    {
        double small = Math.ScaleB(1.0, -24);
        CompiledForest forest = ForestCompiler.Compile(HandMade.Constants(1.0, Enumerable.Repeat(small, 100)));
        double margin = 0.0;
        new ExactEvaluator(forest.Models[0]).Margins([0f], new Span<double>(ref margin));
        Assert.That(margin, Is.EqualTo(1.0));
        double lost = 1.0 + (100 * small) - margin;
        ForestOutput output = forest.Outputs[0];
        Assert.That(output.ErrorBound - output.QuantisationBound, Is.GreaterThanOrEqualTo(lost).And.LessThan(1.1 * lost));
    }

    private static void CheckOutput(ForestCase c, int model, int outputOfModel, int output)
    {
        ForestOutput about = c.Forest.Outputs[output];
        ReferenceModel reference = c.References[model];
        Assert.That(about.ScaleBits, Is.EqualTo(reference.ScaleBits[outputOfModel]));
        var exact = new ExactEvaluator(c.Models[model]);
        var margins = new double[c.Models[model].OutputCount];
        Dyadic quantisationBound = Dyadic.Of(about.QuantisationBound);
        for (int r = 0; r < ForestCase.RowCount; r++)
        {
            ReadOnlySpan<double> row = c.Doubles.AsSpan(r * c.FeatureCount, c.FeatureCount);
            Dyadic score = new Dyadic(c.DoubleTruth[(output * ForestCase.RowCount) + r], 0).TimesPowerOfTwo(-about.ScaleBits);
            Assert.That((score - reference.ExactSum(outputOfModel, row)).Abs() <= quantisationBound, $"{c.Name}, output {output}, row {r}: exact sum");
            if (double.IsFinite(about.ErrorBound))
            {
                exact.Margins(row, margins);
                Assert.That((score - Dyadic.Of(margins[outputOfModel])).Abs() <= Dyadic.Of(about.ErrorBound), $"{c.Name}, output {output}, row {r}: library");
            }
        }
    }

    private static long Score(CompiledForest forest)
    {
        long raw = 0;
        new ForestScorer(forest, EvaluatorKind.Scalar).Score([0f], 1, new Span<long>(ref raw));
        return raw;
    }
}
