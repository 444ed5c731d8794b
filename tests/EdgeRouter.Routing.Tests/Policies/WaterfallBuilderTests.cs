using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Policies;

/// <summary>What the builder holds whatever a policy asks: minimum, arrival together, timeouts, faded quotes. Venues 0 to 3 are lit, 4 and 5 midpoint.</summary>
[TestFixture]
public sealed class WaterfallBuilderTests
{
    private static readonly Universe World = new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "AAA" }],
        [.. Enumerable.Range(0, 6).Select(i => new Venue
        {
            Id = new VenueId((byte)i),
            Name = $"V{i}",
            Kind = i < 4 ? VenueKind.Lit : VenueKind.Midpoint,
            LatencyNs = 50_000 + (i * 100_000),
        })]);

    // Four rows of 300, 100, 500 and 200 shares at one price.
    [TestCase(0L, 1000L, "300 100 500 100")]
    [TestCase(100L, 1000L, "300 100 500 100")]
    [TestCase(150L, 1000L, "300 500 200")]
    [TestCase(150L, 900L, "300 500")]
    [TestCase(400L, 1000L, "500")]
    [TestCase(2000L, 1000L, "", TestName = "ShouldTakeNothingWhereNobodyShowsTheMinimum")]
    [TestCase(2000L, 250L, "250", TestName = "ShouldLowerTheMinimumToTheRemainder")]
    public void ShouldFillInOrderAndKeepTheMinimum(long minimum, long quantity, string expected) =>
        Assert.That(Describe(Add(quantity, minimum, (b, rows) => b.AddSequential(rows)), minimum, quantity), Is.EqualTo(expected));

    // By size 300 : 100 : 500. A minimum of 150 leaves 300 : 500 : 200, whose last part would be 100 shares: the first two share.
    [TestCase(0L, 900L, "300 100 500")]
    [TestCase(150L, 900L, "400 500")]
    [TestCase(450L, 900L, "900")]
    public void ShouldShareAndKeepTheMinimum(long minimum, long quantity, string expected) =>
        Assert.That(Describe(Add(quantity, minimum, (b, rows) => b.AddWhole(rows[..Math.Min(3, rows.Length)])), minimum, quantity), Is.EqualTo(expected));

    [Test]
    public void ShouldDropTheWorstRowsOfASharedMidpoint()
    {
        RoutingContext context = Context(500, 300, RouteActions.Midpoint);
        DecisionRecord record = Build(context, new WaterfallOptions(), b => b.AddWhole([0, 1]));
        Assert.That(Describe(record, 300, 500), Is.EqualTo("500"));
    }

    [Test]
    public void ShouldKeepWhatAPolicyAllocatedWithinWhatIsLeft()
    {
        RoutingContext context = Context(700, 0, RouteActions.Take);
        DecisionRecord record = Build(context, new WaterfallOptions(), b => b.AddAllocated([2, 0, 1], [400, 0, 500]));
        Assert.That(record.Children.ToArray().Select(c => (c.VenueId.Value, c.Quantity)), Is.EqualTo(new[] { ((byte)2, 400L), ((byte)1, 300L) }));
    }

    [Test]
    public void ShouldLeaveOutWhatStandsBeyondTheTouchInAFirstStep()
    {
        RoutingContext context = Context(700, 0, RouteActions.Take, away: 1);
        DecisionRecord record = Build(context, new WaterfallOptions(), b => b.AddAllocated([0, 1, 2], [100, 100, 400]));
        Assert.That(record.Children.ToArray().Select(c => (c.VenueId.Value, c.Quantity)), Is.EqualTo(new[] { ((byte)0, 100L), ((byte)2, 400L) }));
    }

    [Test]
    public void ShouldArriveTogether()
    {
        DecisionRecord record = Build(Context(1_000, 0, RouteActions.Take), new WaterfallOptions(), b => b.AddSequential([0, 1, 2]));
        Assert.That(record.Children.ToArray().Select(c => c.DelayNs), Is.EqualTo(new[] { 200_000L, 100_000L, 0L }));
    }

    [TestCase(true, 150_000L, new long[] { 150_000, 100_000, 0 })]
    [TestCase(true, 0L, new long[] { 0, 0, 0 })]
    [TestCase(false, 1_000_000L, new long[] { 0, 0, 0 })]
    public void ShouldBoundTheDelay(bool equalises, long delayMaxNs, long[] expected)
    {
        var options = new WaterfallOptions { EqualisesArrival = equalises, DispatchDelayMaxNs = delayMaxNs };
        DecisionRecord record = Build(Context(1_000, 0, RouteActions.Take), options, b => b.AddSequential([0, 1, 2]));
        Assert.That(record.Children.ToArray().Select(c => c.DelayNs), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldNotHoldBackASingleTakeNorAnythingElse()
    {
        // Rows: 0Take 0Post 1Take 1Post 2Take 2Post 3Take 3Post 4Midpoint 5Midpoint; the row with no shares does not count.
        DecisionRecord record = Build(Context(1_000, 0, RouteActions.All), new WaterfallOptions(), b => b.AddAllocated([0, 6, 8, 3], [300, 0, 300, 300]));
        Assert.That(record.Children.ToArray().Select(c => c.DelayNs), Is.EqualTo(new long[] { 0, 0, 0 }));
    }

    [Test]
    public void ShouldEndAStepAsOne()
    {
        var options = new WaterfallOptions { ImmediateTimeoutNs = 5 * TimeUnits.Millisecond, PostTimeoutNs = 9 * TimeUnits.Millisecond };
        DecisionRecord record = Build(Context(1_000, 0, RouteActions.All), options, b =>
        {
            b.AddAllocated([0, 8, 3], [300, 300, 300]);
            b.AddSequential([2]);
        });
        Assert.That(record.Children.ToArray().Select(c => (c.StepIndex, c.TimeoutNs / TimeUnits.Millisecond)), Is.EqualTo(new[] { ((byte)0, 9L), ((byte)0, 9L), ((byte)0, 9L), ((byte)1, 5L) }));
    }

    [Test]
    public void ShouldSizeAFadedRowByWhatItShows([Values] bool faded)
    {
        var tries = default(RowTries);
        if (faded)
        {
            tries.AddFade(new VenueId(1), RouteAction.Take);
        }

        DecisionRecord record = Build(Context(800, 0, RouteActions.Take, tries: tries), new WaterfallOptions(), b => b.AddWhole([1]));
        Assert.That(record.Children[0].Quantity, Is.EqualTo(faded ? 100 : 800));
    }

    [Test]
    public void ShouldSayWhatHeldItBack()
    {
        RoutingContext context = Context(700, 0, RouteActions.Take, away: 1, excluded: 0b1101);
        DecisionRecord record = Build(context, new WaterfallOptions(), b => b.AddSequential([0]));
        Assert.That(record.ChildCount, Is.Zero);
        Assert.That((context.ProtectionBlock.Reason, context.ProtectionBlock.VenueId.Value, context.ProtectionBlock.Price), Is.EqualTo((RejectReason.TradeThrough, (byte)0, P("100.00"))));
    }

    [Test]
    public void ShouldSayWhatEndedASweep()
    {
        RoutingContext context = Context(2_000, 0, RouteActions.Take, away: 1, stale: 8);
        context.UrgencyPercent = 100;
        DecisionRecord record = Build(context, new WaterfallOptions { SweepsBeyondTouch = true }, b => b.AddSequential([0, 2]));
        Assert.That(record.Children.ToArray().Any(c => c.IsIntermarketSweep), Is.False);
        Assert.That((context.ProtectionBlock.Reason, context.ProtectionBlock.VenueId.Value), Is.EqualTo((RejectReason.ProtectedStale, (byte)3)));
    }

    [Test]
    public void ShouldNotUseASweptRowTwice()
    {
        RoutingContext context = Context(2_000, 0, RouteActions.Take, away: 1);
        context.UrgencyPercent = 100;
        DecisionRecord record = Build(context, new WaterfallOptions { SweepsBeyondTouch = true }, b =>
        {
            b.AddSequential([2]);
            b.AddSequential([0]);
            b.AddSequential([1, 3]);
        });
        Assert.That(
            record.Children.ToArray().Select(c => (c.StepIndex, c.VenueId.Value, c.Quantity, c.LimitPrice, c.IsIntermarketSweep)),
            Is.EqualTo(new[] { ((byte)0, (byte)2, 500L, P("100.00"), true), ((byte)0, (byte)0, 300L, P("100.00"), true), ((byte)0, (byte)3, 200L, P("100.00"), true), ((byte)0, (byte)1, 100L, P("100.01"), true) }));
    }

    private static DecisionRecord Add(long quantity, long minimum, StepAdder add)
    {
        RoutingContext context = Context(quantity, minimum, RouteActions.Take);
        int[] rows = [.. Enumerable.Range(0, context.RowCount)];
        return Build(context, new WaterfallOptions { StepCountMax = 1 }, b => add(b, rows));
    }

    private static DecisionRecord Build(RoutingContext context, WaterfallOptions options, Action<WaterfallBuilder> add)
    {
        var record = new DecisionRecord(RoutingContext.RowCountLimit, 1, 64);
        var builder = new WaterfallBuilder(options);
        builder.Begin(context, record, 1);
        add(builder);
        return record;
    }

    private static RoutingContext Context(
        long quantity, long minimum, RouteActions actions, int away = -1, ulong excluded = 0, ulong stale = 0, RowTries tries = default)
    {
        var parent = new ParentOrder
        {
            Side = Side.Buy,
            Type = OrderType.Market,
            Quantity = quantity,
            MinimumQuantity = minimum,
            PermittedActions = actions,
            ExcludedVenues = excluded,
        };
        var context = new RoutingContext(RoutingContext.RowCountLimit);
        context.Load(new ParentOrderRecord(parent, default, default), World.Instruments[0], 0, 0);
        (context.Bid, context.BidQuantity, context.Ask, context.AskQuantity) = (P("99.98"), 100, P("100.00"), 100);
        long[] sizes = [300, 100, 500, 200, 0, 0];
        VenueQuote[] quotes = [.. sizes.Select((size, i) => new VenueQuote
        {
            FarPrice = P(i == away ? "100.01" : "100.00"),
            FarQuantity = size,
            ProtectedPrice = P(i == away ? "100.01" : "100.00"),
            ProtectedQuantity = size,
        })];
        new RowSet(World).Build(context, quotes, 0, stale, tries);
        return context;
    }

    private static string Describe(DecisionRecord record, long minimum, long quantity)
    {
        WaterfallChild[] children = record.Children.ToArray();
        Assert.That(children.Select(c => c.MinimumQuantity), Has.All.EqualTo(Math.Min(minimum, quantity)));
        return string.Join(' ', children.Select(c => c.Quantity));
    }

    private static Price P(string text) => Price.FromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));

    private delegate void StepAdder(WaterfallBuilder builder, int[] rows);
}
