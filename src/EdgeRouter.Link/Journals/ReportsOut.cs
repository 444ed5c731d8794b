using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Journals;

/// <summary>Execution reports and what becomes of the venues' sessions go out: what a gateway sends to its router.</summary>
public sealed class ReportsOut : ProtocolVisitor, IOutgoingFilter
{
    private ReportsOut _self;
    private bool _isOutgoing;

    /// <summary>Creates the filter.</summary>
    public ReportsOut() => _self = this;

    /// <inheritdoc/>
    public bool IsOutgoing(ReadOnlySpan<byte> message)
    {
        int template = ProtocolTemplates.Of(message);
        _isOutgoing = template == ProtocolTemplates.ExecutionReport;
        if (template == ProtocolTemplates.Control)
        {
            _ = ProtocolReader.Dispatch(message, ref _self);
        }

        return _isOutgoing;
    }

    /// <inheritdoc/>
    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) =>
        _isOutgoing = control.Kind is ControlKind.LinkDown or ControlKind.LinkUp;
}
