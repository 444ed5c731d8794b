using EdgeRouter.Core.Orders;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary>Counts the venues that a journal says went out of reach.</summary>
internal sealed class LinkDowns : ProtocolVisitor
{
    public int Count { get; private set; }

    public override void OnControl(in MessageEnvelope envelope, in ControlInput control) => Count += control.Kind == ControlKind.LinkDown ? 1 : 0;
}
