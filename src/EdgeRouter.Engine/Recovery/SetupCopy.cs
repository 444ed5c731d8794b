using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Recovery;

/// <summary>Writes a journal's setup record again.</summary>
/// <param name="output">Where.</param>
internal sealed class SetupCopy(JournalingOutput output) : ProtocolVisitor
{
    public override void OnConfiguration(in MessageEnvelope envelope, ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (kind == ConfigurationKind.Setup)
        {
            output.OnConfiguration(kind, version, content);
        }
    }
}
