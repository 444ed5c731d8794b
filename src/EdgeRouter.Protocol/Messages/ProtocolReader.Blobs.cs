using EdgeRouter.Core.Packets;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Messages that carry bytes of other forms: configurations and packets.</content>
public static partial class ProtocolReader
{
    private static bool ReadConfiguration<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!ConfigurationDecoder.TryWrap(body, blockLength, version, out ConfigurationDecoder d))
            return false;
        visitor.OnConfiguration(MessageEnvelope.From(d.Envelope), (Orders.ConfigurationKind)d.Kind, d.Version, d.Content);
        return true;
    }

    private static bool ReadPacket<TVisitor>(ReadOnlySpan<byte> body, int blockLength, int version, ref TVisitor visitor)
        where TVisitor : IProtocolVisitor, allows ref struct
    {
        if (!MarketPacketDecoder.TryWrap(body, blockLength, version, out MarketPacketDecoder d))
            return false;
        var packet = new Datagram
        {
            Payload = d.Payload,
            DestinationAddress = d.DestinationAddress,
            SourceAddress = d.SourceAddress,
            DestinationPort = d.DestinationPort,
            SourcePort = d.SourcePort,
            ReceiveTimeNs = d.ReceiveTimeNs,
        };
        visitor.OnPacket(MessageEnvelope.From(d.Envelope), packet);
        return true;
    }
}
