using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.State;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.States;

namespace EdgeRouter.Routing.Tests.Risk;

/// <summary>A gate over two instruments and three venues, and orders with rising ids that know the quote 99.98 : 100.00.</summary>
internal sealed class RiskDesk
{
    internal const int Lit = 0;
    internal const int Dark = 1;
    internal const int Auction = 2;

    internal static readonly Universe World = new(
        [
            new Instrument { Id = new InstrumentId(0), Symbol = "AAA" },
            new Instrument { Id = new InstrumentId(1), Symbol = "BBB" },
        ],
        [
            new Venue { Id = new VenueId(0), Name = "LIT", Kind = VenueKind.Lit },
            new Venue { Id = new VenueId(1), Name = "DARK", Kind = VenueKind.Midpoint },
            new Venue { Id = new VenueId(2), Name = "CROSS", Kind = VenueKind.Auction },
        ]);

    internal static readonly RiskMarket Market = new() { Bid = Price.FromDecimal(99.98m), HasBid = true, Ask = Price.FromDecimal(100m), HasAsk = true, NowNs = 1_000 };

    private readonly Dictionary<long, ChildOrderRecord> _records = [];
    private long _lastId;
    private ulong _lastExecution;

    internal RiskDesk(RiskLimits? limits = null, RiskCapacity? capacity = null) => Gate = new RiskGate(limits ?? new RiskLimits(), World, capacity);

    internal RiskGate Gate { get; }

    internal ChildOrder Order(long quantity = 100, Side side = Side.Buy, decimal price = 100m, long timeNs = 1_000) => new()
    {
        Id = new ChildOrderId(++_lastId),
        Side = side,
        Type = OrderType.Limit,
        Quantity = quantity,
        LimitPrice = Price.FromDecimal(price),
        SendTimeNs = timeNs,
        Bid = Market.Bid,
        Ask = Market.Ask,
    };

    internal RejectReason Check(in ChildOrder order) => Verdict(order).Reason;

    internal RiskVerdict Verdict(in ChildOrder order) => Gate.Check(order, Market with { NowNs = order.SendTimeNs });

    /// <summary>Checks an order and, when it passes, sends it.</summary>
    internal RejectReason Send(in ChildOrder order)
    {
        RejectReason reason = Check(order);
        if (reason == RejectReason.None)
        {
            Gate.OnChildSent(order);
            _records.Add(order.Id.Value, new ChildOrderRecord(order));
        }

        return reason;
    }

    internal void Report(in ChildOrder order, ExecutionReport report)
    {
        ChildOrderRecord record = _records[order.Id.Value];
        report = report with { ChildId = order.Id, ExecutionId = ++_lastExecution, Bid = Market.Bid, Ask = Market.Ask };
        Gate.OnChildChanged(order, ChildOrderMachine.Apply(ref record, report), report);
        _records[order.Id.Value] = record;
    }

    internal void Fill(in ChildOrder order, long quantity, decimal price) => Report(order, new ExecutionReport
    {
        Type = ExecutionType.Trade,
        LastQuantity = quantity,
        LastPrice = Price.FromDecimal(price),
        CumulativeQuantity = _records[order.Id.Value].CumulativeQuantity + quantity,
    });

    internal void Cancel(in ChildOrder order) =>
        Report(order, new ExecutionReport { Type = ExecutionType.Cancelled, CumulativeQuantity = _records[order.Id.Value].CumulativeQuantity });

    internal RiskControlResult Control(ControlKind kind, int venue = 0, int instrument = 0, int client = 0, long value = 0, long value2 = 0) => Gate.OnControl(new ControlInput
    {
        Kind = kind,
        VenueId = new VenueId((byte)venue),
        InstrumentId = new InstrumentId(instrument),
        ClientId = client,
        Value = value,
        Value2 = value2,
    });

    internal void Reload(RiskLimits limits) => Assert.That(Gate.TryReload(limits, out string problem), Is.True, problem);

    internal static byte[] StateOf(RiskGate gate)
    {
        var writer = new StateWriter();
        gate.Save(writer);
        return writer.Written.ToArray();
    }

    internal static decimal Units(Int128 nanos) => (decimal)nanos / Price.NanosPerUnit;
}
