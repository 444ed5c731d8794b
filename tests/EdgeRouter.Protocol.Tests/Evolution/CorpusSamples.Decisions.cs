using System.Text;
using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using Domain = EdgeRouter.Core.Domain;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Decisions and scores.</content>
internal static partial class CorpusSamples
{
    private static readonly ScoresInput ScoresUsual = new(1_042, 1, 77, [new(900_000, -12_000, 45_000), new(120_000, 0, 46_000)], "cpu.avx2") { LateCount = 2 };

    private static readonly ScoresInput ScoresBare = new(1, 0, 0, [], string.Empty);

    private static readonly ScoresInput ScoresBounds = new(
        long.MinValue, int.MaxValue, ulong.MaxValue, [.. Enumerable.Range(0, 48).Select(i => new ScoreInput(long.MaxValue - i, long.MinValue + i, -i))], LongText)
    { LateCount = byte.MaxValue };

    private static int WriteScores(byte[] target, MessageEnvelope envelope, ScoresInput v) =>
        ProtocolWriter.WriteScores(target, envelope, new ParentOrderId(v.ParentId), v.DecisionIndex, v.ModelId, v.LateCount, v.Rows, Encoding.UTF8.GetBytes(v.Scorer));

    private static JsonObject DescribeScores(MessageEnvelope envelope, ScoresInput v) =>
        MessageContent.OfScores(envelope, new ParentOrderId(v.ParentId), v.DecisionIndex, v.ModelId, v.LateCount, v.Rows, v.Scorer);

    private static DecisionRecord DecisionUsual()
    {
        var record = new DecisionRecord(2, 3, 1)
        {
            ParentId = new ParentOrderId(1_042),
            DecisionIndex = 1,
            InstrumentId = new InstrumentId(17),
            Side = Domain.Side.Buy,
            TimeNs = 1_767_364_200_123_480_000,
            RemainingQuantity = 9_700,
            Bid = new Price(101_240_000_000),
            Ask = new Price(101_250_000_000),
            PolicyId = 3,
            ModelId = 77,
            ReferenceVersion = 20_260_102,
            Explored = true,
            SlateProbability = 0.02,
            RowCount = 2,
        };
        record.Rows[0] = new ScoredRow { VenueId = new VenueId(4), Action = Orders.RouteAction.Take, Chosen = true, FillRaw = 900_000, CostRaw = -12_000, CompletionRaw = 45_000, ScoreMicroBps = -9_500, CapacityQuantity = 300 };
        record.Rows[1] = new ScoredRow { VenueId = new VenueId(5), Action = Orders.RouteAction.Midpoint, FillRaw = 120_000, CompletionRaw = 46_000, ScoreMicroBps = 40_000, CapacityQuantity = 9_700 };
        new[] { 0.005f, -1.25f, float.NaN, 0f, 3e-20f, float.PositiveInfinity }.CopyTo(record.Features);
        record.TryAddChild(new WaterfallChild { VenueId = new VenueId(4), Action = Orders.RouteAction.Take, Type = Orders.OrderType.Limit, TimeInForce = Orders.TimeInForce.ImmediateOrCancel, Quantity = 300, LimitPrice = new Price(101_250_000_000), TimeoutNs = 250_000_000, MinimumQuantity = 100, DelayNs = 45_000, IsIntermarketSweep = true });
        return record;
    }

    private static DecisionRecord DecisionBare() => new(0, 0, 0) { ParentId = new ParentOrderId(1), Side = Domain.Side.Sell };

    private static DecisionRecord DecisionBounds()
    {
        var record = new DecisionRecord(48, 4, 20)
        {
            ParentId = new ParentOrderId(long.MaxValue),
            DecisionIndex = int.MaxValue,
            InstrumentId = new InstrumentId(int.MinValue),
            Side = Domain.Side.Sell,
            TimeNs = long.MinValue,
            RemainingQuantity = long.MaxValue,
            Bid = new Price(long.MinValue),
            Ask = new Price(long.MaxValue),
            PolicyId = byte.MaxValue,
            ModelId = ulong.MaxValue,
            ReferenceVersion = ulong.MaxValue,
            SlateProbability = 1,
            RowCount = 48,
        };
        for (int i = 0; i < record.RowCount; i++)
        {
            record.Rows[i] = new ScoredRow { VenueId = new VenueId((byte)i), Action = (Orders.RouteAction)(i % 3), Chosen = i % 2 == 0, FillRaw = long.MaxValue - i, CostRaw = long.MinValue + i, CompletionRaw = -i, ScoreMicroBps = i, CapacityQuantity = long.MaxValue };
            record.Features[(i * 4) + 1] = -i;
        }

        for (int i = 0; i < record.ChildCountMax; i++)
        {
            record.TryAddChild(new WaterfallChild { StepIndex = (byte)(255 - i), VenueId = new VenueId((byte)i), Action = (Orders.RouteAction)(i % 3), Type = (Orders.OrderType)(i % 5), TimeInForce = (Orders.TimeInForce)(i % 7), Quantity = long.MaxValue, LimitPrice = new Price(long.MinValue + i), TimeoutNs = -i, MinimumQuantity = long.MaxValue - i, DelayNs = long.MinValue + i, IsIntermarketSweep = i % 2 == 0 });
        }

        return record;
    }

    private sealed record ScoresInput(long ParentId, int DecisionIndex, ulong ModelId, ScoreInput[] Rows, string Scorer)
    {
        public byte LateCount { get; init; }
    }
}
