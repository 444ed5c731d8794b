using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>One value of every message beside its bytes, assembled by hand from the schema file.</summary>
internal static class Samples
{
    public static readonly MessageEnvelope Envelope = new() { Sequence = 0x0102030405060708, TimeNs = 11, InputCount = 12, SourceId = 13 };

    public static readonly ParentOrder Parent = new()
    {
        Id = new ParentOrderId(-2),
        InstrumentId = new InstrumentId(10),
        Side = Domain.Side.Sell,
        Type = Orders.OrderType.Limit,
        TimeInForce = Orders.TimeInForce.ImmediateOrCancel,
        PermittedActions = Orders.RouteActions.Take | Orders.RouteActions.Post,
        UrgencyPercent = 100,
        ObjectiveProfile = 16,
        NoExploration = true,
        Quantity = 3,
        LimitPrice = new Price(4),
        ArrivalTimeNs = 5,
        HorizonNs = 6,
        MinimumQuantity = 7,
        BeneficialOwner = 8,
        ExcludedVenues = 0x8000000000000001,
        ExpireTimeNs = 18,
        PegOffsetNanos = 19,
        ArrivalBid = new Price(20),
        ArrivalAsk = new Price(21),
        ClientId = -22,
        Instructions = Orders.RoutingInstructions.LitOnly | Orders.RoutingInstructions.Conditional,
        PolicyId = 24,
        ShortSale = Orders.ShortSale.ShortExempt,
        HasLocate = true,
    };

    public static readonly ParentReplace Replace = new()
    {
        ParentId = new ParentOrderId(2),
        ReplaceId = -3,
        Quantity = 4,
        LimitPrice = new Price(5),
        MinimumQuantity = 6,
        ExpireTimeNs = 7,
        TimeNs = 8,
        UrgencyPercent = 9,
    };

    public static readonly ParentReplaceOutcome Replaced = new()
    {
        ParentId = new ParentOrderId(2),
        ReplaceId = 3,
        Quantity = 4,
        LimitPrice = new Price(5),
        TimeNs = 6,
        RejectReason = Orders.RejectReason.TooLate,
    };

    public static readonly ChildDoubt Doubt = new() { ChildId = new ChildOrderId(2), TimeNs = 3 };

    public static readonly ConfigurationSample Configuration = new(11, Orders.ConfigurationKind.ReferenceData, ulong.MaxValue - 2, "0102FF");

    public static readonly PacketSample Packet = new(2, 0xEF000001, 0x0A000002, 31_001, 65_535, "DEADBEEF00");

    public static readonly ParentOutcome Outcome = new()
    {
        ParentId = new ParentOrderId(2),
        InstrumentId = new InstrumentId(15),
        Side = Domain.Side.Buy,
        State = Orders.ParentOrderState.Exhausted,
        Quantity = 3,
        FilledQuantity = 4,
        FilledNotionalNanos = Int128.Parse("36893488147419103237"),
        FeeNanos = -6,
        ArrivalTimeNs = 7,
        EndTimeNs = 8,
        ArrivalBid = new Price(9),
        ArrivalAsk = new Price(10),
        EndBid = new Price(11),
        EndAsk = new Price(12),
        DecisionCount = 13,
        ChildCount = 14,
        RejectReason = Orders.RejectReason.NoMarket,
    };

    public static readonly ChildOrder Child = new()
    {
        Id = new ChildOrderId(2),
        ParentId = new ParentOrderId(3),
        DecisionIndex = 9,
        StepIndex = 16,
        InstrumentId = new InstrumentId(10),
        VenueId = new VenueId(11),
        Side = Domain.Side.Buy,
        Type = Orders.OrderType.MidpointPeg,
        TimeInForce = Orders.TimeInForce.GoodTillDate,
        Action = Orders.RouteAction.Post,
        Quantity = 4,
        LimitPrice = new Price(5),
        SendTimeNs = 6,
        TimeoutNs = 7,
        BeneficialOwner = 8,
        MinimumQuantity = 17,
        FirmUpOf = new ChildOrderId(18),
        Bid = new Price(19),
        Ask = new Price(20),
        ClientId = 21,
        IsIntermarketSweep = true,
        IsConditional = true,
        ShortSale = Orders.ShortSale.Short,
        HasLocate = true,
    };

    public static readonly CancelRequest Cancel = new()
    {
        ChildId = new ChildOrderId(2),
        ParentId = new ParentOrderId(3),
        VenueId = new VenueId(6),
        InstrumentId = new InstrumentId(5),
        SendTimeNs = 4,
    };

