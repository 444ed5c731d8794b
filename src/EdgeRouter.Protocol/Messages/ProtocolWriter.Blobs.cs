using EdgeRouter.Core.Packets;
using Orders = EdgeRouter.Core.Orders;

namespace EdgeRouter.Protocol.Messages;

/// <content>Messages that carry bytes of other forms: configurations and packets.</content>
public static partial class ProtocolWriter
{
    /// <summary>Bytes of a configuration's message.</summary>
    /// <param name="contentBytes">Length of the content.</param>
    public static int SizeOfConfiguration(int contentBytes) => SchemaInfo.HeaderLength + ConfigurationEncoder.BlockLength + BlobHeaderBytes + contentBytes;

    /// <summary>Writes a configuration that comes in force at the envelope's time.</summary>
    /// <param name="target">At least <see cref="SizeOfConfiguration"/> bytes.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="kind">What the content is.</param>
    /// <param name="version">Version of the content; 0 = none.</param>
    /// <param name="content">In the form that belongs to the kind.</param>
    public static int WriteConfiguration(
        Span<byte> target, in MessageEnvelope envelope, Orders.ConfigurationKind kind, ulong version, ReadOnlySpan<byte> content)
    {
        if (target.Length - SizeOfConfiguration(0) < content.Length || !ConfigurationEncoder.TryWrapWithHeader(target, out ConfigurationEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.TimeNs = envelope.TimeNs;
        e.Version = version;
        e.Kind = (ConfigurationKind)kind;
        e.PutContent(content);
        return e.EncodedLength;
    }

    /// <summary>Bytes of a packet's message.</summary>
    /// <param name="payloadBytes">Length of the UDP payload.</param>
    public static int SizeOfPacket(int payloadBytes) => SchemaInfo.HeaderLength + MarketPacketEncoder.BlockLength + BlobHeaderBytes + payloadBytes;

    /// <summary>Writes a datagram of market data.</summary>
    /// <param name="target">At least <see cref="SizeOfPacket"/> bytes.</param>
    /// <param name="envelope">Sequence, time, origin.</param>
    /// <param name="packet">The datagram.</param>
    public static int Write(Span<byte> target, in MessageEnvelope envelope, in Datagram packet)
    {
        if (target.Length - SizeOfPacket(0) < packet.Payload.Length || !MarketPacketEncoder.TryWrapWithHeader(target, out MarketPacketEncoder e))
            return 0;
        envelope.WriteTo(e.Envelope);
        e.ReceiveTimeNs = packet.ReceiveTimeNs;
        e.DestinationAddress = packet.DestinationAddress;
        e.SourceAddress = packet.SourceAddress;
        e.DestinationPort = packet.DestinationPort;
        e.SourcePort = packet.SourcePort;
        e.PutPayload(packet.Payload);
        return e.EncodedLength;
    }
}
