using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Lab.Environments;
using EdgeRouter.Lab.Live;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Lab.Reports;
using EdgeRouter.Lab.Tests.Environments;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Tests.Reference;

[TestFixture]
public sealed class OracleTests
{
    private static readonly ComparisonOptions Options = new() { SeedCount = 2, ParentCount = 40 };
    private static readonly MarketParameters Six = MarketWorlds.Create("six");

    [Test]
    public void ShouldBeReachableByNobodyWhoWasNotGivenThem()
    {
        var market = new MarketSimulator(Six, 1, 0, null);
        var output = new JournalingOutput(new ForgetfulLog(), new SimulatedMarket(market));
        var setup = SmallShard.SetupOf(market, new PolicyOptions(), 256);
        using var shard = new RouterShard<MemoirDepthProtocol, NoProbe>(setup, output, default);
        ParentOrder order = Episodes.Of(1).Parent with { Id = new ParentOrderId(1), ArrivalTimeNs = market.StartTimeNs };
        for (int id = PolicyIds.GuestMin; id <= byte.MaxValue; id++)
        {
            Assert.That(shard.Engine.OnParentOrder(order with { PolicyId = (byte)id }), Is.EqualTo(RejectReason.UnknownPolicy));
        }

        foreach (string name in new[] { ReferenceNames.Visible, ReferenceNames.Clairvoyant, "agent" })
        {
            EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => _ = new RouterShard<MemoirDepthProtocol, NoProbe>(setup with { Policy = name }, output, default));
            Assert.That(e!.Id, Is.EqualTo("ER1111"));
        }
    }

    [Test]
    public void ShouldSendToTheDarkOnlyWhereSomethingStands()
    {
        Dictionary<ChildOrderId, ChildOrder> dark = [];
        Dictionary<ChildOrderId, long> filled = [];
        foreach (ComparisonSession session in Sessions())
        {
            int venues = Six.Venues.Count;
            session.Play(GuestPolicies.Visible, o => o with
            {
                Sent = order => _ = order.Action == RouteAction.Midpoint && dark.TryAdd(KeyOf(session, order.Id), order),
                Reported = report => filled[KeyOf(session, report.ChildId)] = report.CumulativeQuantity,
            });
        }

        int hits = dark.Keys.Count(id => filled[id] > 0);
        TestContext.Out.WriteLine($"{hits} of {dark.Count}");
        Assert.That(dark, Has.Count.GreaterThan(20));
        Assert.That(hits, Is.GreaterThan(0.95 * dark.Count));
    }

    [Test]
    public void ShouldSendSoThatAllArrivesTogether()
    {
        Dictionary<ChildOrderId, (long Parent, int Decision)> steps = [];
        Dictionary<ChildOrderId, long> arrivals = [];
        new ComparisonSession(Options, Six, "calm", 0, 1).Play(GuestPolicies.Visible, o => o with
        {
            Sent = order => steps[order.Id] = (order.ParentId.Value, order.DecisionIndex),
            Reported = report => arrivals.TryAdd(report.ChildId, report.VenueTimeNs),
        });
        long[] spreads = [.. steps.GroupBy(s => s.Value, s => arrivals[s.Key]).Where(g => g.Count() > 1).Select(g => g.Max() - g.Min())];
        long jitterNs = Six.Venues.Max(v => v.LatencyJitterNs);
        Assert.That(spreads, Has.Length.GreaterThan(10));
        Assert.That(spreads, Is.All.LessThanOrEqualTo(jitterNs), "but for what nobody can know");
    }

    [Test]
    public void ShouldPlayTheCheapestPlanWhenItKnowsTheFuture()
    {
        using var environment = new RoutingEnvironment(new EnvironmentOptions());
        for (ulong seed = 1; seed <= 6; seed++)
        {
            Episode episode = Episodes.Of(seed);
            Dictionary<byte, double> costs = ReferencePolicies.Family.ToDictionary(id => id, id => CostOf(environment, episode, id, []));
            (byte best, double least) = costs.MinBy(c => c.Value);
            double clairvoyant = CostOf(environment, episode, GuestPolicies.Clairvoyant, new() { [1] = best });
            Assert.That(clairvoyant, Is.EqualTo(least), "to the bit");
            Assert.That(costs.Values.Distinct().Count(), Is.GreaterThan(2), "the plans are not the same");
        }
    }

    [Test]
    public void ShouldTakeAtOnceWhenItMayNotWait()
    {
        List<long> sent = [];
        new ComparisonSession(Options, Six, "calm", 0, 0).Play(GuestPolicies.FirstPlan, o => o with { Sent = order => sent.Add(order.SendTimeNs) });
        Assert.That(sent, Has.Count.GreaterThan(Options.ParentCount / 2));
        ParentOutcome[] hurried = new ComparisonSession(Options, Six, "calm", 0, 0).Play(GuestPolicies.FirstPlan);
        ParentOutcome[] patient = new ComparisonSession(Options, Six, "calm", 0, 0).Play((byte)(GuestPolicies.FirstPlan + 1));
        Assert.That(hurried.Average(o => o.EndTimeNs - o.ArrivalTimeNs), Is.LessThan(patient.Average(o => o.EndTimeNs - o.ArrivalTimeNs) / 10));
    }

    [TestCase("six")]
    [TestCase("street")]
    public void ShouldPayForLatencyToOneVenue(string name)
    {
        MarketParameters world = MarketWorlds.Create(name);
        ComparisonOptions options = Options with { SeedCount = 8, Policy = new PolicyOptions { Waterfall = new WaterfallOptions { EqualisesArrival = false } } };
        TcaParent[] Play(long extraNs) =>
        [
            .. from number in Enumerable.Range(0, options.SeedCount)
               from instrument in Enumerable.Range(0, 3)
               from outcome in new ComparisonSession(options, Slower(world, extraNs), "calm", number, instrument).Play(PolicyIds.Proportional)
               select new TcaParent { Policy = $"+{extraNs}", RunId = "r", Symbol = world.Instruments[instrument].Symbol, Outcome = outcome },
        ];

        ClusterMean loss = PairedComparison.Compute(Play(500 * TimeUnits.Microsecond), Play(0), new TcaOptions()).DifferenceBps;
        TestContext.Out.WriteLine($"{loss.Mean:0.000} bps ({loss.Low:0.000} to {loss.High:0.000})");
        Assert.That(loss.IsAboveZero, Is.True, "half a millisecond late at one venue costs");
    }

    [Test]
    public void ShouldShowAdverseSelectionAfterDarkFills()
    {
        Dictionary<string, (double Sum, double Shares)> marks = [];
        foreach (ComparisonSession session in Sessions(6))
        {
            session.Play(GuestPolicies.RandomAction, o => o with
            {
                Marked = m =>
                {
                    if (m.Midpoint.Nanos > 0)
                    {
                        string venue = Six.Venues[m.VenueId.Value].Name;
                        double bps = 1e4 * m.Side.Sign() * (m.FillPrice.Nanos - m.Midpoint.Nanos) / m.FillPrice.Nanos;
                        (double sum, double shares) = marks.GetValueOrDefault(venue);
                        marks[venue] = (sum + (bps * m.FillQuantity), shares + m.FillQuantity);
                    }
                },
            });
        }

        double natural = marks["DRKA"].Sum / marks["DRKA"].Shares;
        double toxic = marks["DRKB"].Sum / marks["DRKB"].Shares;
        TestContext.Out.WriteLine($"mark-out after one second: natural {natural:0.00} bps, toxic {toxic:0.00} bps of {marks["DRKB"].Shares:0} shares");
        Assert.That(toxic, Is.GreaterThan(natural + 0.5), "who sells at the toxic venue knows why");
        Assert.That(toxic, Is.GreaterThan(0.5));
    }

    private static MarketParameters Slower(MarketParameters world, long extraNs) => world with
    {
        Venues = [.. world.Venues.Select((v, index) => index == 0 ? v with { LatencyNs = v.LatencyNs + extraNs } : v)],
    };

    private static ChildOrderId KeyOf(ComparisonSession session, ChildOrderId id) => new(id.Value + (session.Number * 1_000_000L) + (session.Symbol[0] * 100_000_000L));

    private static IEnumerable<ComparisonSession> Sessions(int count = 2) =>
        from number in Enumerable.Range(0, count)
        from instrument in Enumerable.Range(0, 3)
        select new ComparisonSession(Options, Six, "calm", number, instrument);

    private static double CostOf(RoutingEnvironment environment, Episode episode, byte policy, Dictionary<long, byte> plans)
    {
        Assert.That(environment.Reset(episode, policy, plans, o => o with { HasPlans = true }), Is.False, "nobody is asked");
        return -environment.TotalReward;
    }
}
