using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Feedback.Tests.Store;

/// <summary>Writes journals message by message.</summary>
internal sealed class JournalScript : IDisposable
{
    public const long HourNs = 3_600_000_000_000;
    public const long T0 = 1_700_000_000_000_000_000 / HourNs * HourNs;
    private readonly JournalWriter _writer;
    private readonly byte[] _buffer = new byte[1 << 20];

    public JournalScript(string directory, ulong journalId = 7, long segmentBytes = 256 << 10)
    {
        var options = new JournalOptions { Directory = directory, Fsync = JournalFsync.None, JournalId = journalId, SegmentBytes = segmentBytes, BufferBytes = 64 << 10 };
        _writer = JournalWriter.Open(options, new ManualClock { NowNs = T0 });
    }

    public static SessionHeader Session(string runId = "run-a", string policy = "static", string market = "simulation") => new()
    {
        RunId = runId,
        Policy = policy,
        PolicyId = 3,
        ModelId = ulong.MaxValue - 4,
        Seed = 42,
        StartTimeNs = T0,
        ExplorationRate = 0.2,
        ProgramVersion = "0.1.0+abc",
        Market = market,
        FillScaleBits = 20,
        CostScaleBits = 21,
        CompletionScaleBits = 22,
        Instruments = ["AAA", "BBB"],
        Venues = ["LIT1", "MID1"],
        Features = ["spread", "imbalance", "depth"],
    };

    public static ParentOrder Parent(long id, long quantity = 1_000, Side side = Side.Buy) => new()
    {
        Id = new ParentOrderId(id),
        InstrumentId = new InstrumentId((int)(id % 2)),
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Day,
        PermittedActions = RouteActions.Aggressive,
        UrgencyPercent = 70,
        Quantity = quantity,
        LimitPrice = new Price(101_000_000_000),
        ArrivalTimeNs = T0 + id,
        ExcludedVenues = 1UL << 63,
        ExpireTimeNs = T0 + HourNs,
        PegOffsetNanos = 5,
        Instructions = RoutingInstructions.LitOnly,
        PolicyId = 6,
        ClientId = 7,
        ShortSale = ShortSale.Short,
        HasLocate = true,
    };

    public static DecisionRecord Decision(long parentId, int index = 0)
    {
        var record = new DecisionRecord(2, 3, 2)
        {
            ParentId = new ParentOrderId(parentId),
            DecisionIndex = index,
            InstrumentId = new InstrumentId((int)(parentId % 2)),
            Side = Side.Buy,
            TimeNs = T0 + parentId + 10,
            RemainingQuantity = 1_000,
            Bid = new Price(99_990_000_001),
            Ask = new Price(100_010_000_000),
            PolicyId = 3,
            ModelId = ulong.MaxValue - 4,
            ReferenceVersion = ulong.MaxValue - 8,
            Explored = true,
            SlateProbability = 0.25,
            RowCount = 2,
        };
        record.Rows[0] = new ScoredRow { VenueId = new VenueId(0), Action = RouteAction.Take, Chosen = true, FillRaw = 1, CostRaw = -2, CompletionRaw = 3, ScoreMicroBps = -4, CapacityQuantity = 5 };
        record.Rows[1] = new ScoredRow { VenueId = new VenueId(1), Action = RouteAction.Midpoint, FillRaw = long.MinValue, CapacityQuantity = 500 };
        new[] { 1.5f, float.NaN, -2f, 4f, 5f, 6f }.CopyTo(record.Features);
        record.TryAddChild(new WaterfallChild { StepIndex = 0, VenueId = new VenueId(1), Action = RouteAction.Midpoint, Type = OrderType.MidpointPeg, TimeInForce = TimeInForce.ImmediateOrCancel, Quantity = 400, LimitPrice = new Price(7), TimeoutNs = 9, MinimumQuantity = 100, DelayNs = 12, IsIntermarketSweep = true });
        record.TryAddChild(new WaterfallChild { StepIndex = 1, VenueId = new VenueId(0), Action = RouteAction.Take, Type = OrderType.Limit, TimeInForce = TimeInForce.ImmediateOrCancel, Quantity = 600, LimitPrice = new Price(8), TimeoutNs = 10 });
        return record;
    }

    public static ChildOrder Child(long id, long parentId, byte venue, long quantity, Side side = Side.Buy) => new()
    {
        Id = new ChildOrderId(id),
        ParentId = new ParentOrderId(parentId),
        InstrumentId = new InstrumentId((int)(parentId % 2)),
        VenueId = new VenueId(venue),
        Side = side,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.ImmediateOrCancel,
        Action = venue == 0 ? RouteAction.Take : RouteAction.Midpoint,
        Quantity = quantity,
        LimitPrice = new Price(101_000_000_000),
        SendTimeNs = T0 + parentId + 20,
        MinimumQuantity = 10,
        IsIntermarketSweep = true,
        IsConditional = true,
        FirmUpOf = new ChildOrderId(3),
        ClientId = 7,
        ShortSale = ShortSale.ShortExempt,
        HasLocate = true,
        Bid = new Price(99_990_000_000),
        Ask = new Price(100_010_000_000),
    };

