using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Rows;

/// <summary>Which rows parent types, instructions, minima, bands, halts and protected quotes leave. Venues: 0 and 1 lit, 2 midpoint, 3 auction.</summary>
[TestFixture]
public sealed class RowSetRulesTests
{
    private const string All = "0Take 0Post 1Take 1Post 2Midpoint";

    private static readonly Instrument Stock = new()
    {
        Id = new InstrumentId(0),
        Symbol = "AAA",
        Ticks = new TickTable([new TickBand(0, 100_000), new TickBand(1_000_000_000, 10_000_000)]),
    };

    private static readonly Venue[] Venues =
    [
        new Venue { Id = new VenueId(0), Name = "LITA", Kind = VenueKind.Lit, TakerFeeNanos = 30 },
        new Venue { Id = new VenueId(1), Name = "LITB", Kind = VenueKind.Lit },
        new Venue { Id = new VenueId(2), Name = "DARK", Kind = VenueKind.Midpoint },
        new Venue { Id = new VenueId(3), Name = "AUCTION", Kind = VenueKind.Auction },
    ];

    [TestCase(RoutingInstructions.None, All)]
    [TestCase(RoutingInstructions.LitOnly, "0Take 0Post 1Take 1Post")]
    [TestCase(RoutingInstructions.DarkOnly, "2Midpoint")]
    [TestCase(RoutingInstructions.PostOnly, "0Post 1Post 2Midpoint")]
    [TestCase(RoutingInstructions.PostOnly | RoutingInstructions.LitOnly, "0Post 1Post")]
    [TestCase(RoutingInstructions.LitOnly | RoutingInstructions.DarkOnly, "")]
    [TestCase(RoutingInstructions.Conditional, All)]
    public void ShouldFollowInstructions(RoutingInstructions instructions, string expected) =>
        Assert.That(RowsOf(Parent() with { Instructions = instructions }), Is.EqualTo(expected));

    [TestCase(OrderType.MidpointPeg, "0", 0L, "2Midpoint")]
    [TestCase(OrderType.MidpointPeg, "99.99", 0L, "2Midpoint")]
    [TestCase(OrderType.MidpointPeg, "99.98", 0L, "", TestName = "ShouldHoldAMidpointPegsLimit")]
    [TestCase(OrderType.MidpointPeg, "0", 1L, "", TestName = "ShouldNotPegBehindTheMidpointWhereNothingTradesThere")]
    [TestCase(OrderType.PrimaryPeg, "0", 0L, "0Post 1Post 2Midpoint")]
    [TestCase(OrderType.PrimaryPeg, "99.50", 0L, "0Post 1Post")]
    [TestCase(OrderType.MarketPeg, "0", 0L, "")]
    [TestCase(OrderType.Market, "0", 0L, All)]
    public void ShouldGivePegsTheirRows(OrderType type, string limit, long offset, string expected) =>
        Assert.That(RowsOf(Parent() with { Type = type, LimitPrice = P(limit), PegOffsetNanos = offset }), Is.EqualTo(expected));

    [TestCase("0", 20_000_000L, "99.96")]
    [TestCase("0", 5_000_000L, "99.97", TestName = "ShouldRoundAPegAwayFromTheMarket")]
    [TestCase("99.90", 20_000_000L, "99.90")]
    public void ShouldPostAPrimaryPegBehindTheNearTouch(string limit, long offset, string expected)
    {
        RoutingContext context = Build(Parent() with { Type = OrderType.PrimaryPeg, LimitPrice = P(limit), PegOffsetNanos = offset });
        Assert.That(RowSet.PostPrice(context), Is.EqualTo(P(expected)));
    }

    [Test]
    public void ShouldKeepTheMinimum([Values(1, 100, 101, 500)] long minimum)
    {
        VenueQuote[] quotes = Quotes();
        quotes[1] = quotes[1] with { FarQuantity = 100, ProtectedQuantity = 100 };
        string rows = RowsOf(Parent() with { MinimumQuantity = minimum }, quotes: quotes);
        Assert.That(rows, Is.EqualTo(minimum <= 100 ? "0Take 1Take 2Midpoint" : minimum <= 300 ? "0Take 2Midpoint" : "2Midpoint"));
    }

