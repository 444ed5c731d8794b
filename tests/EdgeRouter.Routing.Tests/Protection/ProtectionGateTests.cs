using System.Globalization;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.Protection;

[TestFixture]
public sealed class ProtectionGateTests
{
    private const ulong A = 1;
    private const ulong B = 2;
    private const ulong C = 4;
    private const ulong Dark = 8;

    private static readonly Universe World = new(
        [new Instrument { Id = new InstrumentId(0), Symbol = "TEST" }],
        [
            VenueOf(0, "A", VenueKind.Lit),
            VenueOf(1, "B", VenueKind.Lit),
            VenueOf(2, "C", VenueKind.Inverted),
            VenueOf(3, "DARK", VenueKind.Midpoint),
            VenueOf(4, "AUCTION", VenueKind.Auction),
            VenueOf(5, "FREE", VenueKind.Lit) with { IsProtected = false },
        ]);

    // A 300 @100.00, B 500 @100.01, C 400 @100.03 (its best is an odd lot of 40 @100.00), FREE 900 @99.99 unprotected; the bid is 99.98.
    private static readonly VenueQuote[] Offers =
    [
        Quote("100.00", 300),
        Quote("100.01", 500),
        new VenueQuote { FarPrice = P("100.00"), FarQuantity = 40, ProtectedPrice = P("100.03"), ProtectedQuantity = 400 },
        default,
        default,
        new VenueQuote { FarPrice = P("99.99"), FarQuantity = 900 },
    ];

    [TestCase("A take 300 100.00", "None")]
    [TestCase("C take 100 100.00", "None", TestName = "ShouldLetOddLotsBeTaken")]
    [TestCase("FREE take 900 99.99", "None")]
    [TestCase("FREE take 900 100.01", "TradeThrough A 100.00")]
    [TestCase("B take 500 100.01", "TradeThrough A 100.00")]
    [TestCase("A take 900 100.01", "None", TestName = "ShouldLetAVenuesOwnBookBeWalkedUpToTheNextProtectedQuote")]
    [TestCase("A take 900 100.02", "TradeThrough B 100.01")]
    [TestCase("B sweep 500 100.01", "TradeThrough A 100.00", TestName = "ShouldNotBelieveASweepThatHitsNothingElse")]
    [TestCase("A sweep 300 100.00, B sweep 500 100.01", "None None")]
    [TestCase("B sweep 500 100.01, A sweep 300 100.00", "None None")]
    [TestCase("A sweep 299 100.00, B sweep 500 100.01", "None | TradeThrough A 100.00", TestName = "ShouldWantTheFullDisplayedSize")]
    [TestCase("A sweep 300 99.99, B sweep 500 100.01", "None | TradeThrough A 100.00", TestName = "ShouldWantThePriceToReachTheQuote")]
    [TestCase("A take 300 100.00, B sweep 500 100.01", "None | TradeThrough A 100.00", TestName = "ShouldWantEveryPartToBeASweep")]
    [TestCase("A sweep 300 100.00, B take 500 100.01", "None | TradeThrough A 100.00")]
    [TestCase("A post 300 99.99, B sweep 500 100.01", "None | TradeThrough A 100.00")]
    [TestCase("A sweep 100 100.00, A sweep 200 100.00, B sweep 500 100.01", "None None None")]
    [TestCase("A sweep 300 100.00, C sweep 400 100.03", "None | TradeThrough B 100.01")]
    [TestCase("A sweep 300 100.00, B sweep 500 100.01, C sweep 400 100.03", "None None None")]
    [TestCase("A sweep 300 100.00, B sweep 499 100.01, C sweep 400 100.03", "None None | TradeThrough B 100.01")]
    [TestCase("DARK midpoint 300 100.00", "None")]
    [TestCase("DARK midpoint 300 100.01", "TradeThrough A 100.00")]
    [TestCase("A post 300 99.99", "None")]
    [TestCase("B post 300 100.00", "TradeThrough A 100.00", TestName = "ShouldNotLockAProtectedQuoteElsewhere")]
    [TestCase("B post 300 100.02", "TradeThrough A 100.00", TestName = "ShouldNotCrossAProtectedQuoteElsewhere")]
    [TestCase("A take 300 100.005", "BadPrice A 100.005")]
    [TestCase("A take 300 0", "BadPrice A 0")]
    [TestCase("A take 300 100.06", "BadPrice A 100.06", TestName = "ShouldHoldTheParentsLimit")]
    [TestCase("DARK take 300 100.00", "VenueUnsupported DARK 100.00")]
    [TestCase("A midpoint 300 100.00", "VenueUnsupported A 100.00")]
    [TestCase("AUCTION post 300 99.00", "VenueUnsupported AUCTION 99.00")]
    public void ShouldJudgeAPurchase(string step, string expected) => Assert.That(Judge(Market(), step), Is.EqualTo(expected));

