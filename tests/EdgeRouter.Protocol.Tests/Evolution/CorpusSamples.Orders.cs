using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Parent and child orders.</content>
internal static partial class CorpusSamples
{
    private static readonly ParentOrder ParentUsual = new()
    {
        Id = new ParentOrderId(1_042),
        InstrumentId = new InstrumentId(17),
        Side = Domain.Side.Buy,
        Type = Orders.OrderType.Limit,
        TimeInForce = Orders.TimeInForce.Day,
        PermittedActions = Orders.RouteActions.All,
        UrgencyPercent = 60,
        ObjectiveProfile = 2,
        NoExploration = true,
        Quantity = 10_000,
        LimitPrice = new Price(101_250_000_000),
        ArrivalTimeNs = 1_767_364_200_123_400_000,
        HorizonNs = 30_000_000_000,
        MinimumQuantity = 100,
        BeneficialOwner = 555,
        ExcludedVenues = 0b1010,
        ExpireTimeNs = 1_767_387_600_000_000_000,
        PegOffsetNanos = 10_000_000,
        Instructions = Orders.RoutingInstructions.LitOnly | Orders.RoutingInstructions.PostOnly,
        PolicyId = 5,
        ClientId = 12,
        ShortSale = Orders.ShortSale.Short,
        HasLocate = true,
        ArrivalBid = new Price(101_240_000_000),
        ArrivalAsk = new Price(101_250_000_000),
    };

    private static readonly ParentOrder ParentBare = new() { Id = new ParentOrderId(1), Side = Domain.Side.Sell, Quantity = 1 };

    private static readonly ParentOrder ParentBounds = new()
    {
        Id = new ParentOrderId(long.MinValue),
        InstrumentId = new InstrumentId(int.MaxValue),
        Side = Domain.Side.Sell,
        Type = Orders.OrderType.MarketPeg,
        TimeInForce = Orders.TimeInForce.AtClose,
        PermittedActions = Orders.RouteActions.Post,
        UrgencyPercent = byte.MaxValue,
        ObjectiveProfile = byte.MaxValue,
        NoExploration = true,
        Quantity = long.MaxValue,
        LimitPrice = new Price(long.MinValue),
        ArrivalTimeNs = long.MaxValue,
        HorizonNs = long.MaxValue,
        MinimumQuantity = long.MinValue,
        BeneficialOwner = -1,
        ExcludedVenues = ulong.MaxValue,
        ExpireTimeNs = long.MaxValue,
        PegOffsetNanos = long.MinValue,
        Instructions = Orders.RoutingInstructions.LitOnly | Orders.RoutingInstructions.DarkOnly | Orders.RoutingInstructions.PostOnly | Orders.RoutingInstructions.Conditional,
        PolicyId = byte.MaxValue,
        ClientId = int.MinValue,
        ShortSale = Orders.ShortSale.ShortExempt,
        HasLocate = true,
        ArrivalBid = new Price(long.MinValue),
        ArrivalAsk = new Price(long.MaxValue),
    };

    private static readonly ParentOutcome OutcomeUsual = new()
    {
        ParentId = new ParentOrderId(1_042),
        InstrumentId = new InstrumentId(17),
        Side = Domain.Side.Buy,
        State = Orders.ParentOrderState.Filled,
        Quantity = 10_000,
        FilledQuantity = 10_000,
        FilledNotionalNanos = (Int128)101_245_000_000 * 10_000,
        FeeNanos = -2_500_000_000,
        ArrivalTimeNs = 1_767_364_200_123_400_000,
        EndTimeNs = 1_767_364_203_000_000_001,
        ArrivalBid = new Price(101_240_000_000),
        ArrivalAsk = new Price(101_250_000_000),
        EndBid = new Price(101_230_000_000),
        EndAsk = new Price(101_240_000_000),
        DecisionCount = 3,
        ChildCount = 7,
    };

    private static readonly ParentOutcome OutcomeBare = new() { ParentId = new ParentOrderId(1), Side = Domain.Side.Sell, State = Orders.ParentOrderState.Cancelled };

