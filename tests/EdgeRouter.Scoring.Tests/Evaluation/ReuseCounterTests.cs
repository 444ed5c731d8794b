using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Tests.Support;

namespace EdgeRouter.Scoring.Tests.Evaluation;

/// <summary>Three trees of four lanes and five decisions, counted on paper.</summary>
/// <remarks>Lanes: f0 below or not below 1 and 2, NaN as 0; the same, NaN as 255; f1 and 10; f2 and 5. Nothing reads f3. Tree A reads the first
/// and third lane, tree B the fourth, tree C the second. f0 = 1.5 instead of 0 changes the first two, NaN instead of 0 the second alone.</remarks>
[TestFixture]
public sealed class ReuseCounterTests
{
    private const float Missing = float.NaN;

    private static readonly CompiledForest Forest = ForestCompiler.Compile(
        HandMade.Tree(
        [
            TreeNode.NumericSplit(0, 1, 1, MissingRule.NaN, missingGoesRight: false, 0),
            TreeNode.NumericSplit(1, 10, 3, MissingRule.NaN, missingGoesRight: false, 1),
            TreeNode.LeafNode(1, 2),
            TreeNode.LeafNode(2, 3),
            TreeNode.LeafNode(3, 4),
        ], features: 4),
        Stump(2, 5, missingGoesRight: false),
        Stump(0, 2, missingGoesRight: true));

