using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Policies.Dark;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies.Dark;

[TestFixture]
public sealed class DarkExplorePolicyTests
{
    private const ulong Seed = 1_962;
    private const int LotCount = 60;

    // Volume in lots: nothing with probability Zero, else geometric with the given mean.
    private static readonly (double Zero, double Mean)[] Pools = [(0.7, 60), (0.1, 8), (0.4, 25), (0.9, 5)];

    [Test]
    public void ShouldComeToTheSplitThatIsBestForTheTruePools()
    {
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        PolicySet set = SetOf(Pools.Length);
        RoutingContext context = ContextOf(Pools.Length, LotCount * 100);
        var record = new DecisionRecord(192, 1, 64);
        double sum = 0;
        const int Learned = 300;
        for (int i = 0; i < 3_000; i++)
        {
            set.Default.Build(context, record);
            sum += i >= 3_000 - Learned ? ExpectedFill(Lots(record)) : 0;
            foreach (ref readonly WaterfallChild child in record.Children)
            {
                long volume = DrawLots(ref random, Pools[child.VenueId.Value]) * 100;
                set.OnChildEnded(ChildOf(child), Math.Min(volume, child.Quantity), wasRejected: false);
            }
        }

        double best = ExpectedFill(BestSplit());
        double equal = ExpectedFill([.. Enumerable.Repeat(LotCount / Pools.Length, Pools.Length)]);
        TestContext.Out.WriteLine($"best {best:0.00} learned {sum / Learned:0.00} equal {equal:0.00}");
        Assert.That(sum / Learned, Is.GreaterThan(0.97 * best));
        Assert.That(best, Is.GreaterThan(1.05 * equal), "the pools differ enough for a test");
    }

    [Test]
    public void ShouldTryUnknownVenuesAlikeInOneStepThenGoOn()
    {
        RoutingContext context = ContextOf(3, 1_000);
        context.TryAddRow(new RowQuote { VenueId = new VenueId(3), FarPrice = context.Ask, FarQuantity = 700 });
        var record = new DecisionRecord(192, 1, 64);
        SetOf(3).Default.Build(context, record);
        Assert.That(
            record.Children.ToArray().Select(c => (c.StepIndex, c.VenueId.Value, c.Quantity)),
            Is.EqualTo(new[] { ((byte)0, (byte)0, 400L), ((byte)0, (byte)1, 300L), ((byte)0, (byte)2, 300L), ((byte)1, (byte)3, 700L) }));
    }

    [Test]
    public void ShouldNotLookAgainWhereTheParentLooked()
    {
        RoutingContext context = ContextOf(0, 1_000);
        context.TryAddRow(new RowQuote { VenueId = new VenueId(0), Action = RouteAction.Midpoint, TriedCount = 1 });
        context.TryAddRow(new RowQuote { VenueId = new VenueId(3), FarPrice = context.Ask, FarQuantity = 700 });
        var record = new DecisionRecord(192, 1, 64);
        SetOf(3).Default.Build(context, record);
        Assert.That(record.Children.ToArray().Select(c => c.VenueId.Value), Is.EqualTo(new byte[] { 3, 0 }));
    }

    [Test]
    public void ShouldGoOnByScoreWhereItHasScores()
    {
        RoutingContext context = ContextOf(1, 1_000);
        context.TryAddRow(new RowQuote { VenueId = new VenueId(3), FarPrice = context.Ask, FarQuantity = 700 });
        context.TryAddRow(new RowQuote { VenueId = new VenueId(4), FarPrice = context.Ask, FarQuantity = 700 });
        context.HasScores = true;
        context.Scores[1] = 9;
        var record = new DecisionRecord(192, 1, 64);
        IRoutingPolicy policy = new PolicySet("dark-explore", WorldOf(1), new PolicyOptions { DarkExplore = new DarkExploreOptions { UsesScores = true } }).Default;
        policy.Build(context, record);
        Assert.That(policy.Need, Is.EqualTo(ScoreNeed.Costs));
        Assert.That(record.Children.ToArray().Select(c => c.VenueId.Value), Is.EqualTo(new byte[] { 0, 4, 3 }));
    }

    [Test]
    public void ShouldLearnFromNothingThatSaysNothing()
    {
        PolicySet set = SetOf(2);
        ChildOrder child = new() { Action = RouteAction.Midpoint, Quantity = 1_000 };
        set.OnChildEnded(child, 0, wasRejected: true);
        set.OnChildEnded(child with { IsConditional = true }, 0, wasRejected: false);
        set.OnChildEnded(child with { MinimumQuantity = 500 }, 0, wasRejected: false);
        set.OnChildEnded(child with { Action = RouteAction.Take }, 0, wasRejected: false);
        Assert.That(set.HiddenVolume.Known(new VenueId(0), default, 0).IsEmpty);
        set.OnChildEnded(child, 0, wasRejected: false);
        Assert.That(set.HiddenVolume.Known(new VenueId(0), default, 0).Failed(0), Is.EqualTo(1));
    }