    [TestCase("A take 300 100.00", "None")]
    [TestCase("A sweep 300 100.00, B sweep 500 99.99", "None None")]
    [TestCase("B take 500 99.99", "TradeThrough A 100.00")]
    [TestCase("A sweep 200 100.00, B sweep 500 99.99", "None | TradeThrough A 100.00")]
    [TestCase("B post 300 100.00", "TradeThrough A 100.00")]
    [TestCase("B post 300 100.01", "None")]
    [TestCase("A take 300 99.94", "BadPrice A 99.94")]
    public void ShouldJudgeASale(string step, string expected)
    {
        VenueQuote[] bids = [Quote("100.00", 300), Quote("99.99", 500), default, default, default, default];
        var market = new ProtectionMarket
        {
            Quotes = bids,
            Side = Side.Sell,
            LimitPrice = P("99.95"),
            Ticks = new TickRule(10_000_000),
            Bid = P("100.00"),
            BidQuantity = 300,
            Ask = P("100.02"),
            AskQuantity = 100,
        };
        Assert.That(Judge(market, step), Is.EqualTo(expected));
    }

    [TestCase("A sweep 300 100.00, C sweep 400 100.03", B, 0UL, "None | ProtectedStale B 100.03")]
    [TestCase("A sweep 300 100.00, C sweep 400 100.03", B, B, "None None", TestName = "ShouldPassAStaleVenueUnderSelfHelp")]
    [TestCase("A sweep 300 100.00, C sweep 400 100.03", 0UL, B, "None None", TestName = "ShouldNotProtectAVenueUnderSelfHelp")]
    [TestCase("A take 300 100.00", B, 0UL, "None", TestName = "ShouldTakeAtTheTouchBesideAStaleVenue")]
    [TestCase("B take 500 100.01", A, 0UL, "None", TestName = "ShouldTakeAtTheReadableTouch")]
    [TestCase("FREE take 900 99.99", A | B | C, 0UL, "ProtectedStale A 99.99", TestName = "ShouldTakeNothingWhenNoProtectedQuoteCanBeRead")]
    [TestCase("B post 500 100.00", A, 0UL, "None")]
    public void ShouldNotSweepPastAVenueThatNobodyCanRead(string step, ulong stale, ulong selfHelp, string expected) =>
        Assert.That(Judge(Market(stale: stale, selfHelp: selfHelp), step), Is.EqualTo(expected));

    [TestCase("B take 500 100.01", A, 0UL, true, "None", TestName = "ShouldNotProtectAClosedVenue")]
    [TestCase("A take 300 100.00", A, 0UL, true, "VenueClosed A 100.00")]
    [TestCase("B take 500 100.00", 0UL, A, true, "Halted B 100.00", TestName = "ShouldHoldAHaltEverywhere")]
    [TestCase("B take 500 100.00", 0UL, A, false, "None", TestName = "ShouldHoldAHaltWhereItIsDeclaredOnly")]
    [TestCase("A take 300 100.00", 0UL, A, false, "Halted A 100.00")]
    [TestCase("DARK midpoint 300 100.00", 0UL, Dark, true, "Halted DARK 100.00")]
    [TestCase("A take 300 100.00", 0UL, Dark, true, "None", TestName = "ShouldNotLetAnUnprotectedVenueHaltTheOthers")]
    public void ShouldSendNothingWhereNothingTrades(string step, ulong closed, ulong halted, bool haltsEverywhere, string expected)
    {
        var options = new ProtectionOptions { HaltsEverywhere = haltsEverywhere };
        Assert.That(Judge(Market(closed: closed, halted: halted), step, options), Is.EqualTo(expected));
    }

    [TestCase("A take 300 100.00", "99.00", "100.00", "None")]
    [TestCase("A take 300 100.00", "99.00", "99.99", "LimitBand A 100.00")]
    [TestCase("A post 300 98.99", "99.00", "100.00", "LimitBand A 98.99")]
    [TestCase("A take 300 100.00", "100.01", "0", "LimitBand A 100.00")]
    public void ShouldKeepTheLimitBand(string step, string low, string high, string expected)
    {
        ProtectionMarket market = Market(low: low, high: high);
        Assert.That(Judge(market, step), Is.EqualTo(expected));
    }

    [TestCase("A take 300 100.00", "None", TestName = "ShouldTakeTheBetterPriceOfACrossedMarket")]
    [TestCase("A sweep 300 100.00, B sweep 500 100.01", "None | TradeThrough A 100.00", TestName = "ShouldNotSweepACrossedMarket")]
    [TestCase("DARK midpoint 300 100.00", "NoMarket DARK 100.00", TestName = "ShouldNotTradeAtACrossedMidpoint")]
    public void ShouldJudgeACrossedMarket(string step, string expected) => Assert.That(Judge(Market(bid: "100.01"), step), Is.EqualTo(expected));

