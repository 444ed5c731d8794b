using System.Text.Json.Nodes;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Reports, marks, timers, controls, alerts, sessions.</content>
internal static partial class MessageContent
{
    public static JsonObject Of(in MessageEnvelope envelope, in ExecutionReport v) => new()
    {
        ["message"] = "ExecutionReport",
        ["Envelope"] = Of(envelope),
        ["ChildId"] = v.ChildId.Value,
        ["ParentId"] = v.ParentId.Value,
        ["ExecutionId"] = v.ExecutionId,
        ["LastQuantity"] = v.LastQuantity,
        ["LastPrice"] = v.LastPrice.Nanos,
        ["CumulativeQuantity"] = v.CumulativeQuantity,
        ["LeavesQuantity"] = v.LeavesQuantity,
        ["Fee"] = v.FeeNanos,
        ["VenueTimeNs"] = v.VenueTimeNs,
        ["ReceiveTimeNs"] = v.ReceiveTimeNs,
        ["VenueId"] = v.VenueId.Value,
        ["ExecutionType"] = Name(v.Type),
        ["State"] = Name(v.State),
        ["Liquidity"] = Name(v.Liquidity),
        ["RejectReason"] = Name(v.RejectReason),
        ["ReferenceExecutionId"] = v.ReferenceExecutionId,
        ["Bid"] = v.Bid.Nanos,
        ["Ask"] = v.Ask.Nanos,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in MarkOut v) => new()
    {
        ["message"] = "MarkOut",
        ["Envelope"] = Of(envelope),
        ["ChildId"] = v.ChildId.Value,
        ["ParentId"] = v.ParentId.Value,
        ["HorizonNs"] = v.HorizonNs,
        ["FillPrice"] = v.FillPrice.Nanos,
        ["FillQuantity"] = v.FillQuantity,
        ["Midpoint"] = v.Midpoint.Nanos,
        ["TimeNs"] = v.TimeNs,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["VenueId"] = v.VenueId.Value,
        ["Side"] = Name(v.Side),
    };

    public static JsonObject OfTimer(in MessageEnvelope envelope, long nowNs) => new() { ["message"] = "Timer", ["Envelope"] = Of(envelope), ["NowNs"] = nowNs };

    public static JsonObject Of(in MessageEnvelope envelope, in ControlInput v) => new()
    {
        ["message"] = "Control",
        ["Envelope"] = Of(envelope),
        ["NowNs"] = v.TimeNs,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["Kind"] = Name(v.Kind),
        ["VenueId"] = v.VenueId.Value,
        ["ClientId"] = v.ClientId,
        ["Value"] = v.Value,
        ["Value2"] = v.Value2,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in EngineAlert v) => new()
    {
        ["message"] = "Alert",
        ["Envelope"] = Of(envelope),
        ["TimeNs"] = v.TimeNs,
        ["ParentId"] = v.ParentId.Value,
        ["Value"] = v.Value,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["Kind"] = Name(v.Kind),
        ["VenueId"] = v.VenueId.Value,
        ["RejectReason"] = Name(v.RejectReason),
        ["ClientId"] = v.ClientId,
        ["Limit"] = v.Limit,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in SessionSummary v) => new()
    {
        ["message"] = "SessionEnd",
        ["Envelope"] = Of(envelope),
        ["EndTimeNs"] = v.EndTimeNs,
        ["ParentCount"] = v.ParentCount,
        ["ChildCount"] = v.ChildCount,
    };

    public static JsonObject Of(in MessageEnvelope envelope, SessionHeader v) => new()
    {
        ["message"] = "SessionStart",
        ["Envelope"] = Of(envelope),
        ["StartTimeNs"] = v.StartTimeNs,
        ["Seed"] = v.Seed,
        ["ModelId"] = v.ModelId,
        ["PolicyId"] = v.PolicyId,
        ["ExplorationRate"] = v.ExplorationRate,
        ["FillScaleBits"] = v.FillScaleBits,
        ["CostScaleBits"] = v.CostScaleBits,
        ["CompletionScaleBits"] = v.CompletionScaleBits,
        ["Instruments"] = Texts("Symbol", v.Instruments),
        ["Venues"] = Texts("VenueName", v.Venues),
        ["Features"] = Texts("FeatureName", v.Features),
        ["RunId"] = v.RunId,
        ["Policy"] = v.Policy,
        ["ProgramVersion"] = v.ProgramVersion,
        ["Market"] = v.Market,
    };

    private static JsonArray Texts(string name, IReadOnlyList<string> values) => [.. values.Select(value => new JsonObject { [name] = value })];
}
