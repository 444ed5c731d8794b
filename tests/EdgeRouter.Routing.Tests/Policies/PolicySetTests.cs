using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.State;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Policies.Convex;
using EdgeRouter.Routing.Policies.Dark;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

[TestFixture]
public sealed class PolicySetTests
{
    // On disk: must only ever grow.
    [TestCase("static", 1, false)]
    [TestCase("best-price", 2, false)]
    [TestCase("rank-and-fill", 3, true)]
    [TestCase("top-n-split", 4, true)]
    [TestCase("random", 5, false)]
    [TestCase("convex", 6, false)]
    [TestCase("dark-explore", 7, false)]
    [TestCase("learned", 8, true)]
    [TestCase("proportional", 9, false)]
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
    [TestCase(nameof(WaterfallOptions.RejectedPenaltyMicroBps))]
    [TestCase(nameof(WaterfallOptions.FadedPenaltyMicroBps))]
    public void ShouldNameTheOptionThatIsWrong(string key)
    {
        var options = new WaterfallOptions();
        System.Reflection.PropertyInfo property = typeof(WaterfallOptions).GetProperty(key)!;
        property.SetValue(options, Convert.ChangeType(-1, property.PropertyType, null));
        Assert.That(() => Create("static", options), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1112").And.Message.Contains(key));
    }

    [TestCase(nameof(ConvexParameters.UnderfillBps))]
    [TestCase(nameof(ConvexParameters.SentBps))]
    [TestCase(nameof(ConvexParameters.TakeFillPart))]
    [TestCase(nameof(ConvexParameters.MidpointOutflowQuantity))]
    [TestCase(nameof(ConvexParameters.PostOutflowQuantity))]
    [TestCase(nameof(ConvexParameters.MidpointAdverseBps))]
    [TestCase(nameof(ConvexParameters.PostAdverseBps))]
    public void ShouldNameTheConvexParameterThatIsWrong(string key)
    {
        foreach (double value in new[] { double.NaN, 1e12, -1e12 })
        {
            var parameters = new ConvexParameters();
            typeof(ConvexParameters).GetProperty(key)!.SetValue(parameters, value);
            Assert.That(() => parameters.Validate(), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1146").And.Message.Contains(key));
        }
    }

    [TestCase(nameof(DarkExploreOptions.ObservationCountMin))]
    [TestCase(nameof(DarkExploreOptions.HalfLifeDays))]
    public void ShouldNameTheDarkOptionThatIsWrong(string key)
    {
        foreach (double value in new[] { double.NaN, 0.0, 1e12 })
        {
            var options = new DarkExploreOptions();
            typeof(DarkExploreOptions).GetProperty(key)!.SetValue(options, value);
            Assert.That(() => options.Validate(), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1147").And.Message.Contains(key));
        }
    }

    [Test]
    public void ShouldFindPoliciesByIdAndTheDefaultByZero()
    {
        var set = new PolicySet("convex", new RandomContexts(1).World, new PolicyOptions());
        Assert.That(set.TryGet(0, out IRoutingPolicy policy) && ReferenceEquals(policy, set.Default));
        for (byte id = 1; id <= PolicyIds.Names.Count; id++)
        {
            Assert.That(set.TryGet(id, out policy));
            Assert.That((policy.Id, policy.Name), Is.EqualTo((id, PolicyIds.Names[id - 1])));
        }

        Assert.That(set.TryGet(10, out policy), Is.False);
        Assert.That(policy, Is.SameAs(set.Default));
        Assert.That(set.TryGet(PolicyIds.Static, out policy) && ReferenceEquals(policy, set.Fallback), "one instance each");
    }

    [Test]
    public void ShouldKeepGuestsFromEverybodyWhoWasNotGivenThem()
    {
        Universe world = new RandomContexts(1).World;
        var guest = new Guest(PolicyIds.GuestMin);
        var with = new PolicySet("static", world, new PolicyOptions(), [guest]);
        Assert.That(with.TryGet(PolicyIds.GuestMin, out IRoutingPolicy policy) && ReferenceEquals(policy, guest));
        Assert.That(with.TryGet(PolicyIds.GuestMin + 1, out _), Is.False);
        var live = new PolicySet("static", world, new PolicyOptions());
        for (int id = PolicyIds.Names.Count + 1; id <= byte.MaxValue; id++)
        {
            Assert.That(live.TryGet((byte)id, out policy), Is.False);
            Assert.That(policy, Is.SameAs(live.Default));
        }

        Assert.That(() => new PolicySet(guest.Name, world, new PolicyOptions(), [guest]), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1111"));
        Assert.That(
            () => new PolicySet("static", world, new PolicyOptions(), [new Guest(PolicyIds.Static)]),
            Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1160"));
    }

    [Test]
    public void ShouldExploreWithEveryPolicyButRandomAndTheFallback()
    {
        var options = new PolicyOptions { Exploration = new ExplorationOptions { Rate = 0.2 } };
        var set = new PolicySet("static", new RandomContexts(1).World, options);
        for (byte id = 1; id <= PolicyIds.Names.Count; id++)
        {
            Assert.That(set.TryGet(id, out IRoutingPolicy policy));
            Assert.That(policy is ExploringPolicy, Is.EqualTo(id != PolicyIds.Random), policy.Name);
        }

        Assert.That(set.Fallback, Is.TypeOf<StaticPolicy>());
        Assert.That(() => new PolicySet("random", new RandomContexts(1).World, options), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1113"));
    }

    [Test]
    public void ShouldSaveAndLoadWhatItRemembers()
    {
        Universe world = new RandomContexts(1).World;
        var left = new PolicySet("dark-explore", world, new PolicyOptions());
        var right = new PolicySet("dark-explore", world, new PolicyOptions());
        var random = new DeterministicRandom(77);
        Feed(ref random, 500, left);
        Load(left, right);
        Assert.That(StateOf(right), Is.EqualTo(StateOf(left)));
        Feed(ref random, 300, left, right);
        Assert.That(StateOf(right), Is.EqualTo(StateOf(left)), "what follows is the same");
        Assert.That(StateOf(left), Is.Not.EqualTo(StateOf(new PolicySet("static", world, new PolicyOptions()))));
    }

    [Test]
    public void ShouldRefuseTheStateOfAnotherSetup()
    {
        var small = new Universe([new Instrument { Id = new InstrumentId(0), Symbol = "A" }], [new Venue { Id = new VenueId(0), Name = "D", Kind = VenueKind.Midpoint }]);
        byte[] state = StateOf(new PolicySet("static", small, new PolicyOptions()));
        var set = new PolicySet("static", new RandomContexts(1).World, new PolicyOptions());
        Assert.That(() => LoadBytes(set, state), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1140"));
        byte[] own = StateOf(set);
        Assert.That(() => LoadBytes(set, own[..^1]), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1140"));
        own[0] ^= 1;
        Assert.That(() => LoadBytes(set, own), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1140"));
    }

    private static void Feed(ref DeterministicRandom random, int count, params PolicySet[] sets)
    {
        for (int i = 0; i < count; i++)
        {
            long sent = 1 + random.NextInt32(20_000);
            var child = new ChildOrder
            {
                VenueId = new VenueId((byte)random.NextInt32(8)),
                Action = (RouteAction)random.NextInt32(3),
                Quantity = sent,
                SendTimeNs = random.NextInt32(40) * TimeUnits.Day,
            };
            long filled = random.NextInt32((int)sent + 1);
            bool wasRejected = random.NextBool(0.1);
            foreach (PolicySet set in sets)
            {
                set.OnChildEnded(child, filled, wasRejected);
                set.OnParentEnded(ExplorationBudgetTests.OutcomeOf(filled - 100), i % 2 == 0);
            }
        }
    }

    private static byte[] StateOf(PolicySet set)
    {
        var writer = new StateWriter();
        set.Save(writer);
        return writer.Written.ToArray();
    }

    private static void Load(PolicySet from, PolicySet to) => LoadBytes(to, StateOf(from));

    private static void LoadBytes(PolicySet set, byte[] bytes)
    {
        var reader = new StateReader(bytes);
        set.Load(ref reader);
        Assert.That(reader.IsAtEnd);
    }

    private static IRoutingPolicy Create(string name, WaterfallOptions options) =>
        new PolicySet(name, new RandomContexts(1).World, new PolicyOptions { Waterfall = options }).Default;

    private sealed class Guest(byte id) : IRoutingPolicy
    {
        public byte Id => id;

        public string Name => "guest";

        public ScoreNeed Need => ScoreNeed.None;

        public void Build(RoutingContext context, DecisionRecord record) => record.ChildCount = 0;

        public void Explain(RoutingContext context, DecisionRecord record, IPolicyExplanation sink) => sink.AddNote(IPolicyExplanation.WholeDecision, "waits");
    }
}