    [TestCase("A take 300 100.00", "None")]
    [TestCase("DARK midpoint 300 100.00", "None", TestName = "ShouldTradeAtALockedMidpoint")]
    [TestCase("B post 300 100.00", "TradeThrough A 100.00", TestName = "ShouldNotJoinALock")]
    [TestCase("A sweep 300 100.00, B sweep 500 100.01", "None None")]
    public void ShouldJudgeALockedMarket(string step, string expected) => Assert.That(Judge(Market(bid: "100.00"), step), Is.EqualTo(expected));

    [TestCase(ProtectionMode.BestExecutionOnly, "B take 500 100.01", "None")]
    [TestCase(ProtectionMode.BestExecutionOnly, "B take 500 100.02", "PriceCollar B 100.02")]
    [TestCase(ProtectionMode.BestExecutionOnly, "A take 300 100.01, B take 500 100.01", "None None")]
    [TestCase(ProtectionMode.Off, "B take 500 100.02", "None")]
    [TestCase(ProtectionMode.Off, "B post 500 100.00", "None")]
    [TestCase(ProtectionMode.Off, "B take 500 100.06", "BadPrice B 100.06")]
    [TestCase(ProtectionMode.Off, "B take 500 100.015", "BadPrice B 100.015")]
    public void ShouldFollowTheMode(ProtectionMode mode, string step, string expected) =>
        Assert.That(Judge(Market(), step, new ProtectionOptions { Mode = mode }), Is.EqualTo(expected));

    [Test]
    public void ShouldWithholdASweepWhosePartAnotherCheckWithheld()
    {
        WaterfallChild[] step = [.. Children("A sweep 300 100.00, B sweep 500 100.01, C sweep 400 100.03")];
        RejectReason[] verdicts = [RejectReason.SizeLimit, RejectReason.None, RejectReason.None];
        int withheld = new ProtectionGate(World, new ProtectionOptions()).Check(Market(), step, verdicts);
        Assert.That(withheld, Is.EqualTo(2));
        Assert.That(verdicts, Is.EqualTo(new[] { RejectReason.SizeLimit, RejectReason.TradeThrough, RejectReason.TradeThrough }));
    }

    [Test]
    public void ShouldWithholdWhatStoodOnAPartThatItWithheldItself()
    {
        // B's part is off the tick, so C goes through B's quote; A's part may leave.
        WaterfallChild[] step = [.. Children("C sweep 400 100.03, B sweep 500 100.015, A sweep 300 100.00")];
        var verdicts = new RejectReason[3];
        var gate = new ProtectionGate(World, new ProtectionOptions());
        Assert.That(gate.Check(Market(), step, verdicts), Is.EqualTo(2));
        Assert.That(verdicts, Is.EqualTo(new[] { RejectReason.TradeThrough, RejectReason.BadPrice, RejectReason.None }));
        Assert.That(gate.Findings[0], Is.EqualTo(new ProtectionFinding(RejectReason.TradeThrough, new VenueId(1), P("100.01"))));
    }

    [Test]
    public void ShouldRefuseAnOrderWithoutAPriceAndAVenueThatDoesNotExist()
    {
        WaterfallChild child = Children("A take 300 100.00").Single();
        WaterfallChild[] step = [child with { Type = OrderType.Market }, child with { VenueId = new VenueId(63) }];
        var verdicts = new RejectReason[2];
        new ProtectionGate(World, new ProtectionOptions()).Check(Market(), step, verdicts);
        Assert.That(verdicts, Is.EqualTo(new[] { RejectReason.BadPrice, RejectReason.VenueClosed }));
    }

    [Test]
    public void ShouldNotCountAnotherStepAsPartOfTheSweep()
    {
        WaterfallChild[] step = [.. Children("A sweep 300 100.00, B sweep 500 100.01")];
        step[1] = step[1] with { StepIndex = 1 };
        var verdicts = new RejectReason[2];
        new ProtectionGate(World, new ProtectionOptions()).Check(Market(), step, verdicts);
        Assert.That(verdicts, Is.EqualTo(new[] { RejectReason.None, RejectReason.TradeThrough }));
    }

    [Test]
    public void ShouldFollowReferenceDataThatWasSwitched()
    {
        var world = new Universe(World.Instruments.ToArray(), World.Venues.ToArray());
        var gate = new ProtectionGate(world, new ProtectionOptions());
        Venue[] venues = World.Venues.ToArray();
        venues[0] = venues[0] with { IsProtected = false };
        world.Adopt(new Universe(World.Instruments.ToArray(), venues), 7);
        WaterfallChild[] step = [.. Children("B take 500 100.01")];
        var verdicts = new RejectReason[1];
        Assert.That(gate.Check(Market(), step, verdicts), Is.Zero);
    }

