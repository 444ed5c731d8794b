using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Protocol.Messages;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>Random values there and back, and no allocation on the way.</summary>
public sealed class RoundTripTests
{
    private ulong _state = 20_260_103;

    [Test]
    public void ShouldRoundTripRandomValues()
    {
        TestContext.Out.WriteLine($"seed {_state}");
        byte[] target = new byte[512];
        for (int round = 0; round < 3_000; round++)
        {
            foreach (object value in RandomValues())
            {
                int length = GoldenBytesTests.WriteAny(target, value);
                var visitor = new RecordingVisitor();
                Assert.That(ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
                Assert.That(visitor.Value, Is.EqualTo(value));
            }
        }
    }

    [Test]
    public void ShouldRoundTripRandomDecisions()
    {
        byte[] target = new byte[200_000];
        for (int round = 0; round < 500; round++)
        {
            DecisionRecord record = RandomDecision();
            int length = ProtocolWriter.Write(target, Samples.Envelope, record);
            Assert.That(length, Is.EqualTo(ProtocolWriter.SizeOf(record)));
            var visitor = new RecordingVisitor();
            Assert.That(ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor), Is.EqualTo(ProtocolReadResult.Ok));
            GoldenBytesTests.AssertSame((DecisionRecord)visitor.Value!, record);
        }
    }

    [Test]
    public void ShouldAllocateNothing()
    {
        DecisionRecord record = Samples.Decision();
        var copy = new DecisionRecord(4, 3, 5);
        byte[] target = new byte[1024];
        for (int i = 0; i < 2_000; i++)
            WriteAndRead(target, record, copy);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long sum = 0;
        for (int i = 0; i < 2_000; i++)
            sum += WriteAndRead(target, record, copy);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(sum, Is.GreaterThan(0));
    }

    private static long WriteAndRead(byte[] target, DecisionRecord record, DecisionRecord copy)
    {
        var visitor = new CountingVisitor(copy);
        int length = ProtocolWriter.Write(target, Samples.Envelope, record);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        length = ProtocolWriter.Write(target, Samples.Envelope, Samples.Report);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        length = ProtocolWriter.Write(target, Samples.Envelope, Samples.Child);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        length = ProtocolWriter.WriteScores(target, Samples.Envelope, new ParentOrderId(1), 1, 1, 2, Samples.Scores, "cpu"u8);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        length = ProtocolWriter.Write(target, Samples.Envelope, Samples.Replace);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        length = ProtocolWriter.WriteConfiguration(target, Samples.Envelope, Orders.ConfigurationKind.RiskLimits, 1, "limits"u8);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        length = ProtocolWriter.Write(target, Samples.Envelope, Samples.Packet.Datagram);
        ProtocolReader.Dispatch(target.AsSpan(0, length), ref visitor);
        return visitor.Sum;
    }

    private object[] RandomValues() => [RandomParent(), RandomOutcome(), RandomChild(), RandomReport(), RandomAlert(), .. RandomChanges()];

    private ParentOrder RandomParent() => new()
    {
        Id = new ParentOrderId(Any()),
        InstrumentId = new InstrumentId((int)Any()),
        Side = (Domain.Side)(1 + Below(2)),
        Type = (Orders.OrderType)Below(5),
        TimeInForce = (Orders.TimeInForce)Below(7),
        PermittedActions = (Orders.RouteActions)Below(8),
        UrgencyPercent = (byte)Below(101),
        ObjectiveProfile = (byte)Below(255),
        NoExploration = Below(2) == 1,
        Quantity = Any(),
        LimitPrice = new Price(Any()),
        ArrivalTimeNs = Any(),
        HorizonNs = Any(),
        MinimumQuantity = Any(),
        BeneficialOwner = Any(),
        ExcludedVenues = (ulong)Any(),
        ExpireTimeNs = Any(),
        PegOffsetNanos = Any(),
        Instructions = (Orders.RoutingInstructions)Below(16),
        PolicyId = (byte)Below(256),
        ClientId = (int)Any(),
        ShortSale = (Orders.ShortSale)Below(3),
        HasLocate = Below(2) == 1,
        ArrivalBid = new Price(Any()),
        ArrivalAsk = new Price(Any()),
    };