    [Test]
    public void ShouldCountAsOnPaper()
    {
        IReadOnlyList<ReuseFigures> figures = Day().Figures;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Forest.LaneCount, figures[0].TreeCount), Is.EqualTo((4, 3)));
            Assert.That(figures.Select(static f => f.RowCount), Is.All.EqualTo(9));

            // Changed lanes 0, 2 | 1 | 1 | 0; the third row of the second decision and the second of the fourth have none before them.
            Check(figures[0], ReuseReference.PreviousDecision, (5, 1, 2), (0, 1, 2), 4, "f0 2, f2 1");

            // 1 | 1, none for the other action | 0.
            Check(figures[1], ReuseReference.Parent, (3, 1, 1), (0, 1, 1), 2, "f0 1, f2 1");

            // The second decision, on the same instrument, has the venues the other way round: 0, 2 | 1 | 0.
            Check(figures[2], ReuseReference.Instrument, (4, 1, 2), (0, 0, 2), 3, "f0 1, f2 1");
        }
    }

    [Test]
    public void ShouldDivideByAllThatCouldBeSkipped()
    {
        ReuseFigures figures = Day().Figures[1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(figures.ReferencedShare, Is.EqualTo(3 / 9.0));
            Assert.That(figures.SameFeaturesShare, Is.EqualTo(1 / 3.0));
            Assert.That(figures.SameCodesShare, Is.EqualTo(1 / 3.0));
            Assert.That(figures.TouchedTreeShare, Is.EqualTo(2 / 9.0));
            Assert.That(figures.SkippableShare, Is.EqualTo(7 / 27.0), "of 9 rows x 3 trees");
        }
    }

    [Test]
    public void ShouldNotCompareAcrossRuns()
    {
        ReuseCounter counter = Day();
        long[] before = [.. counter.Figures.Select(static f => f.ReferencedRowCount)];
        counter.StartRun();
        Add(counter, 1, 8, (1, RouteAction.Take, [Missing, 0, 6, 0]));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counter.DecisionCount, Is.EqualTo(6));
            Assert.That(counter.Figures.Select(static f => f.RowCount), Is.All.EqualTo(10));
            Assert.That(counter.Figures.Select(static f => f.ReferencedRowCount), Is.EqualTo(before));
        }
    }

    // Categories 1 and 2 go right at the one split, 2 and 3 at the other: two lanes of one feature. From 0 to 1 one changes, to 3 both.
    [Test]
    public void ShouldKnowTheFeatureOfCategoricalLanes()
    {
        ReuseCounter counter = new(ForestCompiler.Compile(Category(0b0110), Category(0b1100)));
        foreach (float category in (float[])[0, 1, 3])
        {
            Add(counter, 1, 1, (1, RouteAction.Post, [0, category]));
        }

        Check(counter.Figures[1], ReuseReference.Parent, (2, 0, 0), (1, 1, 2), 3, "f1 2");
    }

    [Test]
    public void ShouldHaveNoSharesOfNothing()
    {
        ReuseCounter counter = new(ForestCompiler.Compile(HandMade.Constants(0.5, [1.0])));
        ReuseFigures empty = counter.Figures[0];
        Add(counter, 1, 1, (1, RouteAction.Take, [1]));
        Add(counter, 1, 1, (1, RouteAction.Take, [2]));
        ReuseFigures noTrees = counter.Figures[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((double[])[empty.ReferencedShare, empty.SameCodesShare, empty.TouchedTreeShare, empty.SkippableShare], Is.All.NaN);
            Assert.That((noTrees.TreeCount, noTrees.SameFeaturesRowCount, noTrees.SameCodesRowCount), Is.EqualTo((0, 0L, 1L)));
            Assert.That((double[])[noTrees.TouchedTreeShare, noTrees.SkippableShare], Is.All.NaN);
        }
    }

    [TestCase(3)]
    [TestCase(5)]
    public void ShouldRefuseRowsOfOtherLength(int count) =>
        Assert.That(() => new ReuseCounter(Forest).Add(new ParentOrderId(1), new InstrumentId(1), new ScoredRow[1], new float[count]), Throws.ArgumentException);

    private static ReuseCounter Day()
    {
        ReuseCounter counter = new(Forest);
        Add(counter, 1, 7, (1, RouteAction.Take, [0, 0, 0, 0]), (2, RouteAction.Take, [0, 0, 0, 0]));
        Add(counter, 2, 7, (2, RouteAction.Take, [0, 0, 0, 9]), (1, RouteAction.Take, [1.5f, 0, 0, 0]), (3, RouteAction.Take, [0, 0, 6, 0]));
        Add(counter, 1, 8, (1, RouteAction.Take, [Missing, 0, 0, 0]));
        Add(counter, 1, 8, (1, RouteAction.Take, [Missing, 0, 6, 0]), (1, RouteAction.Post, [0, 0, 0, 0]));
        Add(counter, 1, 8, (1, RouteAction.Take, [Missing, 0, 6, 0]));
        return counter;
    }

    private static void Add(ReuseCounter counter, long parent, int instrument, params (byte Venue, RouteAction Action, float[] Features)[] rows) => counter.Add(
        new ParentOrderId(parent),
        new InstrumentId(instrument),
        [.. rows.Select(static row => new ScoredRow { VenueId = new VenueId(row.Venue), Action = row.Action })],
        [.. rows.SelectMany(static row => row.Features)]);

    private static void Check(ReuseFigures f, ReuseReference reference, (long, long, long) rows, (int, int, int) changedLanes, long touchedTrees, string features)
    {
        Assert.That(f.Reference, Is.EqualTo(reference));
        Assert.That((f.ReferencedRowCount, f.SameFeaturesRowCount, f.SameCodesRowCount), Is.EqualTo(rows), $"{reference}: rows");
        Assert.That((f.ChangedLanesP10, f.ChangedLanesP50, f.ChangedLanesP90), Is.EqualTo(changedLanes), $"{reference}: changed lanes");
        Assert.That(f.TouchedTreeCount, Is.EqualTo(touchedTrees), $"{reference}: trees");
        Assert.That(string.Join(", ", f.FeatureChanges.Select(static change => $"{change.Feature} {change.RowCount}")), Is.EqualTo(features), $"{reference}: features");
    }

    private static TreeEnsemble Stump(int feature, double threshold, bool missingGoesRight) => HandMade.Tree(
        [TreeNode.NumericSplit(feature, threshold, 1, MissingRule.NaN, missingGoesRight, 0), TreeNode.LeafNode(1, 1), TreeNode.LeafNode(2, 2)], features: 4);

    private static TreeEnsemble Category(uint members) => HandMade.Tree(
        [TreeNode.CategoricalSplit(1, 0, 1, missingGoesRight: false, 0), TreeNode.LeafNode(1, 1), TreeNode.LeafNode(2, 2)],
        [new CategorySet([members], membersGoRight: true)],
        features: 2);
}