    [TestCase("0", "0", All)]
    [TestCase("99.00", "100.00", All)]
    [TestCase("99.00", "99.99", "0Post 1Post 2Midpoint", TestName = "ShouldNotTakeAboveTheBand")]
    [TestCase("99.00", "99.98", "0Post 1Post", TestName = "ShouldNotTradeAtAMidpointAboveTheBand")]
    [TestCase("99.99", "101.00", "0Take 1Take 2Midpoint", TestName = "ShouldNotPostBelowTheBand")]
    [TestCase("100.01", "101.00", "", TestName = "ShouldNotUseQuotesBelowTheBand")]
    [TestCase("99.00", "99.97", "0Post 1Post", TestName = "ShouldPostAtTheEdgeOfTheBand")]
    public void ShouldKeepTheLimitBand(string low, string high, string expected)
    {
        RoutingContext context = Build(Parent(), c => (c.LimitBandLow, c.LimitBandHigh) = (P(low), P(high)));
        Assert.That(Describe(context), Is.EqualTo(expected));
        Assert.That(RowSet.PostPrice(context), Is.LessThanOrEqualTo(high == "0" ? P("99.98") : P(high)));
    }

    [TestCase(1UL, true, "", true)]
    [TestCase(1UL, false, "1Take 1Post 2Midpoint", false)]
    [TestCase(4UL, true, "0Take 0Post 1Take 1Post", false, TestName = "ShouldNotHaltForAnUnprotectedVenue")]
    public void ShouldHoldHalts(ulong halted, bool everywhere, string expected, bool isHalted)
    {
        var options = new WaterfallOptions { Protection = new ProtectionOptions { HaltsEverywhere = everywhere } };
        RoutingContext context = Build(Parent(), c => c.HaltedVenues = halted, options: options);
        Assert.That((Describe(context), context.IsHalted), Is.EqualTo((expected, isHalted)));
    }

