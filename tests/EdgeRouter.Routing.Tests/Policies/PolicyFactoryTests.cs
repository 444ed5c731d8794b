using EdgeRouter.Core.Errors;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class PolicyFactoryTests
{
    // On disk: must only ever grow.
    [TestCase("static", 1, false)]
    [TestCase("best-price", 2, false)]
    [TestCase("rank-and-fill", 3, true)]
    [TestCase("top-n-split", 4, true)]
    [TestCase("random", 5, false)]
    public void ShouldKeepIdsAndNames(string name, byte id, bool needsScores)
    {
        IRoutingPolicy policy = Create(name, new WaterfallOptions());
        Assert.That((policy.Id, policy.Name, policy.Need != ScoreNeed.None), Is.EqualTo((id, name, needsScores)));
    }

    [Test]
    public void ShouldNameTheChoicesForAnUnknownPolicy() => Assert.That(
        () => Create("best", new WaterfallOptions()),
        Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1111").And.Message.Contains("best-price"));

    [TestCase(nameof(WaterfallOptions.StepCountMax))]
    [TestCase(nameof(WaterfallOptions.ImmediateTimeoutNs))]
    [TestCase(nameof(WaterfallOptions.PostTimeoutNs))]
    [TestCase(nameof(WaterfallOptions.ScoreBandMicroBps))]
    [TestCase(nameof(WaterfallOptions.SplitRowCountMax))]
    [TestCase(nameof(WaterfallOptions.TriedPenaltyMicroBps))]
    public void ShouldNameTheOptionThatIsWrong(string key)
    {
        var options = new WaterfallOptions();
        System.Reflection.PropertyInfo property = typeof(WaterfallOptions).GetProperty(key)!;
        property.SetValue(options, Convert.ChangeType(-1, property.PropertyType, null));
        Assert.That(() => Create("static", options), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1112").And.Message.Contains(key));
    }

    private static IRoutingPolicy Create(string name, WaterfallOptions options) =>
        PolicyFactory.Create(name, new RandomContexts(1).World, options, new ExplorationOptions { Rate = 0 });
}
