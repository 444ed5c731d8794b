using System.Text.Json.Nodes;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Protocol.Messages;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>Replaces, configurations, packets.</content>
internal static partial class MessageContent
{
    public static JsonObject Of(in MessageEnvelope envelope, in ParentReplace v) => new()
    {
        ["message"] = "ParentOrderReplace",
        ["Envelope"] = Of(envelope),
        ["ParentId"] = v.ParentId.Value,
        ["ReplaceId"] = v.ReplaceId,
        ["Quantity"] = v.Quantity,
        ["LimitPrice"] = v.LimitPrice.Nanos,
        ["MinimumQuantity"] = v.MinimumQuantity,
        ["ExpireTimeNs"] = v.ExpireTimeNs,
        ["TimeNs"] = v.TimeNs,
        ["UrgencyPercent"] = v.UrgencyPercent,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in ParentReplaceOutcome v) => new()
    {
        ["message"] = "ParentOrderReplaced",
        ["Envelope"] = Of(envelope),
        ["ParentId"] = v.ParentId.Value,
        ["ReplaceId"] = v.ReplaceId,
        ["Quantity"] = v.Quantity,
        ["LimitPrice"] = v.LimitPrice.Nanos,
        ["TimeNs"] = v.TimeNs,
        ["RejectReason"] = Name(v.RejectReason),
    };

    public static JsonObject OfConfiguration(in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content) => new()
    {
        ["message"] = "Configuration",
        ["Envelope"] = Of(envelope),
        ["TimeNs"] = envelope.TimeNs,
        ["Version"] = version,
        ["Kind"] = Name(kind),
        ["Content"] = Convert.ToHexString(content),
    };

    public static JsonObject OfPacket(in MessageEnvelope envelope, in Datagram v) => new()
    {
        ["message"] = "MarketPacket",
        ["Envelope"] = Of(envelope),
        ["ReceiveTimeNs"] = v.ReceiveTimeNs,
        ["DestinationAddress"] = v.DestinationAddress,
        ["SourceAddress"] = v.SourceAddress,
        ["DestinationPort"] = v.DestinationPort,
        ["SourcePort"] = v.SourcePort,
        ["Payload"] = Convert.ToHexString(v.Payload),
    };
}
