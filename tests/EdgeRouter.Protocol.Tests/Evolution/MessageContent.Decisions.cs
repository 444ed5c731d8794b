using System.Buffers.Binary;
using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Decisions and scores.</content>
internal static partial class MessageContent
{
    public static JsonObject Of(in MessageEnvelope envelope, DecisionRecord v)
    {
        byte[] features = new byte[v.Features.Length * sizeof(float)];
        for (int i = 0; i < v.Features.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(features.AsSpan(i * sizeof(float)), v.Features[i]);
        }

        return new JsonObject
        {
            ["message"] = "Decision",
            ["Envelope"] = Of(envelope),
            ["ParentId"] = v.ParentId.Value,
            ["TimeNs"] = v.TimeNs,
            ["RemainingQuantity"] = v.RemainingQuantity,
            ["Bid"] = v.Bid.Nanos,
            ["Ask"] = v.Ask.Nanos,
            ["ModelId"] = v.ModelId,
            ["SlateProbability"] = v.SlateProbability,
            ["DecisionIndex"] = v.DecisionIndex,
            ["InstrumentId"] = v.InstrumentId.Value,
            ["FeatureCount"] = v.FeatureCount,
            ["Side"] = Name(v.Side),
            ["PolicyId"] = v.PolicyId,
            ["Explored"] = Name(v.Explored),
            ["ReferenceVersion"] = v.ReferenceVersion,
            ["Rows"] = new JsonArray([.. v.Rows.ToArray().Select(Of)]),
            ["Steps"] = new JsonArray([.. v.Children.ToArray().Select(Of)]),
            ["FeatureBlock"] = Convert.ToHexString(features),
        };
    }

    public static JsonObject OfScores(
        in MessageEnvelope envelope, ParentOrderId parentId, int decisionIndex, ulong modelId, byte lateCount, IReadOnlyList<ScoreInput> rows, string scorer) => new()
        {
            ["message"] = "Scores",
            ["Envelope"] = Of(envelope),
            ["ParentId"] = parentId.Value,
            ["DecisionIndex"] = decisionIndex,
            ["ModelId"] = modelId,
            ["LateCount"] = lateCount,
            ["Rows"] = new JsonArray([.. rows.Select(row => new JsonObject { ["FillRaw"] = row.FillRaw, ["CostRaw"] = row.CostRaw, ["CompletionRaw"] = row.CompletionRaw })]),
            ["ScorerName"] = scorer,
        };

    private static JsonNode Of(ScoredRow v) => new JsonObject
    {
        ["FillRaw"] = v.FillRaw,
        ["CostRaw"] = v.CostRaw,
        ["CompletionRaw"] = v.CompletionRaw,
        ["ScoreMicroBps"] = v.ScoreMicroBps,
        ["CapacityQuantity"] = v.CapacityQuantity,
        ["VenueId"] = v.VenueId.Value,
        ["Action"] = Name(v.Action),
        ["Chosen"] = Name(v.Chosen),
    };

    private static JsonNode Of(WaterfallChild v) => new JsonObject
    {
        ["Quantity"] = v.Quantity,
        ["LimitPrice"] = v.LimitPrice.Nanos,
        ["TimeoutNs"] = v.TimeoutNs,
        ["StepIndex"] = v.StepIndex,
        ["VenueId"] = v.VenueId.Value,
        ["Action"] = Name(v.Action),
        ["OrderType"] = Name(v.Type),
        ["TimeInForce"] = Name(v.TimeInForce),
        ["MinimumQuantity"] = v.MinimumQuantity,
        ["DelayNs"] = v.DelayNs,
        ["IsIntermarketSweep"] = Name(v.IsIntermarketSweep),
    };
}
