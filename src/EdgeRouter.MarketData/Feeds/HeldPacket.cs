using EdgeRouter.Core.Feeds;

namespace EdgeRouter.MarketData.Feeds;

/// <summary>A packet that waits in the reorder buffer.</summary>
internal struct HeldPacket
{
    public FeedPacketHeader Header;
    public int LengthBytes;
    public bool IsUsed;
}
