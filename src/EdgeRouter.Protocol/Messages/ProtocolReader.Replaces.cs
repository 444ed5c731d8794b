using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Changes of parent orders.</content>
public static partial class ProtocolReader
{
    private static bool ReadParentReplace<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ParentOrderReplaceDecoder.TryWrap(body, blockLength, version, out ParentOrderReplaceDecoder d))
            return false;
        var replace = new ParentReplace
        {
            ParentId = new ParentOrderId(d.ParentId),
            ReplaceId = d.ReplaceId,
            Quantity = d.Quantity,
            LimitPrice = new Price(d.LimitPrice),
            MinimumQuantity = d.MinimumQuantity,
            ExpireTimeNs = d.ExpireTimeNs,
            UrgencyPercent = d.UrgencyPercent,
            TimeNs = d.TimeNs,
        };
        visitor.OnParentReplace(MessageEnvelope.From(d.Envelope), replace);
        return true;
    }

    private static bool ReadParentReplaced<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ParentOrderReplacedDecoder.TryWrap(body, blockLength, version, out ParentOrderReplacedDecoder d))
            return false;
        var outcome = new ParentReplaceOutcome
        {
            ParentId = new ParentOrderId(d.ParentId),
            ReplaceId = d.ReplaceId,
            RejectReason = (Orders.RejectReason)d.RejectReason,
            Quantity = d.Quantity,
            LimitPrice = new Price(d.LimitPrice),
            TimeNs = d.TimeNs,
        };
        visitor.OnParentReplaced(MessageEnvelope.From(d.Envelope), outcome);
        return true;
    }
}