    [Test]
    public void ShouldSpeakOfAnInstrumentByTheVenueUntilItIsKnown()
    {
        PolicySet set = SetOf(1);
        ChildOrder child = new() { Action = RouteAction.Midpoint, Quantity = 1_000, InstrumentId = new InstrumentId(1) };
        for (int i = 0; i < 12; i++)
        {
            set.OnChildEnded(child, 0, wasRejected: false);
        }

        set.OnChildEnded(child with { InstrumentId = default }, 1_000, wasRejected: false);
        Assert.That(set.HiddenVolume.Known(default, new InstrumentId(1), 0).AtRisk(0), Is.EqualTo(12), "its own");
        Assert.That(set.HiddenVolume.Known(default, default, 0).AtRisk(0), Is.EqualTo(13), "the venue's");
    }

    [Test]
    public void ShouldExplainTheSplit()
    {
        PolicySet set = SetOf(2);
        for (int i = 0; i < 20; i++)
        {
            set.OnChildEnded(new ChildOrder { Action = RouteAction.Midpoint, Quantity = 400 }, i % 2 == 0 ? 400 : 0, wasRejected: false);
        }

        RoutingContext context = ContextOf(2, 1_000);
        var record = new DecisionRecord(192, 1, 64);
        set.Default.Build(context, record);
        var sink = new ExplanationList();
        set.Default.Explain(context, record, sink);
        Assert.That(sink[0, "probability of the first lot"], Is.EqualTo(0.5).Within(1e-12));
        Assert.That(sink[1, "probability of the first lot"], Is.EqualTo(1.0));
        Assert.That(sink[0, "split"], Is.EqualTo(record.Children[0].Quantity));
        Assert.That(sink[1, "split"], Is.EqualTo(record.Children[1].Quantity));
    }

    [Test]
    public void ShouldNotAllocateWhenItLearns()
    {
        PolicySet set = SetOf(1);
        GcAssert.DoesNotAllocate(() => set.OnChildEnded(new ChildOrder { Action = RouteAction.Midpoint, Quantity = 900 }, 500, wasRejected: false));
    }

    private static ChildOrder ChildOf(in WaterfallChild child) => new() { VenueId = child.VenueId, Action = child.Action, Quantity = child.Quantity };

    private static int[] Lots(DecisionRecord record)
    {
        var lots = new int[Pools.Length];
        foreach (WaterfallChild child in record.Children)
        {
            lots[child.VenueId.Value] = (int)(child.Quantity / 100);
        }

        return lots;
    }

    private static long DrawLots(ref DeterministicRandom random, (double Zero, double Mean) pool)
    {
        if (random.NextBool(pool.Zero))
        {
            return 0;
        }

        // Geometric on 1, 2 …: P(volume ≥ s) = q^(s − 1), mean 1 / (1 − q).
        double q = 1 - (1 / pool.Mean);
        return 1 + (long)Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(q));
    }

    private static double TailOf((double Zero, double Mean) pool, int lots) => (1 - pool.Zero) * Math.Pow(1 - (1 / pool.Mean), lots - 1);

    private static double ExpectedFill(int[] lots) => Enumerable.Range(0, Pools.Length).Sum(v => Enumerable.Range(1, lots[v]).Sum(s => TailOf(Pools[v], s)));

    // Lot by lot to the largest true marginal tail.
    private static int[] BestSplit()
    {
        var lots = new int[Pools.Length];
        for (int i = 0; i < LotCount; i++)
        {
            int best = Enumerable.Range(0, Pools.Length).MaxBy(v => TailOf(Pools[v], lots[v] + 1));
            lots[best]++;
        }

        return lots;
    }

    private static PolicySet SetOf(int darkCount) => new("dark-explore", WorldOf(darkCount), new PolicyOptions());

    private static Universe WorldOf(int darkCount) => new(
        [.. Enumerable.Range(0, 2).Select(i => new Instrument { Id = new InstrumentId(i), Symbol = $"S{i}" })],
        [.. Enumerable.Range(0, 5).Select(i => new Venue { Id = new VenueId((byte)i), Name = $"V{i}", Kind = i < darkCount ? VenueKind.Midpoint : VenueKind.Lit, StaticRank = i })]);

    private static RoutingContext ContextOf(int darkCount, long quantity)
    {
        var context = new RoutingContext(16)
        {
            Side = Side.Buy,
            RemainingQuantity = quantity,
            RoundLot = 100,
            LimitPrice = Price.MaxValue,
            Bid = new Price(90),
            BidQuantity = 100,
            Ask = new Price(100),
            AskQuantity = 100,
            NowNs = TimeUnits.Hour,
        };
        for (int i = 0; i < darkCount; i++)
        {
            context.TryAddRow(new RowQuote { VenueId = new VenueId((byte)i), Action = RouteAction.Midpoint });
        }

        return context;
    }
}
