using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;
using Links = EdgeRouter.Core.Links;

namespace EdgeRouter.Protocol.Tests.Evolution;

/// <content>What the ends of a link say.</content>
internal static partial class CorpusSamples
{
    private static readonly StatusRequest QuestionUsual = new()
    {
        ChildId = new ChildOrderId(88_001),
        ParentId = new ParentOrderId(1_042),
        VenueId = new VenueId(4),
        InstrumentId = new InstrumentId(17),
        SendTimeNs = 1_767_364_200_373_500_000,
    };

    private static readonly StatusRequest QuestionBounds = new()
    {
        ChildId = new ChildOrderId(long.MinValue),
        ParentId = new ParentOrderId(long.MaxValue),
        VenueId = new VenueId(63),
        InstrumentId = new InstrumentId(int.MinValue),
        SendTimeNs = long.MinValue,
    };

    private static readonly LinkHello HelloUsual = new()
    {
        Incarnation = 1_767_364_199_000_000_001,
        Question = 3,
        PeerIncarnation = 1_767_360_000_000_000_000,
        JournalId = 0x1122_3344_5566_7788,
        LastSequence = 90_210,
        PeerJournalId = 0x99AA_BBCC_DDEE_FF00,
        TakenSequence = 4_500,
        Tier = Links.LinkTier.Gateway,
        IsAnswer = true,
    };

    private static readonly LinkHello HelloBounds = new()
    {
        Incarnation = ulong.MaxValue,
        Question = ulong.MaxValue,
        PeerIncarnation = ulong.MaxValue,
        JournalId = ulong.MaxValue,
        LastSequence = long.MaxValue,
        PeerJournalId = ulong.MaxValue,
        TakenSequence = long.MinValue,
        Tier = Links.LinkTier.Recorder,
    };

    private static readonly LinkStatus StatusUsual = new()
    {
        Incarnation = 1_767_364_199_000_000_001,
        PeerIncarnation = 1_767_360_000_000_000_000,
        SentSequence = 90_210,
        TakenSequence = 4_500,
        WantsReplay = true,
    };

    private static readonly LinkStatus StatusBounds = new()
    {
        Incarnation = ulong.MaxValue,
        PeerIncarnation = ulong.MaxValue,
        SentSequence = long.MinValue,
        TakenSequence = long.MaxValue,
    };

    private static readonly LinkRefused RefusedUsual = new()
    {
        Incarnation = 1_767_364_199_000_000_001,
        PeerIncarnation = 1_767_360_000_000_000_000,
        Value = 90_209,
        Reason = Links.LinkRefusal.JournalBehind,
    };

    private static readonly LinkRefused RefusedBounds = new()
    {
        Incarnation = ulong.MaxValue,
        PeerIncarnation = ulong.MaxValue,
        Value = long.MinValue,
        Reason = Links.LinkRefusal.JournalGone,
    };

    private static readonly MarketAdvance AdvanceUsual = new(17, 1_767_364_200_373_500_000);

    private static readonly MarketAdvance AdvanceBounds = new(ulong.MaxValue, long.MinValue);

    private static readonly MarketAdvanced AdvancedUsual = new(17, 1_767_364_200_373_900_000, 4_711, IsStopped: true);

    private static readonly MarketAdvanced AdvancedBounds = new(ulong.MaxValue, long.MaxValue, long.MinValue, IsStopped: false);

    private static readonly LinkDataSample LinkDataUsual = new(1_767_364_199_000_000_001, 4_710, "280028005A1B0400");

    private static readonly LinkDataSample LinkDataBare = new(0, 0, string.Empty);

    private static readonly LinkDataSample LinkDataBounds = new(ulong.MaxValue, long.MinValue, LongHex);

    private static int WriteLinkData(byte[] target, MessageEnvelope envelope, LinkDataSample v) =>
        ProtocolWriter.WriteLinkData(target, envelope, v.Incarnation, v.PreviousSequence, v.Message);

    private static JsonObject DescribeLinkData(MessageEnvelope envelope, LinkDataSample v) =>
        MessageContent.OfLinkData(envelope, v.Incarnation, v.PreviousSequence, v.Message);
}