    private static readonly ParentOutcome OutcomeBounds = new()
    {
        ParentId = new ParentOrderId(long.MaxValue),
        InstrumentId = new InstrumentId(int.MinValue),
        Side = Domain.Side.Sell,
        State = Orders.ParentOrderState.Suspended,
        Quantity = long.MaxValue,
        FilledQuantity = long.MinValue,
        FilledNotionalNanos = Int128.MinValue + 1,
        FeeNanos = long.MinValue,
        ArrivalTimeNs = long.MinValue,
        EndTimeNs = long.MaxValue,
        ArrivalBid = new Price(long.MinValue),
        ArrivalAsk = new Price(long.MaxValue),
        EndBid = new Price(-1),
        EndAsk = new Price(1),
        DecisionCount = int.MaxValue,
        ChildCount = int.MinValue,
        RejectReason = Orders.RejectReason.Unsupported,
    };

    private static readonly ChildOrder ChildUsual = new()
    {
        Id = new ChildOrderId(88_001),
        ParentId = new ParentOrderId(1_042),
        DecisionIndex = 1,
        StepIndex = 2,
        InstrumentId = new InstrumentId(17),
        VenueId = new VenueId(4),
        Side = Domain.Side.Buy,
        Type = Orders.OrderType.Limit,
        TimeInForce = Orders.TimeInForce.ImmediateOrCancel,
        Action = Orders.RouteAction.Take,
        Quantity = 300,
        LimitPrice = new Price(101_250_000_000),
        SendTimeNs = 1_767_364_200_123_500_000,
        TimeoutNs = 250_000_000,
        BeneficialOwner = 555,
        MinimumQuantity = 100,
        IsIntermarketSweep = true,
        FirmUpOf = new ChildOrderId(87_990),
        ClientId = 12,
        ShortSale = Orders.ShortSale.ShortExempt,
        Bid = new Price(101_240_000_000),
        Ask = new Price(101_250_000_000),
    };

    private static readonly ChildOrder ChildBare = new() { Id = new ChildOrderId(1), ParentId = new ParentOrderId(1), Side = Domain.Side.Sell, Quantity = 1 };

    private static readonly ChildOrder ChildBounds = new()
    {
        Id = new ChildOrderId(long.MaxValue),
        ParentId = new ParentOrderId(long.MinValue),
        DecisionIndex = int.MaxValue,
        StepIndex = byte.MaxValue,
        InstrumentId = new InstrumentId(int.MinValue),
        VenueId = new VenueId(63),
        Side = Domain.Side.Sell,
        Type = Orders.OrderType.PrimaryPeg,
        TimeInForce = Orders.TimeInForce.GoodTillCancel,
        Action = Orders.RouteAction.Post,
        Quantity = long.MaxValue,
        LimitPrice = new Price(long.MinValue),
        SendTimeNs = long.MinValue,
        TimeoutNs = long.MaxValue,
        BeneficialOwner = long.MinValue,
        MinimumQuantity = long.MinValue,
        IsIntermarketSweep = true,
        IsConditional = true,
        FirmUpOf = new ChildOrderId(long.MaxValue),
        ClientId = int.MaxValue,
        ShortSale = Orders.ShortSale.Short,
        HasLocate = true,
        Bid = new Price(long.MaxValue),
        Ask = new Price(long.MinValue),
    };

    private static readonly CancelRequest CancelUsual = new()
    {
        ChildId = new ChildOrderId(88_001),
        ParentId = new ParentOrderId(1_042),
        VenueId = new VenueId(4),
        InstrumentId = new InstrumentId(17),
        SendTimeNs = 1_767_364_200_373_500_000,
    };

    private static readonly CancelRequest CancelBounds = new()
    {
        ChildId = new ChildOrderId(long.MinValue),
        ParentId = new ParentOrderId(long.MaxValue),
        VenueId = new VenueId(63),
        InstrumentId = new InstrumentId(int.MaxValue),
        SendTimeNs = long.MaxValue,
    };
}
