using System.Text.Json.Nodes;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>What the ends of a link say.</content>
internal static partial class MessageContent
{
    public static JsonObject Of(in MessageEnvelope envelope, in StatusRequest v) => new()
    {
        ["message"] = "ChildStatusRequest",
        ["Envelope"] = Of(envelope),
        ["ChildId"] = v.ChildId.Value,
        ["ParentId"] = v.ParentId.Value,
        ["SendTimeNs"] = v.SendTimeNs,
        ["InstrumentId"] = v.InstrumentId.Value,
        ["VenueId"] = v.VenueId.Value,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in LinkHello v) => new()
    {
        ["message"] = "LinkHello",
        ["Envelope"] = Of(envelope),
        ["Incarnation"] = v.Incarnation,
        ["Question"] = v.Question,
        ["PeerIncarnation"] = v.PeerIncarnation,
        ["JournalId"] = v.JournalId,
        ["LastSequence"] = v.LastSequence,
        ["PeerJournalId"] = v.PeerJournalId,
        ["TakenSequence"] = v.TakenSequence,
        ["Tier"] = Name(v.Tier),
        ["IsAnswer"] = Name(v.IsAnswer),
    };

    public static JsonObject Of(in MessageEnvelope envelope, in LinkStatus v) => new()
    {
        ["message"] = "LinkStatus",
        ["Envelope"] = Of(envelope),
        ["Incarnation"] = v.Incarnation,
        ["PeerIncarnation"] = v.PeerIncarnation,
        ["SentSequence"] = v.SentSequence,
        ["TakenSequence"] = v.TakenSequence,
        ["WantsReplay"] = Name(v.WantsReplay),
    };

    public static JsonObject Of(in MessageEnvelope envelope, in LinkRefused v) => new()
    {
        ["message"] = "LinkRefused",
        ["Envelope"] = Of(envelope),
        ["Incarnation"] = v.Incarnation,
        ["PeerIncarnation"] = v.PeerIncarnation,
        ["Value"] = v.Value,
        ["Reason"] = Name(v.Reason),
    };

    public static JsonObject Of(in MessageEnvelope envelope, in MarketAdvance v) => new()
    {
        ["message"] = "MarketAdvance",
        ["Envelope"] = Of(envelope),
        ["Number"] = v.Number,
        ["UpToNs"] = v.UpToNs,
    };

    public static JsonObject Of(in MessageEnvelope envelope, in MarketAdvanced v) => new()
    {
        ["message"] = "MarketAdvanced",
        ["Envelope"] = Of(envelope),
        ["Number"] = v.Number,
        ["NextReportNs"] = v.NextReportNs,
        ["ReportSequence"] = v.ReportSequence,
        ["IsStopped"] = Name(v.IsStopped),
    };

    public static JsonObject OfLinkData(in MessageEnvelope envelope, ulong incarnation, long previousSequence, ReadOnlySpan<byte> message) => new()
    {
        ["message"] = "LinkData",
        ["Envelope"] = Of(envelope),
        ["Incarnation"] = incarnation,
        ["PreviousSequence"] = previousSequence,
        ["Message"] = Convert.ToHexString(message),
    };
}
