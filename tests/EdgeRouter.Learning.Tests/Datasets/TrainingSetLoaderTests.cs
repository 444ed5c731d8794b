using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Datasets;

namespace EdgeRouter.Learning.Tests.Datasets;

[TestFixture]
public sealed class TrainingSetLoaderTests
{
    private static readonly string[] Names = ["a", "b", "c"];
    private static readonly TcaOptions Options = new() { UnfilledImpactBps = 1, UnfilledFeeNanos = 3_000_000 };

    [Test]
    public void ShouldMakeAnExampleOfEachChildOfAnEndedParent()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        script.Parent(1, Side.Buy, 1000);
        script.Decision(1, 0, 3, probability: 0.25, explored: true);
        script.Child(1, 0, venue: 1, 400, filled: 100, StoreScript.Mid + StoreScript.Cent, fee: 300_000_000);
        script.Decision(1, 1, 3);
        script.Child(1, 1, venue: 0, 900, filled: 500, StoreScript.Mid + (2 * StoreScript.Cent));
        script.Outcome(1, Side.Buy, 1000, 600, StoreScript.Mid - StoreScript.Cent, StoreScript.Mid + StoreScript.Cent);
        script.Parent(2, Side.Sell, 200);
        script.Decision(2, 0, 3);
        script.Child(2, 0, venue: 0, 200, filled: 200, StoreScript.Mid - StoreScript.Cent);
        script.Outcome(2, Side.Sell, 200, 200, StoreScript.Mid, StoreScript.Mid);
        script.Parent(3, Side.Buy, 100);
        script.Decision(3, 0, 3);
        script.Child(3, 0, venue: 0, 100);
        using FeedbackStore store = script.Project();
        TrainingSet set = TrainingSetLoader.Load(store, Names, [], Options);
        Assert.That(set.Rows, Has.Count.EqualTo(3), "the parent that has not ended is no example");
        TrainingRow first = set.Rows[0];
        TrainingRow second = set.Rows[1];
        TrainingRow sale = set.Rows[2];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(set.SkippedChildCount, Is.Zero);
            Assert.That(set.FeaturesOf(first).ToArray(), Is.EqualTo(new[] { 10f, 11f, 12f }), "the row of its own venue");
            Assert.That(set.FeaturesOf(second).ToArray(), Is.EqualTo(new[] { 0f, 1f, 2f }));
            Assert.That(first.TimeNs, Is.EqualTo(StoreScript.T0 + 1000));
            Assert.That((first.SlateProbability, first.Explored), Is.EqualTo((0.25, true)));
            Assert.That((second.SlateProbability, second.Explored), Is.EqualTo((1.0, false)));
            Assert.That(first.FillShare, Is.EqualTo(0.25));

            // A cent of 100 dollars is 1 bp; 30 cents of fee on 100 shares are 0.3 cents each.
            Assert.That(first.CostBps, Is.EqualTo(1.3).Within(1e-9));

            // 500 shares at 2 cents, 400 never: 1 cent, 1 bp of impact and 0.3 cents each: (500·2 + 400·2.3) / 900 cents.
            Assert.That(first.CompletionBps, Is.EqualTo(1920 / 900.0).Within(1e-9));
            Assert.That(second.CompletionBps, Is.EqualTo(2.3).Within(1e-9));
            Assert.That(sale.CostBps, Is.EqualTo(1.0).Within(1e-9), "a sale a cent below the midpoint costs");
            Assert.That((sale.FillShare, sale.CompletionBps), Is.EqualTo((1.0, double.NaN)));
        }
    }

    [Test]
    public void ShouldSkipAndCountDecisionsWithOtherColumns()
    {
        using var folder = new TempFolder();
        using var other = new StoreScript(folder, "renamed", "a", "b", "x");
        AddParent(other, 1, featureCount: 3);
        other.Project().Dispose();
        using var fewer = new StoreScript(folder, "few", "a", "b");
        AddParent(fewer, 1, featureCount: 2);
        fewer.Project().Dispose();
        using var script = new StoreScript(folder, "good", Names);
        AddParent(script, 1, featureCount: 3);
        using FeedbackStore store = script.Project();
        TrainingSet set = TrainingSetLoader.Load(store, Names, [], Options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(set.Rows, Has.Count.EqualTo(1));
            Assert.That(set.SkippedChildCount, Is.EqualTo(2));
        }
    }

    [Test]
    public void ShouldCountSkippedChildrenInTheCompletionOfOthers()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", Names);
        script.Parent(1, Side.Buy, 300);
        script.Decision(1, 0, 3);
        script.Child(1, 0, venue: 0, 300);
        script.Decision(1, 1, 3, midpoint: 0);
        script.Child(1, 1, venue: 0, 100, filled: 100, StoreScript.Mid + (2 * StoreScript.Cent));
        script.Decision(1, 2, 3);
        script.Child(1, 2, venue: 1, 200, filled: 200, StoreScript.Mid + (5 * StoreScript.Cent), action: RouteAction.Midpoint);
        script.Outcome(1, Side.Buy, 300, 300, StoreScript.Mid, StoreScript.Mid);
        using FeedbackStore store = script.Project();
        TrainingSet set = TrainingSetLoader.Load(store, Names, [], Options);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(set.SkippedChildCount, Is.EqualTo(2), "no midpoint; no row of venue and action");
            Assert.That(set.Rows.Single().CompletionBps, Is.EqualTo(4.0).Within(1e-9), "(100·2 + 200·5) / 300");
        }
    }

    [Test]
    public void ShouldLoadOnlyTheNamedRuns()
    {
        using var folder = new TempFolder();
        using var first = new StoreScript(folder, "first", Names);
        AddParent(first, 1, 3);
        first.Project().Dispose();
        using var second = new StoreScript(folder, "second", Names);
        AddParent(second, 1, 3);
        AddParent(second, 2, 3);
        using FeedbackStore store = second.Project();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(TrainingSetLoader.Load(store, Names, [], Options).Rows, Has.Count.EqualTo(3));
            Assert.That(TrainingSetLoader.Load(store, Names, ["second"], Options).Rows, Has.Count.EqualTo(2));
            EdgeRouterException missing = Assert.Throws<EdgeRouterException>(() => TrainingSetLoader.Load(store, Names, ["first", "third"], Options))!;
            Assert.That((missing.Id, missing.ExitCode), Is.EqualTo(("ER7011", ExitCode.BadInput)));
            Assert.That(missing.Message, Does.Contain("'third'").And.Contain("first, second"));
        }
    }

    [Test]
    public void ShouldRefuseAStoreWithNothingToLearnFrom()
    {
        using var folder = new TempFolder();
        using var script = new StoreScript(folder, "run", "other");
        AddParent(script, 1, featureCount: 1);
        using FeedbackStore store = script.Project();
        EdgeRouterException empty = Assert.Throws<EdgeRouterException>(() => TrainingSetLoader.Load(store, Names, [], Options))!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((empty.Id, empty.ExitCode), Is.EqualTo(("ER7010", ExitCode.BadInput)));
            Assert.That(empty.Message, Does.Contain("1 with other features"));
        }
    }

    private static void AddParent(StoreScript script, long id, int featureCount)
    {
        script.Parent(id, Side.Buy, 100);
        script.Decision(id, 0, featureCount);
        script.Child(id, 0, venue: 0, 100, filled: 100, StoreScript.Mid + StoreScript.Cent);
        script.Outcome(id, Side.Buy, 100, 100, StoreScript.Mid, StoreScript.Mid);
    }
}