    public static readonly ExecutionReport Report = new()
    {
        ChildId = new ChildOrderId(2),
        ParentId = new ParentOrderId(3),
        VenueId = new VenueId(12),
        Type = Orders.ExecutionType.Trade,
        State = Orders.ChildOrderState.InDoubt,
        Liquidity = Orders.LiquidityFlag.Midpoint,
        RejectReason = Orders.RejectReason.BadSide,
        ExecutionId = 0xFEDCBA9876543210,
        LastQuantity = 5,
        LastPrice = new Price(6),
        CumulativeQuantity = 7,
        LeavesQuantity = 8,
        FeeNanos = -9,
        VenueTimeNs = 10,
        ReceiveTimeNs = 11,
        ReferenceExecutionId = 0x8000000000000017,
        Bid = new Price(18),
        Ask = new Price(19),
    };

    public static readonly MarkOut Mark = new()
    {
        ChildId = new ChildOrderId(2),
        ParentId = new ParentOrderId(3),
        VenueId = new VenueId(10),
        InstrumentId = new InstrumentId(9),
        Side = Domain.Side.Sell,
        HorizonNs = 4,
        FillPrice = new Price(5),
        FillQuantity = 6,
        Midpoint = new Price(7),
        TimeNs = 8,
    };

    public static readonly ControlInput Control = new()
    {
        Kind = Orders.ControlKind.SelfHelpDeclare,
        VenueId = new VenueId(5),
        InstrumentId = new InstrumentId(3),
        TimeNs = 2,
        ClientId = 6,
        Value = -7,
        Value2 = 8,
    };

    public static readonly EngineAlert Alert = new()
    {
        Kind = Orders.AlertKind.OverFill,
        VenueId = new VenueId(7),
        InstrumentId = new InstrumentId(5),
        ParentId = new ParentOrderId(3),
        RejectReason = Orders.RejectReason.PriceCollar,
        Value = 4,
        TimeNs = 2,
        ClientId = 9,
        Limit = -10,
    };

    public static readonly SessionSummary Summary = new(2, 3, 4);

    public static readonly ScoreInput[] Scores = [new(21, -22, 23), new(31, 32, long.MinValue + 1)];

    public static SessionHeader Session => new()
    {
        RunId = "run-ü",
        Policy = "static",
        PolicyId = 5,
        ModelId = 4,
        Seed = ulong.MaxValue - 1,
        StartTimeNs = 2,
        ExplorationRate = 0.2,
        ProgramVersion = "1",
        Market = "märket",
        FillScaleBits = 7,
        CostScaleBits = 8,
        CompletionScaleBits = -9,
        Instruments = ["AB", ""],
        Venues = ["V"],
        Features = [],
    };

    public static DecisionRecord Decision()
    {
        var record = new DecisionRecord(4, 3, 5)
        {
            ParentId = new ParentOrderId(2),
            DecisionIndex = 9,
            InstrumentId = new InstrumentId(10),
            Side = Domain.Side.Sell,
            TimeNs = 3,
            RemainingQuantity = 4,
            Bid = new Price(5),
            Ask = new Price(6),
            PolicyId = 13,
            ModelId = 7,
            ReferenceVersion = 15,
            Explored = true,
            SlateProbability = 0.02,
            RowCount = 2,
        };
        record.Rows[0] = new ScoredRow { FillRaw = 31, CostRaw = 32, CompletionRaw = 33, ScoreMicroBps = -34, CapacityQuantity = 35, VenueId = new VenueId(36) };
        record.Rows[1] = new ScoredRow { FillRaw = 41, VenueId = new VenueId(46), Action = Orders.RouteAction.Post, Chosen = true };
        new[] { 1f, -2f, float.NaN, 0.5f, 0f, 1e30f }.CopyTo(record.Features);
        record.TryAddChild(new WaterfallChild
        {
            Quantity = 51,
            LimitPrice = new Price(52),
            TimeoutNs = 53,
            StepIndex = 54,
            VenueId = new VenueId(55),
            Action = Orders.RouteAction.Midpoint,
            Type = Orders.OrderType.MidpointPeg,
            TimeInForce = Orders.TimeInForce.FillOrKill,
            MinimumQuantity = 59,
            DelayNs = 60,
            IsIntermarketSweep = true,
        });
        return record;
    }

