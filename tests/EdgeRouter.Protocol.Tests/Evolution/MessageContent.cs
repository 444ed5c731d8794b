using System.Text.Json.Nodes;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <summary>What a message says, by the schema's names, written from domain values: shares nothing with the codecs and the walker.</summary>
internal static partial class MessageContent
{
    public static JsonObject Of(in MessageEnvelope envelope, in ParentOrder v) => new()
    {
        ["message"] = "ParentOrderNew",
        ["Envelope"] = Of(envelope),
        ["ParentId"] = v.Id.Value,
        ["Quantity"] = v.Quantity,
        ["LimitPrice"] = v.LimitPrice.Nanos,
        ["ArrivalTimeNs"] = v.ArrivalTimeNs,
        ["HorizonNs"] = v.HorizonNs,
        ["MinimumQuantity"] = v.MinimumQuantity,
        ["BeneficialOwner"] = v.BeneficialOwner,
        ["ExcludedVenues"] = v.ExcludedVenues,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["Side"] = Name(v.Side),
        ["OrderType"] = Name(v.Type),
        ["TimeInForce"] = Name(v.TimeInForce),
        ["PermittedActions"] = Names(v.PermittedActions),
        ["UrgencyPercent"] = v.UrgencyPercent,
        ["ObjectiveProfile"] = v.ObjectiveProfile,
        ["NoExploration"] = Name(v.NoExploration),
        ["ExpireTimeNs"] = v.ExpireTimeNs,
        ["PegOffset"] = v.PegOffsetNanos,
        ["ArrivalBid"] = v.ArrivalBid.Nanos,
        ["ArrivalAsk"] = v.ArrivalAsk.Nanos,
        ["ClientId"] = v.ClientId,
        ["Instructions"] = Names(v.Instructions),
        ["PolicyId"] = v.PolicyId,
        ["ShortSale"] = Name(v.ShortSale),
        ["HasLocate"] = Name(v.HasLocate),
    };

    public static JsonObject Of(in MessageEnvelope envelope, in ParentOutcome v) => new()
    {
        ["message"] = "ParentOrderDone",
        ["Envelope"] = Of(envelope),
        ["ParentId"] = v.ParentId.Value,
        ["Quantity"] = v.Quantity,
        ["FilledQuantity"] = v.FilledQuantity,
        ["FilledNotional"] = new JsonObject
        {
            ["low"] = (ulong)(v.FilledNotionalNanos & ulong.MaxValue),
            ["high"] = (long)(v.FilledNotionalNanos >> 64),
        },
        ["Fee"] = v.FeeNanos,
        ["ArrivalTimeNs"] = v.ArrivalTimeNs,
        ["EndTimeNs"] = v.EndTimeNs,
        ["ArrivalBid"] = v.ArrivalBid.Nanos,
        ["ArrivalAsk"] = v.ArrivalAsk.Nanos,
        ["EndBid"] = v.EndBid.Nanos,
        ["EndAsk"] = v.EndAsk.Nanos,
        ["DecisionCount"] = v.DecisionCount,
        ["ChildCount"] = v.ChildCount,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["Side"] = Name(v.Side),
        ["State"] = Name(v.State),
        ["RejectReason"] = Name(v.RejectReason),
    };

    public static JsonObject OfParentCancel(in MessageEnvelope envelope, Core.Domain.ParentOrderId parentId) =>
        new() { ["message"] = "ParentOrderCancel", ["Envelope"] = Of(envelope), ["ParentId"] = parentId.Value };

    public static JsonObject Of(in MessageEnvelope envelope, in ChildOrder v) => new()
    {
        ["message"] = "ChildOrderNew",
        ["Envelope"] = Of(envelope),
        ["ChildId"] = v.Id.Value,
        ["ParentId"] = v.ParentId.Value,
        ["Quantity"] = v.Quantity,
        ["LimitPrice"] = v.LimitPrice.Nanos,
        ["SendTimeNs"] = v.SendTimeNs,
        ["TimeoutNs"] = v.TimeoutNs,
        ["BeneficialOwner"] = v.BeneficialOwner,
        ["DecisionIndex"] = v.DecisionIndex,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["VenueId"] = v.VenueId.Value,
        ["Side"] = Name(v.Side),
        ["OrderType"] = Name(v.Type),
        ["TimeInForce"] = Name(v.TimeInForce),
        ["Action"] = Name(v.Action),
        ["StepIndex"] = v.StepIndex,
        ["MinimumQuantity"] = v.MinimumQuantity,
        ["FirmUpOf"] = v.FirmUpOf.Value,
        ["Bid"] = v.Bid.Nanos,
        ["Ask"] = v.Ask.Nanos,
        ["ClientId"] = v.ClientId,
        ["IsIntermarketSweep"] = Name(v.IsIntermarketSweep),
        ["IsConditional"] = Name(v.IsConditional),
        ["ShortSale"] = Name(v.ShortSale),
        ["HasLocate"] = Name(v.HasLocate),
    };

    public static JsonObject Of(in MessageEnvelope envelope, in CancelRequest v) => new()
    {
        ["message"] = "ChildOrderCancel",
        ["Envelope"] = Of(envelope),
        ["ChildId"] = v.ChildId.Value,
        ["ParentId"] = v.ParentId.Value,
        ["SendTimeNs"] = v.SendTimeNs,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["VenueId"] = v.VenueId.Value,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in ChildDoubt v) => new()
    {
        ["message"] = "ChildDoubt",
        ["Envelope"] = Of(envelope),
        ["ChildId"] = v.ChildId.Value,
        ["TimeNs"] = v.TimeNs,
    };

    private static JsonObject Of(in MessageEnvelope v) => new()
    {
        ["sequence"] = v.Sequence,
        ["timeNs"] = v.TimeNs,
        ["inputCount"] = v.InputCount,
        ["sourceId"] = v.SourceId,
        ["flags"] = v.Flags,
        ["reserved"] = v.LinkSequence,
    };

    private static JsonNode Name<T>(T value)
        where T : struct, Enum => Enum.IsDefined(value) ? JsonValue.Create(value.ToString()) : JsonValue.Create(Convert.ToByte(value));

    private static JsonNode Name(bool value) => JsonValue.Create(value ? "True" : "False");

    private static JsonArray Names(Orders.RouteActions value)
    {
        Orders.RouteActions[] bits = [Orders.RouteActions.Take, Orders.RouteActions.Midpoint, Orders.RouteActions.Post];
        return [.. bits.Where(bit => value.HasFlag(bit)).Select(bit => JsonValue.Create(bit.ToString()))];
    }

    private static JsonArray Names(Orders.RoutingInstructions value)
    {
        Orders.RoutingInstructions[] bits =
            [Orders.RoutingInstructions.LitOnly, Orders.RoutingInstructions.DarkOnly, Orders.RoutingInstructions.PostOnly, Orders.RoutingInstructions.Conditional];
        return [.. bits.Where(bit => value.HasFlag(bit)).Select(bit => JsonValue.Create(bit.ToString()))];
    }
}
