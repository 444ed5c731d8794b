namespace EdgeRouter.Core.Packets;

/// <summary>Takes datagrams in receive order: one call a packet, generic code below it.</summary>
public interface IPacketHandler
{
    /// <summary>Handles one datagram. Never throws for bad bytes: it counts them.</summary>
    /// <param name="datagram">Valid during the call only.</param>
    void OnPacket(in Datagram datagram);
}