    public static ExecutionReport Fill(long childId, long parentId, byte venue, long quantity, long priceNanos, long feeNanos) => new()
    {
        ChildId = new ChildOrderId(childId),
        ParentId = new ParentOrderId(parentId),
        VenueId = new VenueId(venue),
        Type = ExecutionType.Trade,
        State = ChildOrderState.PartiallyFilled,
        Liquidity = LiquidityFlag.Removed,
        ExecutionId = ulong.MaxValue - (ulong)childId,
        LastQuantity = quantity,
        LastPrice = new Price(priceNanos),
        CumulativeQuantity = quantity,
        FeeNanos = feeNanos,
        VenueTimeNs = T0 + 30,
        ReceiveTimeNs = T0 + 40,
        Bid = new Price(99_980_000_000),
        Ask = new Price(100_000_000_000),
    };

    public static ParentOutcome Outcome(long id, long quantity, long filled, Int128 notional, long fee, Side side = Side.Buy) => new()
    {
        ParentId = new ParentOrderId(id),
        InstrumentId = new InstrumentId((int)(id % 2)),
        Side = side,
        State = filled == quantity ? ParentOrderState.Filled : ParentOrderState.Exhausted,
        Quantity = quantity,
        FilledQuantity = filled,
        FilledNotionalNanos = notional,
        FeeNanos = fee,
        ArrivalTimeNs = T0 + id,
        EndTimeNs = T0 + id + 1_000,
        ArrivalBid = new Price(99_990_000_000),
        ArrivalAsk = new Price(100_010_000_000),
        EndBid = new Price(100_000_000_000),
        EndAsk = new Price(100_020_000_000),
        DecisionCount = 1,
        ChildCount = 2,
    };

    public void Add(object message)
    {
        var envelope = new MessageEnvelope { Sequence = (ulong)_writer.NextSequence, TimeNs = T0 };
        int length = message switch
        {
            SessionHeader m => ProtocolWriter.Write(_buffer, envelope, m),
            ParentOrder m => ProtocolWriter.Write(_buffer, envelope, m),
            ParentOutcome m => ProtocolWriter.Write(_buffer, envelope, m),
            DecisionRecord m => ProtocolWriter.Write(_buffer, envelope, m),
            ChildOrder m => ProtocolWriter.Write(_buffer, envelope, m),
            CancelRequest m => ProtocolWriter.Write(_buffer, envelope, m),
            ExecutionReport m => ProtocolWriter.Write(_buffer, envelope, m),
            MarkOut m => ProtocolWriter.Write(_buffer, envelope, m),
            EngineAlert m => ProtocolWriter.Write(_buffer, envelope, m),
            ParentReplace m => ProtocolWriter.Write(_buffer, envelope, m),
            ParentReplaceOutcome m => ProtocolWriter.Write(_buffer, envelope, m),
            ChildDoubt m => ProtocolWriter.Write(_buffer, envelope, m),
            ControlInput m => ProtocolWriter.Write(_buffer, envelope, m),
            SessionSummary m => ProtocolWriter.Write(_buffer, envelope, m),
            long m => ProtocolWriter.WriteTimer(_buffer, envelope, m),
            _ => throw new ArgumentOutOfRangeException(nameof(message)),
        };
        _writer.Append(_buffer.AsSpan(0, length));
    }

    public void AddConfiguration(ConfigurationKind kind, ulong version, byte[] content)
    {
        var envelope = new MessageEnvelope { Sequence = (ulong)_writer.NextSequence, TimeNs = T0 + 55 };
        _writer.Append(_buffer.AsSpan(0, ProtocolWriter.WriteConfiguration(_buffer, envelope, kind, version, content)));
    }

    public void AddRaw(byte[] payload, ushort type = JournalFormat.ProtocolPayload) => _writer.Append(payload, type);

    /// <summary>A whole parent: order, decision, two children, two fills, outcome.</summary>
    public void AddParent(long id)
    {
        Add(Parent(id));
        Add(Decision(id));
        Add(Child((id * 10) + 1, id, 1, 400));
        Add(Fill((id * 10) + 1, id, 1, 400, 100_000_000_000, 400_000));
        Add(Child((id * 10) + 2, id, 0, 600));
        Add(Fill((id * 10) + 2, id, 0, 600, 100_010_000_000, 1_800_000));
        Add(Outcome(id, 1_000, 1_000, (Int128)400 * 100_000_000_000 + (Int128)600 * 100_010_000_000, 2_200_000));
    }

    public void Commit() => _writer.Commit();

    public void Dispose() => _writer.Dispose();
}
