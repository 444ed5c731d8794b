using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class ExplainTests
{
    private const ulong Seed = 12;

    public static IEnumerable<string> Names => PolicyIds.Names;

    [TestCaseSource(nameof(Names))]
    public void ShouldNameEveryQuantityAndChangeNothing(string name)
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var contexts = new RandomContexts(Seed);
        IRoutingPolicy policy = new PolicySet(name, contexts.World, new PolicyOptions { Exploration = new ExplorationOptions { Rate = name == "random" ? 0.0 : 0.3 } }).Default;
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        int childCount = 0;
        for (int run = 0; run < 300; run++)
        {
            contexts.Next(context);
            policy.Build(context, record);
            WaterfallChild[] before = record.Children.ToArray();
            var sink = new ExplanationList();
            policy.Explain(context, record, sink);
            Assert.That(record.Children.ToArray(), Is.EqualTo(before));
            foreach (WaterfallChild child in before.Where(c => c.StepIndex == 0))
            {
                int row = record.Rows.ToArray().ToList().FindIndex(r => r.VenueId == child.VenueId && r.Action == child.Action);
                Assert.That(sink[row, "sent now"], Is.EqualTo(child.Quantity), $"run {run}");
                childCount++;
            }

            Assert.That(sink.Notes, Is.Not.Empty);
            Assert.That(sink.Terms, Has.All.Matches<(int Row, string Name, double, string)>(t => t.Row >= -1 && t.Row < context.RowCount && t.Name.Length > 0));
        }

        Assert.That(childCount, Is.GreaterThan(100));
    }
}