    private object[] RandomChanges() =>
    [
        new ParentReplace
        {
            ParentId = new ParentOrderId(Any()),
            ReplaceId = Any(),
            Quantity = Any(),
            LimitPrice = new Price(Any()),
            MinimumQuantity = Any(),
            ExpireTimeNs = Any(),
            UrgencyPercent = (byte)Below(256),
            TimeNs = Any(),
        },
        new ParentReplaceOutcome
        {
            ParentId = new ParentOrderId(Any()),
            ReplaceId = Any(),
            RejectReason = (Orders.RejectReason)Below(42),
            Quantity = Any(),
            LimitPrice = new Price(Any()),
            TimeNs = Any(),
        },
        new ChildDoubt { ChildId = new ChildOrderId(Any()), TimeNs = Any() },
        new ControlInput
        {
            Kind = (Orders.ControlKind)Below(22),
            VenueId = new VenueId((byte)Below(64)),
            InstrumentId = new InstrumentId((int)Any()),
            TimeNs = Any(),
            ClientId = (int)Any(),
            Value = Any(),
            Value2 = Any(),
        },
        new ConfigurationSample(Samples.Envelope.TimeNs, (Orders.ConfigurationKind)Below(5), (ulong)Any(), RandomHex()),
        new PacketSample(Any(), (uint)Any(), (uint)Any(), (ushort)Any(), (ushort)Any(), RandomHex()),
    ];

    private string RandomHex()
    {
        byte[] bytes = new byte[Below(400)];
        foreach (ref byte b in bytes.AsSpan())
            b = (byte)Any();
        return Convert.ToHexString(bytes);
    }

    private ParentOutcome RandomOutcome() => new()
    {
        ParentId = new ParentOrderId(Any()),
        InstrumentId = new InstrumentId((int)Any()),
        Side = (Domain.Side)(1 + Below(2)),
        State = (Orders.ParentOrderState)Below(10),
        Quantity = Any(),
        FilledQuantity = Any(),
        FilledNotionalNanos = new Int128((ulong)Any(), (ulong)Any()),
        FeeNanos = Any(),
        ArrivalTimeNs = Any(),
        EndTimeNs = Any(),
        ArrivalBid = new Price(Any()),
        ArrivalAsk = new Price(Any()),
        EndBid = new Price(Any()),
        EndAsk = new Price(Any()),
        DecisionCount = (int)Any(),
        ChildCount = (int)Any(),
        RejectReason = (Orders.RejectReason)Below(42),
    };

    private ChildOrder RandomChild() => new()
    {
        Id = new ChildOrderId(Any()),
        ParentId = new ParentOrderId(Any()),
        DecisionIndex = (int)Any(),
        StepIndex = (byte)Below(255),
        InstrumentId = new InstrumentId((int)Any()),
        VenueId = new VenueId((byte)Below(64)),
        Side = (Domain.Side)(1 + Below(2)),
        Type = (Orders.OrderType)Below(5),
        TimeInForce = (Orders.TimeInForce)Below(7),
        Action = (Orders.RouteAction)Below(3),
        Quantity = Any(),
        LimitPrice = new Price(Any()),
        SendTimeNs = Any(),
        TimeoutNs = Any(),
        BeneficialOwner = Any(),
        MinimumQuantity = Any(),
        IsIntermarketSweep = Below(2) == 1,
        IsConditional = Below(2) == 1,
        FirmUpOf = new ChildOrderId(Any()),
        ClientId = (int)Any(),
        ShortSale = (Orders.ShortSale)Below(3),
        HasLocate = Below(2) == 1,
        Bid = new Price(Any()),
        Ask = new Price(Any()),
    };

    private ExecutionReport RandomReport() => new()
    {
        ChildId = new ChildOrderId(Any()),
        ParentId = new ParentOrderId(Any()),
        VenueId = new VenueId((byte)Below(64)),
        Type = (Orders.ExecutionType)Below(16),
        State = (Orders.ChildOrderState)Below(13),
        Liquidity = (Orders.LiquidityFlag)Below(5),
        RejectReason = (Orders.RejectReason)Below(42),
        ExecutionId = (ulong)Any(),
        LastQuantity = Any(),
        LastPrice = new Price(Any()),
        CumulativeQuantity = Any(),
        LeavesQuantity = Any(),
        FeeNanos = Any(),
        VenueTimeNs = Any(),
        ReceiveTimeNs = Any(),
        ReferenceExecutionId = (ulong)Any(),
        Bid = new Price(Any()),
        Ask = new Price(Any()),
    };

