using EdgeRouter.Ingest.Transport;

namespace EdgeRouter.Tools.Decode;

/// <summary>Where a decoded message came from.</summary>
/// <param name="Frame">Frame of the capture that holds its first byte, 1-based.</param>
/// <param name="TimeNs">That frame's stamp, ns since the Unix epoch.</param>
/// <param name="Source">Sender.</param>
/// <param name="Destination">Receiver: group and port of a feed.</param>
/// <param name="Sequence">Sequence of the packet or of its first message; null where the framing has none.</param>
/// <param name="SendingTimeNs">The venue's sending time; 0 where the framing has none.</param>
/// <param name="IsTcp">Whether it came over TCP.</param>
public readonly record struct DecodedPacket(
    long Frame, long TimeNs, IpEndpoint Source, IpEndpoint Destination, ulong? Sequence, long SendingTimeNs, bool IsTcp);
