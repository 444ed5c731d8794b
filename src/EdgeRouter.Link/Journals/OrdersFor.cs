using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Journals;

/// <summary>Child orders and their cancels for some venues go out: what a router sends to one gateway.</summary>
public sealed class OrdersFor : ProtocolVisitor, IOutgoingFilter
{
    private readonly ulong _venues;
    private OrdersFor _self;
    private bool _isOutgoing;

    /// <summary>Names the venues.</summary>
    /// <param name="venues">Bit v set: venue v is behind this gateway.</param>
    public OrdersFor(ulong venues)
    {
        _venues = venues;
        _self = this;
    }

    /// <inheritdoc/>
    public bool IsOutgoing(ReadOnlySpan<byte> message)
    {
        _isOutgoing = false;
        if (ProtocolTemplates.Of(message) is ProtocolTemplates.ChildOrderNew or ProtocolTemplates.ChildOrderCancel)
        {
            _ = ProtocolReader.Dispatch(message, ref _self);
        }

        return _isOutgoing;
    }

    /// <inheritdoc/>
    public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order) => _isOutgoing = VenueSet.Has(_venues, order.VenueId);

    /// <inheritdoc/>
    public override void OnCancelRequest(in MessageEnvelope envelope, in CancelRequest request) => _isOutgoing = VenueSet.Has(_venues, request.VenueId);
}
