using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Reports, marks, controls, alerts, sessions.</content>
internal static partial class CorpusSamples
{
    private static readonly ExecutionReport ReportUsual = new()
    {
        ChildId = new ChildOrderId(88_001),
        ParentId = new ParentOrderId(1_042),
        VenueId = new VenueId(4),
        Type = Orders.ExecutionType.Trade,
        State = Orders.ChildOrderState.PartiallyFilled,
        Liquidity = Orders.LiquidityFlag.Removed,
        ExecutionId = 700_100,
        LastQuantity = 100,
        LastPrice = new Price(101_250_000_000),
        CumulativeQuantity = 100,
        LeavesQuantity = 200,
        FeeNanos = 300_000_000,
        VenueTimeNs = 1_767_364_200_123_550_000,
        ReceiveTimeNs = 1_767_364_200_123_600_000,
        ReferenceExecutionId = 700_099,
        Bid = new Price(101_240_000_000),
        Ask = new Price(101_250_000_000),
    };

    private static readonly ExecutionReport ReportBounds = new()
    {
        ChildId = new ChildOrderId(long.MinValue),
        ParentId = new ParentOrderId(long.MaxValue),
        VenueId = new VenueId(63),
        Type = Orders.ExecutionType.FirmUpInvited,
        State = Orders.ChildOrderState.Suspended,
        Liquidity = Orders.LiquidityFlag.Auction,
        RejectReason = Orders.RejectReason.LinkDown,
        ExecutionId = ulong.MaxValue,
        LastQuantity = long.MaxValue,
        LastPrice = new Price(long.MinValue),
        CumulativeQuantity = long.MaxValue,
        LeavesQuantity = long.MinValue,
        FeeNanos = long.MinValue,
        VenueTimeNs = long.MinValue,
        ReceiveTimeNs = long.MaxValue,
        ReferenceExecutionId = ulong.MaxValue,
        Bid = new Price(long.MaxValue),
        Ask = new Price(long.MinValue),
    };

    private static readonly MarkOut MarkUsual = new()
    {
        ChildId = new ChildOrderId(88_001),
        ParentId = new ParentOrderId(1_042),
        VenueId = new VenueId(4),
        InstrumentId = new InstrumentId(17),
        Side = Domain.Side.Buy,
        HorizonNs = 1_000_000_000,
        FillPrice = new Price(101_250_000_000),
        FillQuantity = 100,
        Midpoint = new Price(101_245_000_000),
        TimeNs = 1_767_364_201_123_600_000,
    };

    private static readonly MarkOut MarkBare = new() { ChildId = new ChildOrderId(1), ParentId = new ParentOrderId(1), Side = Domain.Side.Sell };

    private static readonly MarkOut MarkBounds = new()
    {
        ChildId = new ChildOrderId(long.MaxValue),
        ParentId = new ParentOrderId(long.MinValue),
        VenueId = new VenueId(63),
        InstrumentId = new InstrumentId(int.MinValue),
        Side = Domain.Side.Sell,
        HorizonNs = long.MaxValue,
        FillPrice = new Price(long.MinValue),
        FillQuantity = long.MaxValue,
        Midpoint = new Price(-1),
        TimeNs = long.MinValue,
    };

    private static readonly ControlInput ControlUsual = new()
    {
        Kind = Orders.ControlKind.LimitBandSet,
        VenueId = new VenueId(4),
        TimeNs = 1_767_364_200_000_000_000,
        ClientId = 12,
        Value = 96_180_000_000,
        Value2 = 106_300_000_000,
    };

    private static readonly ControlInput ControlBounds = new()
    {
        Kind = Orders.ControlKind.PositionSet,
        VenueId = new VenueId(63),
        InstrumentId = new InstrumentId(int.MaxValue),
        TimeNs = long.MaxValue,
        ClientId = int.MinValue,
        Value = long.MinValue,
        Value2 = long.MaxValue,
    };

    private static readonly EngineAlert AlertUsual = new()
    {
        Kind = Orders.AlertKind.RiskReject,
        VenueId = new VenueId(4),
        InstrumentId = new InstrumentId(17),
        ParentId = new ParentOrderId(1_042),
        RejectReason = Orders.RejectReason.PriceCollar,
        Value = 300,
        TimeNs = 1_767_364_200_123_450_000,
        ClientId = 12,
        Limit = 250,
    };

    private static readonly EngineAlert AlertBounds = new()
    {
        Kind = Orders.AlertKind.ParentRefused,
        VenueId = new VenueId(63),
        InstrumentId = new InstrumentId(int.MinValue),
        ParentId = new ParentOrderId(long.MinValue),
        RejectReason = Orders.RejectReason.BadMinimumQuantity,
        Value = long.MaxValue,
        TimeNs = long.MinValue,
        ClientId = int.MaxValue,
        Limit = long.MinValue,
    };

    private static readonly SessionSummary SummaryUsual = new(1_767_387_600_000_000_000, 1_200, 34_567);

    private static readonly SessionSummary SummaryBounds = new(long.MaxValue, long.MinValue, -1);

    private static readonly SessionHeader SessionUsual = new()
    {
        RunId = "2026-01-02/a",
        Policy = "scored",
        PolicyId = 3,
        ModelId = 0x1234_5678_9ABC_DEF0,
        Seed = 42,
        StartTimeNs = 1_767_364_200_000_000_000,
        ExplorationRate = 0.05,
        ProgramVersion = "0.1.0+abcdef",
        Market = "calibrated simulation",
        FillScaleBits = 20,
        CostScaleBits = 24,
        CompletionScaleBits = 24,
        Instruments = ["AAPL", "BRK.B", "ZVZZT"],
        Venues = ["XNAS", "XNYS"],
        Features = ["order.sizeToAdv"],
    };

    private static readonly SessionHeader SessionBare = new() { RunId = string.Empty, Policy = string.Empty };

    private static readonly SessionHeader SessionBounds = new()
    {
        RunId = LongText,
        Policy = "päuschen 休憩",
        PolicyId = byte.MaxValue,
        ModelId = ulong.MaxValue,
        Seed = ulong.MaxValue,
        StartTimeNs = long.MinValue,
        ExplorationRate = 1e-300,
        ProgramVersion = "\"\\/<&>'",
        Market = LongText,
        FillScaleBits = int.MinValue,
        CostScaleBits = int.MaxValue,
        CompletionScaleBits = -1,
        Instruments = [.. Enumerable.Range(0, 40).Select(i => $"I{i}")],
        Venues = ["", "é", LongText],
        Features = ["x"],
    };

    // 1,001 characters, 1,501 bytes: longer than any one-byte length, and not one byte a character.
    private static string LongText => string.Concat(Enumerable.Repeat("aé", 500)) + "z";
}
