using EdgeRouter.Core.Feeds;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>Where a packet lies in a <see cref="PacketLog"/>.</summary>
internal struct LoggedPacket
{
    public FeedPacketHeader Header;
    public int Offset;
    public int LengthBytes;
}
