using EdgeRouter.Core.Packets;

namespace EdgeRouter.Simulation.Feed;

/// <summary>What became of the packets of one line.</summary>
/// <param name="Line">Group and port.</param>
/// <param name="PacketCount">Packets that the venue gave to the line.</param>
/// <param name="LostCount">Packets lost.</param>
/// <param name="HeldCount">Packets that others overtook.</param>
/// <param name="DuplicateCount">Packets sent twice.</param>
public sealed record FeedLineStatistics(FeedEndpoint Line, long PacketCount, long LostCount, long HeldCount, long DuplicateCount);