    [Test]
    public void ShouldNotAllocate()
    {
        var gate = new ProtectionGate(World, new ProtectionOptions());
        WaterfallChild[] step = [.. Children("A sweep 300 100.00, B sweep 499 100.01, C sweep 400 100.03, DARK midpoint 5 100.00, A post 1 99.99")];
        var verdicts = new RejectReason[step.Length];
        GcAssert.DoesNotAllocate(() =>
        {
            Array.Clear(verdicts);
            gate.Check(Market(), step, verdicts);
        });
        Assert.That(verdicts[2], Is.EqualTo(RejectReason.TradeThrough));
    }

    [Test]
    public void ShouldNameAModeThatDoesNotExist() =>
        Assert.That(
            () => new ProtectionOptions { Mode = (ProtectionMode)3 }.Validate(),
            Throws.TypeOf<EdgeRouterException>().With.Property("Id").EqualTo("ER1141").And.Message.Contains("BestExecutionOnly"));

    [TestCase(TradingStatus.Unknown, true, false)]
    [TestCase(TradingStatus.PreOpen, false, false)]
    [TestCase(TradingStatus.Trading, true, false)]
    [TestCase(TradingStatus.Halted, false, true)]
    [TestCase(TradingStatus.Paused, false, true)]
    [TestCase(TradingStatus.Quoting, false, false)]
    [TestCase(TradingStatus.Closed, false, false)]
    public void ShouldTradeContinuouslyOnly(TradingStatus status, bool isContinuous, bool isHalt)
    {
        Assert.That((TradingStatusRules.IsContinuous(status), TradingStatusRules.IsHalt(status)), Is.EqualTo((isContinuous, isHalt)));
        Assert.That(TradingStatusRules.IsContinuous(status, allowUnknown: false), Is.EqualTo(status == TradingStatus.Trading));
    }

    private static ProtectionMarket Market(
        ulong stale = 0, ulong selfHelp = 0, ulong closed = 0, ulong halted = 0, string bid = "99.98", string low = "0", string high = "0") => new()
        {
            Quotes = Offers,
            Side = Side.Buy,
            LimitPrice = P("100.05"),
            Ticks = new TickRule(10_000_000),
            Bid = P(bid),
            BidQuantity = 100,
            Ask = P("100.00"),
            AskQuantity = 300,
            LimitBandLow = P(low),
            LimitBandHigh = P(high),
            StaleVenues = stale,
            SelfHelpVenues = selfHelp,
            ClosedVenues = closed,
            HaltedVenues = halted,
        };

    private static string Judge(in ProtectionMarket market, string text, ProtectionOptions? options = null)
    {
        WaterfallChild[] step = [.. Children(text)];
        var verdicts = new RejectReason[step.Length];
        var gate = new ProtectionGate(World, options ?? new ProtectionOptions());
        int withheld = gate.Check(market, step, verdicts);
        Assert.That(withheld, Is.EqualTo(verdicts.Count(v => v != RejectReason.None)));
        var words = new List<string>();
        for (int i = 0; i < step.Length; i++)
        {
            ProtectionFinding finding = gate.Findings[i];
            Assert.That(finding.Reason, Is.EqualTo(verdicts[i]));
            words.Add(finding.Reason == RejectReason.None
                ? "None"
                : string.Create(CultureInfo.InvariantCulture, $"{(i > 0 ? "| " : string.Empty)}{finding.Reason} {World[finding.VenueId].Name} {finding.Price.ToDecimal():0.00####}"));
        }

        return string.Join(' ', words).Replace(" 0.00", " 0", StringComparison.Ordinal);
    }

    // "VENUE take|sweep|midpoint|post QUANTITY PRICE", separated by commas.
    private static IEnumerable<WaterfallChild> Children(string text) =>
        from part in text.Split(", ")
        let words = part.Split(' ')
        select new WaterfallChild
        {
            VenueId = World.Venues.ToArray().Single(v => v.Name == words[0]).Id,
            Action = words[1] == "sweep" ? RouteAction.Take : Enum.Parse<RouteAction>(words[1], ignoreCase: true),
            Type = words[1] == "midpoint" ? OrderType.MidpointPeg : OrderType.Limit,
            IsIntermarketSweep = words[1] == "sweep",
            Quantity = long.Parse(words[2], CultureInfo.InvariantCulture),
            LimitPrice = P(words[3]),
        };

    private static Venue VenueOf(byte id, string name, VenueKind kind) => new() { Id = new VenueId(id), Name = name, Kind = kind };

    private static VenueQuote Quote(string price, long quantity) =>
        new() { FarPrice = P(price), FarQuantity = quantity, ProtectedPrice = P(price), ProtectedQuantity = quantity };

    private static Price P(string text) => Price.FromDecimal(decimal.Parse(text, CultureInfo.InvariantCulture));
}
