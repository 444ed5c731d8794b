using EdgeRouter.Core.Packets;

namespace EdgeRouter.Tools.Decode;

/// <summary>Where a decoded message came from.</summary>
/// <param name="Frame">Frame of the capture, 1-based.</param>
/// <param name="TimeNs">Its stamp, ns since the Unix epoch.</param>
/// <param name="Destination">Group and port that it was sent to.</param>
/// <param name="Sequence">Sequence of the packet or of its first message.</param>
/// <param name="SendingTimeNs">The venue's sending time; 0 where the framing has none.</param>
public readonly record struct DecodedPacket(long Frame, long TimeNs, FeedEndpoint Destination, ulong Sequence, long SendingTimeNs);
