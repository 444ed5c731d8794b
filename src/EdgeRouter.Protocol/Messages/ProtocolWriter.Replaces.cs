using EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Changes of parent orders.</content>
public static partial class ProtocolWriter
{
    /// <summary>Writes the sender's wish to change a parent.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="replace">The change.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ParentReplace replace)
    {
        if (!ParentOrderReplaceEncoder.TryWrapWithHeader(target, out ParentOrderReplaceEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = replace.ParentId.Value;
        e.ReplaceId = replace.ReplaceId;
        e.Quantity = replace.Quantity;
        e.LimitPrice = replace.LimitPrice.Nanos;
        e.MinimumQuantity = replace.MinimumQuantity;
        e.ExpireTimeNs = replace.ExpireTimeNs;
        e.TimeNs = replace.TimeNs;
        e.UrgencyPercent = replace.UrgencyPercent;
        return e.EncodedLength;
    }

    /// <summary>Writes what became of a change of a parent.</summary>
    /// <param name="target">Room.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="outcome">The answer.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in ParentReplaceOutcome outcome)
    {
        if (!ParentOrderReplacedEncoder.TryWrapWithHeader(target, out ParentOrderReplacedEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ParentId = outcome.ParentId.Value;
        e.ReplaceId = outcome.ReplaceId;
        e.Quantity = outcome.Quantity;
        e.LimitPrice = outcome.LimitPrice.Nanos;
        e.TimeNs = outcome.TimeNs;
        e.RejectReason = (RejectReason)outcome.RejectReason;
        return e.EncodedLength;
    }
}
