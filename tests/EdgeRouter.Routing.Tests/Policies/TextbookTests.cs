using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Policies;

/// <summary>Buy 10,000: 0.75 bps in a dark pool that fills less often, 1.20 on an ECN, 1.35 on an exchange.</summary>
[TestFixture]
public sealed class TextbookTests
{
    private const int Bits = 40;

    // Two fifths, four fifths, nineteen twentieths; cost if filled and completion cost are such that 0.75, 1.20 and 1.35 come out.
    private static readonly (double Fill, double Cost, double Completion)[] Rows = [(0.40, 0.15, 1.15), (0.80, 1.10, 1.60), (0.95, 1.32, 1.92)];

    private static readonly ObjectiveProfiles Profiles = new()
    {
        Profiles = [new ObjectiveWeights(), new ObjectiveWeights { Name = "speed", TimeBpsPerSecond = 10.0 }],
    };

    [Test]
    public void ShouldGoDarkThenEcnThenExchange()
    {
        (RoutingContext context, DecisionRecord record, _) = Decide(profile: 0);
        Assert.That(context.Scores.ToArray(), Is.EqualTo(new[] { 750_000L, 1_200_000, 1_350_000 }).Within(1));
        Assert.That(record.Children.ToArray().Select(c => (c.VenueId.Value, c.StepIndex)), Is.EqualTo(new[] { ((byte)0, (byte)0), ((byte)1, (byte)1), ((byte)2, (byte)2) }));
        Assert.That(record.Children[0].Quantity, Is.EqualTo(10_000));
    }

    // What is not filled takes 0.1 s more, at 20 bps a second: 0.60, 0.20 and 0.05 of 2 bps come on top.
    [Test]
    public void ShouldGoElsewhereWhenSpeedWeighs()
    {
        (RoutingContext context, DecisionRecord record, _) = Decide(profile: 1);
        Assert.That(context.Scores.ToArray(), Is.EqualTo(new[] { 1_950_000L, 1_600_000, 1_450_000 }).Within(1));
        Assert.That(record.Children.ToArray().Select(c => c.VenueId.Value), Is.EqualTo(new byte[] { 2, 1, 0 }));
    }

    [Test]
    public void ShouldSayWhy()
    {
        (RoutingContext context, DecisionRecord record, IRoutingPolicy policy) = Decide(profile: 0);
        var sink = new ExplanationList();
        new ScoreCombiner(new(Bits, Bits, Bits), Profiles, 500_000_000).Explain(context, sink);
        Assert.That(sink[0, "fill probability"], Is.EqualTo(0.40).Within(1e-9));
        Assert.That(sink[0, "expected cost"], Is.EqualTo(0.75).Within(1e-6));
        Assert.That(sink[0, "score"] * 1e6, Is.EqualTo((double)context.Scores[0]).Within(1e-6));
        Assert.That(sink.Notes.Single(n => n.Row == 0).Text, Does.StartWith("1 x (0.15 bps x 0.40 + 1.15 bps x 0.60)").And.EndsWith("= 0.75 bps"));
        var ranks = new ExplanationList();
        policy.Explain(context, record, ranks);
        Assert.That(Enumerable.Range(0, 3).Select(i => ranks[i, "place"]), Is.EqualTo(new[] { 1.0, 2, 3 }));
        Assert.That(ranks[0, "sent now"], Is.EqualTo(10_000));
        Assert.That(ranks.Notes.Select(n => n.Text), Has.Some.Contains("step 1: midpoint 10000 shares at venue 0"));
    }

    [Test]
    public void ShouldRankByActionValueWhereThatIsWhatThereIs()
    {
        RoutingContext context = ContextOf();
        new ScoreCombiner(new(Bits, Bits, Bits), Profiles, 0).CombineActionValues(context);
        var record = new DecisionRecord(192, 1, 64);
        new LearnedPolicy(Options).Build(context, record);
        Assert.That(record.PolicyId, Is.EqualTo(PolicyIds.Learned));
        Assert.That(record.Children.ToArray().Select(c => c.VenueId.Value), Is.EqualTo(new byte[] { 0, 1, 2 }));
        context.Scores[1] = 900_000;
        context.Scores[2] = 850_000;
        context.Scores[0] = 2_000_000;
        new LearnedPolicy(Options).Build(context, record);
        Assert.That(
            record.Children.ToArray().Select(c => (c.VenueId.Value, c.StepIndex)),
            Is.EqualTo(new[] { ((byte)2, (byte)0), ((byte)1, (byte)0), ((byte)0, (byte)1) }),
            "takes within the band leave together, best first");
    }

    [Test]
    public void ShouldLearnWithinTheOrder()
    {
        var options = new WaterfallOptions { TriedPenaltyMicroBps = 1, FadedPenaltyMicroBps = 10, RejectedPenaltyMicroBps = 100 };
        var row = new RowQuote { TriedCount = 3, FadedCount = 2, RejectedCount = 1 };
        Assert.That(RowPenalty.MicroBpsOf(row, options), Is.EqualTo(123));
        var usual = new WaterfallOptions();
        long tried = RowPenalty.MicroBpsOf(new RowQuote { TriedCount = 1 }, usual);
        long faded = RowPenalty.MicroBpsOf(new RowQuote { TriedCount = 1, FadedCount = 1 }, usual);
        long rejected = RowPenalty.MicroBpsOf(new RowQuote { TriedCount = 1, RejectedCount = 1 }, usual);
        Assert.That((tried < faded, faded * 5 < rejected), Is.EqualTo((true, true)));
    }

    private static WaterfallOptions Options => new() { ScoreBandMicroBps = 100_000 };

    private static (RoutingContext Context, DecisionRecord Record, IRoutingPolicy Policy) Decide(byte profile)
    {
        RoutingContext context = ContextOf();
        context.ObjectiveProfile = profile;
        context.UrgencyPercent = 100;
        new ScoreCombiner(new(Bits, Bits, Bits), Profiles, 500_000_000).CombineAll(context);
        var record = new DecisionRecord(192, 1, 64);
        var policy = new RankAndFillPolicy(Options);
        policy.Build(context, record);
        return (context, record, policy);
    }

    // A spread of 1.5 bps around 100; the takes show less than the order.
    private static RoutingContext ContextOf()
    {
        var context = new RoutingContext(8)
        {
            Side = Side.Buy,
            RemainingQuantity = 10_000,
            RoundLot = 100,
            LimitPrice = Price.MaxValue,
            AverageDailyVolume = 2_000_000,
            Bid = Price.FromDecimal(99.9925m),
            BidQuantity = 1_400,
            Ask = Price.FromDecimal(100.0075m),
            AskQuantity = 200,
        };
        for (byte i = 0; i < Rows.Length; i++)
        {
            RouteAction action = i == 0 ? RouteAction.Midpoint : RouteAction.Take;
            context.TryAddRow(new RowQuote { VenueId = new VenueId(i), Action = action, FarPrice = context.Ask, FarQuantity = i == 0 ? 0 : 3_000 });
            context.FillRaw[i] = Raw(Math.Log(Rows[i].Fill / (1 - Rows[i].Fill)));
            context.CostRaw[i] = Raw(Rows[i].Cost);
            context.CompletionRaw[i] = Raw(Rows[i].Completion);
        }

        return context;
    }

    private static long Raw(double value) => (long)Math.Round(Math.ScaleB(value, Bits));
}
