using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Rows;

[TestFixture]
public sealed class RowSetTests
{
    private static readonly Universe World = new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "AAA" }],
        [
            new Venue { Id = new VenueId(0), Name = "LIT", Kind = VenueKind.Lit, TakerFeeNanos = 30, MakerFeeNanos = -20, LatencyNs = 500 },
            new Venue { Id = new VenueId(1), Name = "DARK", Kind = VenueKind.Midpoint, MidpointFeeNanos = 10 },
            new Venue { Id = new VenueId(2), Name = "AUCTION", Kind = VenueKind.Auction },
            new Venue { Id = new VenueId(3), Name = "INV", Kind = VenueKind.Inverted, TakerFeeNanos = -15, MakerFeeNanos = 25 },
        ]);

    [Test]
    public void ShouldEnumerateVenuesAndActionsWithTheirFees()
    {
        RoutingContext context = ContextOf(RouteActions.All);
        var tries = default(RowTries);
        tries.Add(new VenueId(3), RouteAction.Post);
        Build(context, 0, 0, tries);
        (int, RouteAction, long, int)[] rows = [.. context.Rows.ToArray().Select(r => ((int)r.VenueId.Value, r.Action, r.FeeNanos, r.TriedCount))];
        Assert.That(rows, Is.EqualTo(new[]
        {
            (0, RouteAction.Take, 30L, 0),
            (0, RouteAction.Post, -20L, 0),
            (1, RouteAction.Midpoint, 10L, 0),
            (3, RouteAction.Take, -15L, 0),
            (3, RouteAction.Post, 25L, 1),
        }));
        Assert.That(context.Rows[0].LatencyNs, Is.EqualTo(500));
        Assert.That(new RowSet(World).RowCountMax, Is.EqualTo(5));
    }

    [TestCase(RouteActions.None, 0UL, 0UL, 0UL, "")]
    [TestCase(RouteActions.Take, 0UL, 0UL, 0UL, "0Take 3Take")]
    [TestCase(RouteActions.Aggressive, 0UL, 0UL, 0UL, "0Take 1Midpoint 3Take")]
    [TestCase(RouteActions.All, 1UL, 0UL, 0UL, "1Midpoint 3Take 3Post")]
    [TestCase(RouteActions.All, 0UL, 2UL, 0UL, "0Take 0Post 3Take 3Post")]
    [TestCase(RouteActions.All, 0UL, 0UL, 0xFUL, "1Midpoint")]
    public void ShouldLeaveOutWhatMayNotTrade(RouteActions actions, ulong excluded, ulong closed, ulong stale, string expected)
    {
        RoutingContext context = ContextOf(actions);
        context.ExcludedVenues = excluded;
        Build(context, closed, stale, default);
        Assert.That(string.Join(' ', context.Rows.ToArray().Select(r => $"{r.VenueId}{r.Action}")), Is.EqualTo(expected));
    }

    [TestCase(100L, 100L, true, TestName = "ShouldHaveAMidpointRowInAnOrdinaryMarket")]
    [TestCase(0L, 100L, false, TestName = "ShouldHaveNoMidpointRowWithoutABid")]
    [TestCase(100L, 0L, false, TestName = "ShouldHaveNoMidpointRowWithoutAnOffer")]
    public void ShouldNeedBothSidesForTheMidpoint(long bidQuantity, long askQuantity, bool expected)
    {
        RoutingContext context = ContextOf(RouteActions.Midpoint);
        context.BidQuantity = bidQuantity;
        context.AskQuantity = askQuantity;
        Build(context, 0, 0, default);
        Assert.That(context.RowCount == 1, Is.EqualTo(expected));
    }

    [TestCase("99.98", 0)]
    [TestCase("99.99", 1)]
    [TestCase("100.00", 3)]
    public void ShouldHoldTheLimit(string limit, int rowCount)
    {
        RoutingContext context = ContextOf(RouteActions.Aggressive);
        context.LimitPrice = Price.FromDecimal(decimal.Parse(limit, System.Globalization.CultureInfo.InvariantCulture));
        Build(context, 0, 0, default);
        Assert.That(context.RowCount, Is.EqualTo(rowCount));
    }

    [TestCase(Side.Buy, "10.019", "10.01")]
    [TestCase(Side.Sell, "10.011", "10.02")]
    [TestCase(Side.Buy, "-0.011", "-0.02")]
    [TestCase(Side.Sell, "-0.019", "-0.01")]
    [TestCase(Side.Buy, "10.01", "10.01")]
    public void ShouldMoveALimitBetweenTicksInside(Side side, string limit, string expected)
    {
        var order = new ParentOrder { Side = side, Type = OrderType.Limit, LimitPrice = PriceOf(limit), Quantity = 10 };
        var context = new RoutingContext(1);
        context.Load(new ParentOrderRecord(order, PriceOf("10.00"), PriceOf("10.02")), World.Instruments[0], 2, 7);
        Assert.That(context.LimitPrice, Is.EqualTo(PriceOf(expected)));
        Assert.That((context.ParentNotionalNanos, context.DecisionIndex, context.NowNs), Is.EqualTo(((Int128)100_100_000_000, 2, 7L)));
    }

    [Test]
    public void ShouldStopWhenTheContextIsFull()
    {
        RoutingContext context = ContextOf(RouteActions.All, rowCountMax: 2);
        Build(context, 0, 0, default);
        Assert.That(context.RowCount, Is.EqualTo(2));
        Assert.That(context.TryAddRow(default), Is.False);
    }

    [TestCase(0)]
    [TestCase(193)]
    public void ShouldRefuseAnImpossibleRowCount(int rowCountMax) =>
        Assert.That(() => new RoutingContext(rowCountMax), Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1115"));

    [Test]
    public void ShouldScoreEveryRowAndNotAllocate()
    {
        RoutingContext context = ContextOf(RouteActions.All);
        var rows = new RowSet(World);
        var combiner = new ScoreCombiner(new(20, 16, 16), new ObjectiveProfiles(), 500_000_000);
        VenueQuote[] quotes = Quotes();
        GcAssert.DoesNotAllocate(() =>
        {
            rows.Build(context, quotes, 0, 0, default);
            context.CostRaw.Fill(1 << 16);
            combiner.CombineAll(context);
        });
        Assert.That(context.HasScores, Is.True);
        Assert.That(context.Scores.ToArray(), Is.EqualTo(Enumerable.Repeat(500_000, 5)));
    }

    private static RoutingContext ContextOf(RouteActions actions, int rowCountMax = 8) => new(rowCountMax)
    {
        Side = Side.Buy,
        RemainingQuantity = 100,
        LimitPrice = Price.MaxValue,
        PermittedActions = actions,
        Bid = PriceOf("99.98"),
        BidQuantity = 100,
        Ask = PriceOf("100.00"),
        AskQuantity = 100,
    };

    private static VenueQuote[] Quotes()
    {
        var quote = new VenueQuote { FarPrice = PriceOf("100.00"), FarQuantity = 100, NearPrice = PriceOf("99.98"), NearQuantity = 100 };
        return [quote, quote, quote, quote];
    }

    private static void Build(RoutingContext context, ulong closed, ulong stale, in RowTries tries) =>
        new RowSet(World).Build(context, Quotes(), closed, stale, tries);

    private static Price PriceOf(string amount) => Price.FromDecimal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture));
}