    [TestCase("99.98", "99.98", "0Take 1Take 2Midpoint", TestName = "ShouldNeitherPostNorSlideInALockedMarket")]
    [TestCase("99.99", "99.98", "0Take 1Take", TestName = "ShouldOnlyTakeInACrossedMarket")]
    public void ShouldKnowLockedAndCrossedMarkets(string bid, string ask, string expected)
    {
        VenueQuote quote = Quote(ask, 300, bid);
        Assert.That(RowsOf(Parent(), c => (c.Bid, c.Ask) = (P(bid), P(ask)), quotes: [quote, quote, default, default]), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldNotLockAProtectedQuoteThatTheBestQuoteMissed()
    {
        VenueQuote[] quotes = Quotes();
        quotes[1] = Quote("99.98", 100, "99.97");
        Assert.That(RowsOf(Parent(), quotes: quotes), Is.EqualTo("0Take 1Take 2Midpoint"));
        Assert.That(RowsOf(Parent(), c => c.SelfHelpVenues = 2, quotes: quotes), Is.EqualTo("0Take 0Post 1Take 2Midpoint"), "its quote is not protected, but a post there would trade");
    }

    [Test]
    public void ShouldNotSendToABarredVenueAndYetProtectItsQuote()
    {
        RoutingContext context = Build(Parent(), c => c.BarredVenues = 1);
        Assert.That(Describe(context), Is.EqualTo("1Take 1Post 2Midpoint"));
        Assert.That(context.SweepBarrier, Is.EqualTo(new ProtectionFinding(RejectReason.TradeThrough, new VenueId(0), P("100.00"))));
    }

    [Test]
    public void ShouldFindTheProtectedTouchAmongAllVenues()
    {
        VenueQuote[] quotes = [Quote("100.00", 300, "99.98"), Quote("99.99", 100, "99.98"), default, default];
        RoutingContext excluded = Build(Parent() with { ExcludedVenues = 2 }, quotes: quotes);
        Assert.That((excluded.HasProtectedTouch, excluded.ProtectedTouch, excluded.ProtectedTouchVenue), Is.EqualTo((true, P("99.99"), new VenueId(1))));
        RoutingContext closed = Build(Parent(), quotes: quotes, closed: 2);
        Assert.That(closed.ProtectedTouch, Is.EqualTo(P("100.00")));
        RoutingContext helped = Build(Parent(), c => c.SelfHelpVenues = 2, quotes: quotes);
        Assert.That((helped.ProtectedTouch, helped.SweepBarrier.Reason), Is.EqualTo((P("100.00"), RejectReason.None)));
        RoutingContext stale = Build(Parent(), quotes: quotes, stale: 2);
        Assert.That(stale.SweepBarrier, Is.EqualTo(new ProtectionFinding(RejectReason.ProtectedStale, new VenueId(1), P("100.00"))));
    }

    [Test]
    public void ShouldOfferOddLotsThatBeatTheProtectedTouch()
    {
        VenueQuote[] quotes = Quotes();
        quotes[1] = quotes[1] with { FarPrice = P("99.99"), FarQuantity = 40 };
        RoutingContext context = Build(Parent(), quotes: quotes);
        Assert.That(context.ProtectedTouch, Is.EqualTo(P("100.00")));
        Assert.That((context.Rows[2].FarPrice, context.Rows[2].FarQuantity, context.Rows[2].ProtectedQuantity), Is.EqualTo((P("99.99"), 40L, 300L)));
    }

    // A quote of 0.5005 is proper below a dollar; one of 100.005 is not, and no order may have that price.
    [TestCase("0.5004", "0.5005", "0Take 0Post 2Midpoint")]
    [TestCase("99.98", "100.005", "0Post 2Midpoint")]
    public void ShouldFollowRule612(string bid, string ask, string expected) => Assert.That(
        RowsOf(Parent(), c => (c.Bid, c.Ask) = (P(bid), P(ask)), quotes: [Quote(ask, 300, bid), default, default, default], closed: 2),
        Is.EqualTo(expected));

    [TestCase(1, 0, All)]
    [TestCase(2, 0, "0Post 1Take 1Post 2Midpoint")]
    [TestCase(15, 1, All)]
    public void ShouldLeaveARowThatWasRejectedTwice(int rejects, int never, string expected)
    {
        var tries = default(RowTries);
        for (int i = 0; i < rejects; i++)
        {
            tries.AddReject(new VenueId(0), RouteAction.Take);
        }

        var options = new WaterfallOptions { RejectCountMax = never == 1 ? 0 : 2 };
        Assert.That(RowsOf(Parent(), tries: tries, options: options), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldFollowReferenceDataThatWasSwitched()
    {
        var world = new Universe([Stock], Venues);
        var rows = new RowSet(world);
        Venue[] next = [.. Venues];
        next[0] = next[0] with { TakerFeeNanos = 25, IsProtected = false };
        next[2] = next[2] with { Kind = VenueKind.Auction };
        world.Adopt(new Universe([Stock], next), 3);
        RoutingContext context = Load(Parent());
        rows.Build(context, [Quote("99.99", 300, "99.97"), .. Quotes().AsSpan(1)], 0, 0, default);
        Assert.That(Describe(context), Is.EqualTo("0Take 0Post 1Take 1Post"));
        Assert.That((context.Rows[0].FeeNanos, context.ProtectedTouch, rows.RowCountMax), Is.EqualTo((25L, P("100.00"), 4)));
    }

    [Test]
    public void ShouldForgetTheBandOfTheDecisionBefore()
    {
        RoutingContext context = Build(Parent(), c => (c.LimitBandLow, c.LimitBandHigh) = (P("1"), P("2")));
        context.Load(new ParentOrderRecord(Parent(), default, default), Stock, 1, 0);
        Assert.That((context.LimitBandLow, context.LimitBandHigh, context.OrderType), Is.EqualTo((default(Price), default(Price), OrderType.Limit)));
        Instrument bounded = Stock with { LimitLowNanos = 90_000_000_000, LimitHighNanos = 110_000_000_000 };
        context.Load(new ParentOrderRecord(Parent(), default, default), bounded, 1, 0);
        Assert.That((context.LimitBandLow, context.LimitBandHigh), Is.EqualTo((P("90"), P("110"))));
    }

    [TestCase(VenueCapabilities.ImmediateOrCancel, 0L, "0Post 1Take 1Post 2Midpoint")]
    [TestCase(VenueCapabilities.MinimumQuantity, 0L, All)]
    [TestCase(VenueCapabilities.MinimumQuantity, 100L, "1Take 2Midpoint")]
    [TestCase(VenueCapabilities.IntermarketSweep, 0L, All)]
    public void ShouldAskNothingThatAVenueCannotDo(VenueCapabilities lacking, long minimum, string expected)
    {
        Venue[] venues = [.. Venues];
        venues[0] = venues[0] with { Capabilities = VenueCapabilities.All & ~lacking };
        RoutingContext context = Load(Parent() with { MinimumQuantity = minimum });
        new RowSet(new Universe([Stock], venues)).Build(context, Quotes(), 0, 0, default);
        Assert.That(Describe(context), Is.EqualTo(expected));
        RejectReason barrier = expected.Contains("0Take", StringComparison.Ordinal) && lacking != VenueCapabilities.IntermarketSweep ? RejectReason.None : RejectReason.TradeThrough;
        Assert.That(context.SweepBarrier.Reason, Is.EqualTo(barrier));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var rows = new RowSet(new Universe([Stock], Venues));
        RoutingContext context = Load(Parent());
        VenueQuote[] quotes = Quotes();
        GcAssert.DoesNotAllocate(() => rows.Build(context, quotes, 0, 2, default));
        Assert.That(context.SweepBarrier.Reason, Is.EqualTo(RejectReason.ProtectedStale));
    }

    private static ParentOrder Parent() => new()
    {
        Side = Side.Buy,
        Type = OrderType.Limit,
        LimitPrice = P("100.05"),
        Quantity = 1_000,
        PermittedActions = RouteActions.All,
    };

    private static RoutingContext Load(in ParentOrder parent)
    {
        var context = new RoutingContext(16);
        context.Load(new ParentOrderRecord(parent, default, default), Stock, 0, 0);
        (context.Bid, context.BidQuantity, context.Ask, context.AskQuantity) = (P("99.98"), 100, P("100.00"), 100);
        return context;
    }

    private static RoutingContext Build(
        in ParentOrder parent,
        Action<RoutingContext>? prepare = null,
        VenueQuote[]? quotes = null,
        ulong closed = 0,
        ulong stale = 0,
        RowTries tries = default,
        WaterfallOptions? options = null)
    {
        RoutingContext context = Load(parent);
        prepare?.Invoke(context);
        new RowSet(new Universe([Stock], Venues), options ?? new WaterfallOptions()).Build(context, quotes ?? Quotes(), closed, stale, tries);
        return context;
    }

    private static string RowsOf(
        in ParentOrder parent,
        Action<RoutingContext>? prepare = null,
        VenueQuote[]? quotes = null,
        ulong closed = 0,
        RowTries tries = default,
        WaterfallOptions? options = null) => Describe(Build(parent, prepare, quotes, closed, 0, tries, options));

    private static string Describe(RoutingContext context) => string.Join(' ', context.Rows.ToArray().Select(r => $"{r.VenueId}{r.Action}"));

    private static VenueQuote[] Quotes() => [Quote("100.00", 300, "99.98"), Quote("100.00", 300, "99.98"), default, default];

    private static VenueQuote Quote(string far, long quantity, string near) => new()
    {
        FarPrice = P(far),
        FarQuantity = quantity,
        ProtectedPrice = P(far),
        ProtectedQuantity = quantity,
        NearPrice = P(near),
        NearQuantity = 100,
    };

    private static Price P(string text) => Price.FromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));
}
