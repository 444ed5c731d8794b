using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class ExplorationTests
{
    private const ulong Seed = 9;
    private const int ParentCount = 40_000;
    private static readonly ExplorationOptions Options = new() { Rate = 0.2, Seed = Seed, ParentNotionalMax = 1_000 };

    [Test]
    public void ShouldChooseWithTheProbabilityThatItWritesDown([Values(0, 1, 3)] int decisionIndex)
    {
        // Four rows, the base policy takes row 1 alone: 0.8 + 0.2/4 for it, 0.2/4 for each other.
        RoutingContext context = ContextOf(4, bestRow: 1);
        Dictionary<string, (int Count, double Probability)> slates = Draw(context, Exploring(Options), decisionIndex);
        Assert.That(slates.Keys, Is.EquivalentTo(new[] { "0", "1", "2", "3" }));
        Assert.That(slates["1"].Probability, Is.EqualTo(0.85).Within(1e-12));
        Assert.That(slates["0"].Probability, Is.EqualTo(0.05).Within(1e-12));
        AssertFrequencies(slates);
    }

    [Test]
    public void ShouldKnowASweepFromItsRows()
    {
        // Rows 0 and 1 tie, so the base slate is both: 0.8. Alone, each of the three rows has 0.2/3.
        RoutingContext context = ContextOf(3, bestRow: 0);
        context.Scores[1] = context.Scores[0];
        Dictionary<string, (int Count, double Probability)> slates = Draw(context, Exploring(Options), 0);
        Assert.That(slates.Keys, Is.EquivalentTo(new[] { "0,1", "0", "1", "2" }));
        Assert.That(slates["0,1"].Probability, Is.EqualTo(0.8).Within(1e-12));
        Assert.That(slates["2"].Probability, Is.EqualTo(0.2 / 3).Within(1e-12));
        AssertFrequencies(slates);
    }

    [Test]
    public void ShouldKeepTheFloorOfTwoPercentWithManyRows()
    {
        RoutingContext context = ContextOf(15, bestRow: 12);
        Dictionary<string, (int Count, double Probability)> slates = Draw(context, Exploring(Options), 0);
        Assert.That(slates, Has.Count.EqualTo(11), "ten candidates and the base policy's row");
        Assert.That(slates.Values.Min(s => s.Probability), Is.EqualTo(0.02).Within(1e-12));
        Assert.That(slates["12"].Probability, Is.EqualTo(0.8).Within(1e-12), "row 12 is no candidate");
        AssertFrequencies(slates);
    }

    // 0.06 shared by three candidates, 0.05 by two, 0.02 by one: never less than 0.02 each.
    [TestCase(0.06, 3, 0.02)]
    [TestCase(0.05, 2, 0.025)]
    [TestCase(0.02, 1, 0.02)]
    [TestCase(0.14, 7, 0.02)]
    public void ShouldHaveFewerCandidatesWhereTheRateIsSmall(double rate, int candidateCount, double probability)
    {
        RoutingContext context = ContextOf(15, bestRow: 12);
        Dictionary<string, (int Count, double Probability)> slates = Draw(context, Exploring(Options with { Rate = rate }), 0);
        Assert.That(slates, Has.Count.EqualTo(candidateCount + 1));
        Assert.That(slates.Where(s => s.Key != "12").Select(s => s.Value.Probability), Has.All.EqualTo(probability).Within(1e-12));
        AssertFrequencies(slates);
    }

    [TestCase("top-n-split")]
    [TestCase("convex")]
    [TestCase("dark-explore")]
    public void ShouldKnowTheProbabilityOfASlateOfSeveralRows(string name)
    {
        // The base step has several rows, so no candidate alone is that slate: 0.8, and 0.05 for each of four rows.
        RoutingContext context = ContextOf(4, bestRow: 1);
        if (name == "dark-explore")
        {
            ReplaceByMidpoints(context);
        }

        context.Scores.Clear();
        Universe world = WorldOf(4, name == "dark-explore" ? VenueKind.Midpoint : VenueKind.Lit);
        IRoutingPolicy policy = new PolicySet(name, world, new PolicyOptions { Exploration = Options }).Default;
        Dictionary<string, (int Count, double Probability)> slates = Draw(context, policy, 0);
        Assert.That(slates, Has.Count.EqualTo(5));
        Assert.That(slates.Single(s => s.Key.Contains(',')).Value.Probability, Is.EqualTo(0.8).Within(1e-12));
        Assert.That(slates.Where(s => !s.Key.Contains(',')).Select(s => s.Value.Probability), Has.All.EqualTo(0.05).Within(1e-12));
        AssertFrequencies(slates);
    }

    [Test]
    public void ShouldStopWhenTheBudgetIsSpent()
    {
        var budget = new ExplorationBudget(1);
        RoutingContext context = ContextOf(4, bestRow: 1);
        ExploringPolicy policy = Exploring(Options with { Rate = 1.0 }, budget: budget);
        var record = new DecisionRecord(192, 1, 64);
        policy.Build(context, record);
        Assert.That(record.Explored);
        budget.OnParentEnded(ExplorationBudgetTests.OutcomeOf(costUnits: 2), hasExplored: true);
        policy.Build(context, record);
        Assert.That((record.Explored, record.SlateProbability), Is.EqualTo((false, 1.0)));
    }

    [Test]
    public void ShouldChooseUniformlyWithTheRandomPolicy()
    {
        RoutingContext context = ContextOf(5, bestRow: 0);
        Dictionary<string, (int Count, double Probability)> slates = Draw(context, new RandomPolicy(new WaterfallOptions(), Seed), 2);
        Assert.That(slates.Values.Select(s => s.Probability), Has.All.EqualTo(0.2));
        AssertFrequencies(slates);
    }

    [Test]
    public void ShouldDrawDecisionsOfOneParentIndependently()
    {
        RoutingContext context = ContextOf(4, bestRow: 1);
        var policy = new RandomPolicy(new WaterfallOptions(), Seed);
        var record = new DecisionRecord(192, 1, 64);
        int equal = 0;
        for (int i = 0; i < ParentCount; i++)
        {
            context.ParentId = new ParentOrderId(i);
            context.DecisionIndex = 0;
            policy.Build(context, record);
            VenueId first = record.Children[0].VenueId;
            context.DecisionIndex = 1;
            policy.Build(context, record);
            equal += record.Children[0].VenueId == first ? 1 : 0;
        }

        Assert.That(equal / (double)ParentCount, Is.EqualTo(0.25).Within(0.011));
    }

    [Test]
    public void ShouldExploreForWholeParents()
    {
        RoutingContext context = ContextOf(4, bestRow: 1);
        var policy = Exploring(Options);
        var record = new DecisionRecord(192, 1, 64);
        for (int i = 0; i < 1_000; i++)
        {
            context.ParentId = new ParentOrderId(i);
            context.DecisionIndex = 0;
            policy.Build(context, record);
            bool explored = record.Explored;
            context.DecisionIndex = 1;
            policy.Build(context, record);
            Assert.That(record.Explored, Is.EqualTo(explored));
        }
    }

    [TestCase(true, 1_000L, false)]
    [TestCase(false, 1_000L, true)]
    [TestCase(false, 1_001L, false)]
    public void ShouldLeaveOutThoseWhoOptedOutOrAreTooLarge(bool noExploration, long notional, bool mayExplore)
    {
        RoutingContext context = ContextOf(4, bestRow: 1);
        context.NoExploration = noExploration;
        context.ParentNotionalNanos = (Int128)notional * Price.NanosPerUnit;
        var policy = Exploring(Options with { Rate = 1.0 });
        var record = new DecisionRecord(192, 1, 64);
        policy.Build(context, record);
        Assert.That(record.Explored, Is.EqualTo(mayExplore));
        Assert.That(record.SlateProbability, Is.EqualTo(mayExplore ? 0.25 : 1.0));
    }

    [TestCase(-0.01)]
    [TestCase(0.01)]
    [TestCase(0.99)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void ShouldRefuseAnImpossibleRate(double rate) => Assert.That(
        () => Exploring(Options with { Rate = rate }),
        Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1113").And.Message.Contains("Rate"));

    [Test]
    public void ShouldRefuseToExploreOverARandomPolicy() => Assert.That(
        () => new ExploringPolicy(new RandomPolicy(new WaterfallOptions(), 1), Options, new WaterfallOptions(), new ExplorationBudget(1)),
        Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1113"));

    [Test]
    public void ShouldKeepTheBasePolicysName()
    {
        var policy = Exploring(Options);
        Assert.That((policy.Id, policy.Name, policy.Need), Is.EqualTo(((byte)3, "rank-and-fill", ScoreNeed.Costs)));
    }

    private static ExploringPolicy Exploring(ExplorationOptions options, IRoutingPolicy? basePolicy = null, ExplorationBudget? budget = null) =>
        new(basePolicy ?? Base(), options, new WaterfallOptions(), budget ?? new ExplorationBudget(1_000));

    private static RankAndFillPolicy Base() => new(new WaterfallOptions());

    private static Universe WorldOf(int venueCount, VenueKind kind) => new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "A" }],
        [.. Enumerable.Range(0, venueCount).Select(i => new Venue { Id = new VenueId((byte)i), Name = $"V{i}", Kind = kind })]);

    private static void ReplaceByMidpoints(RoutingContext context)
    {
        int count = context.RowCount;
        context.Reset();
        context.PermittedActions = RouteActions.Midpoint;
        for (int i = 0; i < count; i++)
        {
            context.TryAddRow(new RowQuote { VenueId = new VenueId((byte)i), Action = RouteAction.Midpoint });
        }

        context.HasScores = true;
    }

    // Takes at the touch, one a venue; scores 2 bps apart so that nothing ties.
    private static RoutingContext ContextOf(int rowCount, int bestRow)
    {
        var context = new RoutingContext(192)
        {
            Side = Side.Buy,
            RemainingQuantity = 100,
            RoundLot = 100,
            LimitPrice = Price.MaxValue,
            Ask = new Price(100),
            AskQuantity = 1,
            Bid = new Price(90),
            BidQuantity = 1,
            PermittedActions = RouteActions.Take,
            HasScores = true,
        };
        for (int i = 0; i < rowCount; i++)
        {
            context.TryAddRow(new RowQuote { VenueId = new VenueId((byte)i), FarPrice = new Price(100), FarQuantity = 50 });
            context.Scores[i] = i == bestRow ? 0 : (i + 1) * 2_000_000;
        }

        context.RemainingQuantity = 200;
        return context;
    }

    private static Dictionary<string, (int Count, double Probability)> Draw(RoutingContext context, IRoutingPolicy policy, int decisionIndex)
    {
        var record = new DecisionRecord(192, 1, 64);
        var slates = new Dictionary<string, (int Count, double Probability)>(StringComparer.Ordinal);
        context.DecisionIndex = decisionIndex;
        for (int i = 0; i < ParentCount; i++)
        {
            context.ParentId = new ParentOrderId(i);
            policy.Build(context, record);
            string slate = string.Join(',', record.Children.ToArray().Where(c => c.StepIndex == 0).Select(c => c.VenueId.Value));
            (int count, double probability) = slates.GetValueOrDefault(slate, (0, record.SlateProbability));
            Assert.That(record.SlateProbability, Is.EqualTo(probability), "one slate, one probability");
            slates[slate] = (count + 1, probability);
        }

        return slates;
    }

    // Five standard deviations of a binomial share.
    private static void AssertFrequencies(Dictionary<string, (int Count, double Probability)> slates)
    {
        Assert.That(slates.Values.Sum(s => s.Probability), Is.EqualTo(1.0).Within(1e-9), "the slates are all there are");
        foreach ((string slate, (int count, double p)) in slates)
        {
            Assert.That(count / (double)ParentCount, Is.EqualTo(p).Within(5 * Math.Sqrt(p * (1 - p) / ParentCount)), $"slate {slate}");
        }
    }
}
