using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Tests.Support;

namespace EdgeRouter.Routing.Tests.States;

[TestFixture]
public sealed class ParentAdmissionTests
{
    private const long Now = 1_000;
    private const long Tick = 10_000_000;

    private static readonly Universe World = new(
        [new Instrument { Id = default, Symbol = "A", TickNanos = Tick }],
        [
            new Venue { Id = new VenueId(0), Name = "LIT", Kind = VenueKind.Lit },
            new Venue { Id = new VenueId(1), Name = "MID", Kind = VenueKind.Midpoint },
        ]);

    private static readonly ParentOrder Good = new()
    {
        Side = Side.Buy,
        Type = OrderType.Limit,
        Quantity = 150,
        LimitPrice = new Price(100 * Tick),
        PermittedActions = RouteActions.All,
    };

    private static readonly ParentOrder Peg = Good with { Type = OrderType.PrimaryPeg, LimitPrice = default };
    private static readonly ParentOrder Dated = Good with { TimeInForce = TimeInForce.GoodTillDate, ExpireTimeNs = Now + 1 };
    private static readonly ParentOrder Immediate = Good with { TimeInForce = TimeInForce.ImmediateOrCancel };

    public static IEnumerable<TestCaseData> Cases()
    {
        (ParentOrder Order, RejectReason Reason)[] cases =
        [
            (Good, RejectReason.None),
            (Good with { Type = OrderType.Market, LimitPrice = default }, RejectReason.None),
            (Peg with { PegOffsetNanos = Tick }, RejectReason.None),
            (Peg with { Type = OrderType.MidpointPeg, LimitPrice = new Price(Tick) }, RejectReason.None),
            (Dated, RejectReason.None),
            (Immediate, RejectReason.None),
            (Good with { Side = Side.Sell, ShortSale = ShortSale.Short, HasLocate = true }, RejectReason.None),
            (Good with { InstrumentId = new InstrumentId(1) }, RejectReason.UnknownInstrument),
            (Good with { InstrumentId = new InstrumentId(-1) }, RejectReason.UnknownInstrument),
            (Good with { Side = Side.None }, RejectReason.BadSide),
            (Good with { Side = (Side)3 }, RejectReason.BadSide),
            (Good with { Type = OrderType.MarketPeg }, RejectReason.Unsupported),
            (Good with { Type = (OrderType)9 }, RejectReason.Unsupported),
            (Good with { TimeInForce = TimeInForce.FillOrKill }, RejectReason.Unsupported),
            (Good with { TimeInForce = TimeInForce.GoodTillCancel }, RejectReason.Unsupported),
            (Good with { TimeInForce = TimeInForce.AtOpen }, RejectReason.Unsupported),
            (Good with { TimeInForce = TimeInForce.AtClose }, RejectReason.Unsupported),
            (Good with { TimeInForce = (TimeInForce)77 }, RejectReason.Unsupported),
            (Good with { ShortSale = (ShortSale)3 }, RejectReason.Unsupported),
            (Good with { PolicyId = 199 }, RejectReason.UnknownPolicy),
            (Good with { ClientId = -1 }, RejectReason.UnknownClient),
            (Good with { Quantity = 0 }, RejectReason.BadQuantity),
            (Good with { Quantity = long.MaxValue }, RejectReason.BadQuantity),
            (Good with { LimitPrice = default }, RejectReason.BadPrice),
            (Good with { LimitPrice = new Price(-Tick) }, RejectReason.BadPrice),
            (Good with { LimitPrice = new Price(Tick + 1) }, RejectReason.BadPrice),
            (Good with { PegOffsetNanos = Tick }, RejectReason.BadPrice),
            (Peg with { PegOffsetNanos = -Tick }, RejectReason.BadPrice),
            (Peg with { PegOffsetNanos = 1 }, RejectReason.BadPrice),
            (Peg with { LimitPrice = new Price(1) }, RejectReason.BadPrice),
            (Good with { MinimumQuantity = 151 }, RejectReason.BadMinimumQuantity),
            (Good with { MinimumQuantity = -1 }, RejectReason.BadMinimumQuantity),
            (Dated with { ExpireTimeNs = 0 }, RejectReason.BadExpiry),
            (Dated with { ExpireTimeNs = Now }, RejectReason.BadExpiry),
            (Good with { ExpireTimeNs = Now + 1 }, RejectReason.BadExpiry),
            (Good with { HorizonNs = -1 }, RejectReason.BadExpiry),
            (Good with { UrgencyPercent = 101 }, RejectReason.BadInstructions),
            (Good with { Instructions = (RoutingInstructions)128 }, RejectReason.BadInstructions),
            (Good with { PermittedActions = (RouteActions)15 }, RejectReason.BadInstructions),
            (Good with { PermittedActions = RouteActions.None }, RejectReason.BadInstructions),
            (Good with { Instructions = RoutingInstructions.LitOnly | RoutingInstructions.DarkOnly }, RejectReason.BadInstructions),
            (Good with { Instructions = RoutingInstructions.LitOnly | RoutingInstructions.Conditional }, RejectReason.BadInstructions),
            (Good with { Instructions = RoutingInstructions.PostOnly, PermittedActions = RouteActions.Aggressive }, RejectReason.BadInstructions),
            (Good with { Instructions = RoutingInstructions.PostOnly }, RejectReason.None),
            (Immediate with { Instructions = RoutingInstructions.PostOnly }, RejectReason.BadInstructions),
            (Immediate with { Instructions = RoutingInstructions.Conditional }, RejectReason.BadInstructions),
            (Immediate with { PermittedActions = RouteActions.Post }, RejectReason.BadInstructions),
            (Good with { ShortSale = ShortSale.Short }, RejectReason.BadInstructions),
            (Good with { HasLocate = true }, RejectReason.BadInstructions),
            (Good with { ExcludedVenues = 3 }, RejectReason.BadInstructions),
            (Good with { ExcludedVenues = 1, Instructions = RoutingInstructions.LitOnly }, RejectReason.BadInstructions),
            (Good with { ExcludedVenues = 2, Instructions = RoutingInstructions.DarkOnly }, RejectReason.BadInstructions),
            (Good with { Instructions = RoutingInstructions.DarkOnly, PermittedActions = RouteActions.Take }, RejectReason.BadInstructions),
            (Good with { ExcludedVenues = 1, Instructions = RoutingInstructions.DarkOnly }, RejectReason.None),
        ];
        return cases.Select((c, i) => new TestCaseData(c.Order, c.Reason).SetArgDisplayNames($"{i}", c.Reason.ToString()));
    }

