using EdgeRouter.Core.Packets;

namespace EdgeRouter.MarketData.Tests.Support;

internal readonly struct HandlerOf(IPacketHandler handler) : IPacketHandler
{
    public void OnPacket(in Datagram datagram) => handler.OnPacket(datagram);
}