    public static IEnumerable<(string Name, byte[] Wire, object Value)> All()
    {
        yield return ("ParentOrderNew", WireBytes.Message(10, 147)
            .I64(-2).I64(3).I64(4).I64(5).I64(6).I64(7).I64(8).Raw("01 00 00 00 00 00 00 80").I32(10).U8(2).U8(1).U8(1).U8(5).U8(100).U8(16).U8(1)
            .I64(18).I64(19).I64(20).I64(21).I32(-22).U8(9).U8(24).U8(2).U8(1).ToArray(), Parent);
        yield return ("ParentOrderDone", WireBytes.Message(11, 143)
            .I64(2).I64(3).I64(4).I64(5).I64(2).I64(-6).I64(7).I64(8).I64(9).I64(10).I64(11).I64(12).I32(13).I32(14).I32(15).U8(1).U8(8).U8(10).ToArray(), Outcome);
        yield return ("ParentOrderCancel", WireBytes.Message(12, 40).I64(77).ToArray(), new ParentOrderId(77));
        yield return ("ParentOrderReplace", WireBytes.Message(13, 89).I64(2).I64(-3).I64(4).I64(5).I64(6).I64(7).I64(8).U8(9).ToArray(), Replace);
        yield return ("ParentOrderReplaced", WireBytes.Message(14, 73).I64(2).I64(3).I64(4).I64(5).I64(6).U8(38).ToArray(), Replaced);
        yield return ("ChildOrderNew", WireBytes.Message(20, 142)
            .I64(2).I64(3).I64(4).I64(5).I64(6).I64(7).I64(8).I32(9).I32(10).U8(11).U8(1).U8(2).U8(3).U8(2).U8(16)
            .I64(17).I64(18).I64(19).I64(20).I32(21).U8(1).U8(1).U8(1).U8(1).ToArray(), Child);
        yield return ("ChildOrderCancel", WireBytes.Message(21, 61).I64(2).I64(3).I64(4).I32(5).U8(6).ToArray(), Cancel);
        yield return ("ExecutionReport", WireBytes.Message(22, 141)
            .I64(2).I64(3).Raw("10 32 54 76 98 BA DC FE").I64(5).I64(6).I64(7).I64(8).I64(-9).I64(10).I64(11).U8(12).U8(2).U8(9).U8(3).U8(17)
            .Raw("17 00 00 00 00 00 00 80").I64(18).I64(19).ToArray(), Report);
        yield return ("MarkOut", WireBytes.Message(23, 94).I64(2).I64(3).I64(4).I64(5).I64(6).I64(7).I64(8).I32(9).U8(10).U8(2).ToArray(), Mark);
        yield return ("ChildDoubt", WireBytes.Message(24, 48).I64(2).I64(3).ToArray(), Doubt);
        yield return ("Timer", WireBytes.Message(40, 40).I64(-5).ToArray(), -5L);
        yield return ("Control", WireBytes.Message(41, 66).I64(2).I32(3).U8(5).U8(5).I32(6).I64(-7).I64(8).ToArray(), Control);
        yield return ("Alert", WireBytes.Message(42, 75).I64(2).I64(3).I64(4).I32(5).U8(3).U8(7).U8(4).I32(9).I64(-10).ToArray(), Alert);
        yield return ("Configuration", WireBytes.Message(43, 49).I64(11).I64(-3).U8(2).I32(3).Raw("01 02 FF").ToArray(), Configuration);
        yield return ("MarketPacket", WireBytes.Message(50, 52)
            .I64(2).Raw("01 00 00 EF").Raw("02 00 00 0A").U16(31_001).U16(65_535).I32(5).Raw("DE AD BE EF 00").ToArray(), Packet);
        yield return ("SessionEnd", WireBytes.Message(2, 56).I64(2).I64(3).I64(4).ToArray(), Summary);
    }

    public static byte[] DecisionWire() => WireBytes.Message(30, 109)
        .I64(2).I64(3).I64(4).I64(5).I64(6).I64(7).F64(0.02).I32(9).I32(10).U16(3).U8(2).U8(13).U8(1).I64(15)
        .U16(43).U16(2)
        .I64(31).I64(32).I64(33).I64(-34).I64(35).U8(36).U8(0).U8(0)
        .I64(41).I64(0).I64(0).I64(0).I64(0).U8(46).U8(2).U8(1)
        .U16(46).U16(1)
        .I64(51).I64(52).I64(53).U8(54).U8(55).U8(1).U8(2).U8(2).I64(59).I64(60).U8(1)
        .I32(24).F32(1f).F32(-2f).Raw("00 00 C0 FF").F32(0.5f).F32(0f).F32(1e30f).ToArray();

    public static byte[] ScoresWire() => WireBytes.Message(31, 53)
        .I64(2).I32(3).I64(4).U8(5).U16(24).U16(2).I64(21).I64(-22).I64(23).I64(31).I64(32).I64(long.MinValue + 1).Text("cpu-é").ToArray();

    public static byte[] SessionWire() => WireBytes.Message(1, 77)
        .I64(2).I64(-2).I64(4).U8(5).F64(0.2).I32(7).I32(8).I32(-9)
        .U16(0).U16(2).Text("AB").Text(string.Empty)
        .U16(0).U16(1).Text("V")
        .U16(0).U16(0)
        .Text("run-ü").Text("static").Text("1").Text("märket").ToArray();
}
