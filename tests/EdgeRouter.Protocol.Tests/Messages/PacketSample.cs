using EdgeRouter.Core.Packets;

namespace EdgeRouter.Protocol.Tests.Messages;

/// <summary>A datagram as a value that can be compared.</summary>
internal sealed record PacketSample(long ReceiveTimeNs, uint DestinationAddress, uint SourceAddress, ushort DestinationPort, ushort SourcePort, string PayloadHex)
{
    private readonly byte[] _payload = Convert.FromHexString(PayloadHex);

    public Datagram Datagram => new()
    {
        Payload = _payload,
        DestinationAddress = DestinationAddress,
        SourceAddress = SourceAddress,
        DestinationPort = DestinationPort,
        SourcePort = SourcePort,
        ReceiveTimeNs = ReceiveTimeNs,
    };

    public static PacketSample From(in Datagram packet) => new(
        packet.ReceiveTimeNs, packet.DestinationAddress, packet.SourceAddress, packet.DestinationPort, packet.SourcePort, Convert.ToHexString(packet.Payload));

    public bool Equals(PacketSample? other) =>
        other is not null && (ReceiveTimeNs, DestinationAddress, SourceAddress, DestinationPort, SourcePort, PayloadHex)
        == (other.ReceiveTimeNs, other.DestinationAddress, other.SourceAddress, other.DestinationPort, other.SourcePort, other.PayloadHex);

    public override int GetHashCode() => HashCode.Combine(ReceiveTimeNs, PayloadHex);
}