    private EngineAlert RandomAlert() => new()
    {
        Kind = (Orders.AlertKind)Below(21),
        VenueId = new VenueId((byte)Below(64)),
        InstrumentId = new InstrumentId((int)Any()),
        ParentId = new ParentOrderId(Any()),
        RejectReason = (Orders.RejectReason)Below(42),
        Value = Any(),
        TimeNs = Any(),
        ClientId = (int)Any(),
        Limit = Any(),
    };

    private DecisionRecord RandomDecision()
    {
        var record = new DecisionRecord(192, Below(60), 64)
        {
            ParentId = new ParentOrderId(Any()),
            DecisionIndex = (int)Any(),
            InstrumentId = new InstrumentId((int)Any()),
            Side = (Domain.Side)(1 + Below(2)),
            TimeNs = Any(),
            RemainingQuantity = Any(),
            Bid = new Price(Any()),
            Ask = new Price(Any()),
            PolicyId = (byte)Below(255),
            ModelId = (ulong)Any(),
            ReferenceVersion = (ulong)Any(),
            Explored = Below(2) == 1,
            SlateProbability = Below(1_000) / 1_000.0,
            RowCount = Below(193),
        };
        foreach (ref ScoredRow row in record.Rows)
        {
            row = new ScoredRow
            {
                VenueId = new VenueId((byte)Below(64)),
                Action = (Orders.RouteAction)Below(3),
                Chosen = Below(2) == 1,
                FillRaw = Any(),
                CostRaw = Any(),
                CompletionRaw = Any(),
                ScoreMicroBps = Any(),
                CapacityQuantity = Any(),
            };
        }

        foreach (ref float feature in record.Features)
            feature = Below(10) == 0 ? float.NaN : Below(1_000_000) / 7f;
        for (int i = Below(65); i > 0; i--)
        {
            record.TryAddChild(new WaterfallChild
            {
                StepIndex = (byte)Below(255),
                VenueId = new VenueId((byte)Below(64)),
                Action = (Orders.RouteAction)Below(3),
                Type = (Orders.OrderType)Below(5),
                TimeInForce = (Orders.TimeInForce)Below(7),
                Quantity = Any(),
                LimitPrice = new Price(Any()),
                TimeoutNs = Any(),
                MinimumQuantity = Any(),
                DelayNs = Any(),
                IsIntermarketSweep = Below(2) == 1,
            });
        }

        return record;
    }

    private long Any()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (long)_state;
    }

    private int Below(int bound) => (int)((ulong)Any() % (ulong)bound);

    /// <summary>A struct visitor: what a hot path uses.</summary>
    private struct CountingVisitor(DecisionRecord copy) : IProtocolVisitor
    {
        public long Sum { get; private set; }

        public void OnSessionStart(in MessageEnvelope envelope, SessionHeader header) => Sum++;

        public void OnSessionEnd(in MessageEnvelope envelope, in SessionSummary summary) => Sum++;

        public void OnParentOrder(in MessageEnvelope envelope, in ParentOrder order) => Sum++;

        public void OnParentOutcome(in MessageEnvelope envelope, in ParentOutcome outcome) => Sum++;

        public void OnParentCancel(in MessageEnvelope envelope, ParentOrderId parentId) => Sum++;

        public void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => Sum += order.Quantity;

        public void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request) => Sum++;

        public void OnExecutionReport(in MessageEnvelope envelope, in ExecutionReport report) => Sum += report.LastQuantity;

        public void OnMarkOut(in MessageEnvelope envelope, in MarkOut markOut) => Sum++;

        public void OnDecision(in MessageEnvelope envelope, in DecisionView decision) => Sum += decision.TryCopyTo(copy) ? copy.RowCount : 0;

        public void OnScores(in MessageEnvelope envelope, in ScoresView scores) => Sum += scores.RowCount;

        public void OnTimer(in MessageEnvelope envelope, long nowNs) => Sum++;

        public void OnControl(in MessageEnvelope envelope, in ControlInput control) => Sum++;

        public void OnAlert(in MessageEnvelope envelope, in EngineAlert alert) => Sum++;

        public void OnParentReplace(in MessageEnvelope envelope, in ParentReplace replace) => Sum++;

        public void OnParentReplaced(in MessageEnvelope envelope, in ParentReplaceOutcome outcome) => Sum++;

        public void OnChildDoubt(in MessageEnvelope envelope, in ChildDoubt doubt) => Sum++;

        public void OnConfiguration(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) =>
            Sum += content.Length;

        public void OnPacket(in MessageEnvelope envelope, in Datagram packet) => Sum += packet.Payload.Length;
    }
}
