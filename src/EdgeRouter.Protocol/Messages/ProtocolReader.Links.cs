using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using Links = EdgeRouter.Core.Links;

namespace EdgeRouter.Protocol.Messages;

/// <content>What the two ends of a link say to each other.</content>
public static partial class ProtocolReader
{
    // The rare messages: kept out of the switch over the common ones.
    private static bool? ReadLinkMessage<TVisitor>(int templateId, ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct => templateId switch
        {
            LinkDataDecoder.TemplateId => ReadLinkData(body, blockLength, version, ref visitor),
            LinkStatusDecoder.TemplateId => ReadLinkStatus(body, blockLength, version, ref visitor),
            LinkHelloDecoder.TemplateId => ReadLinkHello(body, blockLength, version, ref visitor),
            LinkRefusedDecoder.TemplateId => ReadLinkRefused(body, blockLength, version, ref visitor),
            ChildStatusRequestDecoder.TemplateId => ReadStatusRequest(body, blockLength, version, ref visitor),
            MarketAdvanceDecoder.TemplateId => ReadMarketAdvance(body, blockLength, version, ref visitor),
            MarketAdvancedDecoder.TemplateId => ReadMarketAdvanced(body, blockLength, version, ref visitor),
            _ => null,
        };

    private static bool ReadLinkData<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!LinkDataDecoder.TryWrap(body, blockLength, version, out LinkDataDecoder d))
            return false;
        visitor.OnLinkData(MessageEnvelope.From(d.Envelope), d.Incarnation, d.PreviousSequence, d.Message);
        return true;
    }

    private static bool ReadLinkHello<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!LinkHelloDecoder.TryWrap(body, blockLength, version, out LinkHelloDecoder d))
            return false;
        var hello = new LinkHello
        {
            Incarnation = d.Incarnation,
            Question = d.Question,
            PeerIncarnation = d.PeerIncarnation,
            JournalId = d.JournalId,
            LastSequence = d.LastSequence,
            PeerJournalId = d.PeerJournalId,
            TakenSequence = d.TakenSequence,
            Tier = (Links.LinkTier)d.Tier,
            IsAnswer = d.IsAnswer == Boolean.True,
        };
        visitor.OnLinkHello(MessageEnvelope.From(d.Envelope), hello);
        return true;
    }

    private static bool ReadLinkStatus<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!LinkStatusDecoder.TryWrap(body, blockLength, version, out LinkStatusDecoder d))
            return false;
        var status = new LinkStatus
        {
            Incarnation = d.Incarnation,
            PeerIncarnation = d.PeerIncarnation,
            SentSequence = d.SentSequence,
            TakenSequence = d.TakenSequence,
            WantsReplay = d.WantsReplay == Boolean.True,
        };
        visitor.OnLinkStatus(MessageEnvelope.From(d.Envelope), status);
        return true;
    }

    private static bool ReadLinkRefused<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!LinkRefusedDecoder.TryWrap(body, blockLength, version, out LinkRefusedDecoder d))
            return false;
        var refused = new LinkRefused
        {
            Incarnation = d.Incarnation,
            PeerIncarnation = d.PeerIncarnation,
            Value = d.Value,
            Reason = (Links.LinkRefusal)d.Reason,
        };
        visitor.OnLinkRefused(MessageEnvelope.From(d.Envelope), refused);
        return true;
    }

    private static bool ReadMarketAdvance<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!MarketAdvanceDecoder.TryWrap(body, blockLength, version, out MarketAdvanceDecoder d))
            return false;
        visitor.OnMarketAdvance(MessageEnvelope.From(d.Envelope), new MarketAdvance(d.Number, d.UpToNs));
        return true;
    }

    private static bool ReadMarketAdvanced<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!MarketAdvancedDecoder.TryWrap(body, blockLength, version, out MarketAdvancedDecoder d))
            return false;
        var advanced = new MarketAdvanced(d.Number, d.NextReportNs, d.ReportSequence, d.IsStopped == Boolean.True);
        visitor.OnMarketAdvanced(MessageEnvelope.From(d.Envelope), advanced);
        return true;
    }

    private static bool ReadStatusRequest<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ChildStatusRequestDecoder.TryWrap(body, blockLength, version, out ChildStatusRequestDecoder d))
            return false;
        var request = new StatusRequest
        {
            ChildId = new ChildOrderId(d.ChildId),
            ParentId = new ParentOrderId(d.ParentId),
            VenueId = new VenueId(d.VenueId),
            InstrumentId = new InstrumentId(d.InstrumentId),
            SendTimeNs = d.SendTimeNs,
        };
        visitor.OnStatusRequest(MessageEnvelope.From(d.Envelope), request);
        return true;
    }
}