    [TestCaseSource(nameof(Cases))]
    public void ShouldNameWhatIsWrong(ParentOrder order, RejectReason expected) => Assert.That(ParentAdmission.Check(order, World, Now), Is.EqualTo(expected));

    [Test]
    public void ShouldListEveryReasonOnThePage()
    {
        string[] page = [.. OrdersPage.Table("| reason | when |").Select(c => c.Row)];
        IEnumerable<string> given = Cases().Select(c => ((RejectReason)c.Arguments[1]!).ToString()).Distinct().Where(r => r != nameof(RejectReason.None));
        Assert.That(page, Is.EquivalentTo(given));
    }

    [Test]
    public void ShouldAnswerAnything()
    {
        const ulong Seed = 3;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        long[] numbers = [long.MinValue, -1, 0, 1, 150, Tick, 100 * Tick, long.MaxValue];
        int accepted = 0;
        for (int i = 0; i < 200_000; i++)
        {
            ParentOrder order = new()
            {
                InstrumentId = new InstrumentId(random.NextInt32(2)),
                Side = (Side)random.NextInt32(4),
                Type = (OrderType)random.NextInt32(6),
                TimeInForce = (TimeInForce)random.NextInt32(8),
                PermittedActions = (RouteActions)random.NextInt32(9),
                UrgencyPercent = (byte)random.NextInt32(110),
                Quantity = numbers[random.NextInt32(numbers.Length)],
                LimitPrice = new Price(numbers[random.NextInt32(numbers.Length)]),
                HorizonNs = numbers[random.NextInt32(numbers.Length)],
                MinimumQuantity = numbers[random.NextInt32(4)],
                ExcludedVenues = (ulong)random.NextInt32(4),
                ExpireTimeNs = numbers[random.NextInt32(numbers.Length)],
                PegOffsetNanos = numbers[random.NextInt32(numbers.Length)],
                Instructions = (RoutingInstructions)random.NextInt32(17),
                ShortSale = (ShortSale)random.NextInt32(4),
            };
            RejectReason reason = ParentAdmission.Check(order, World, Now);
            accepted += reason == RejectReason.None ? 1 : 0;
            Assert.That(reason != RejectReason.None || (order.Quantity > 0 && order.PermittedActions != 0 && order.PegOffsetNanos >= 0 && order.MinimumQuantity >= 0));
        }

        Assert.That(accepted, Is.Positive);
    }
}
