namespace EdgeRouter.Ingest.Transport;

/// <summary>A UDP datagram or TCP segment inside a frame.</summary>
public readonly ref struct TransportPacket
{
    /// <summary>Sender.</summary>
    public IpEndpoint Source { get; init; }

    /// <summary>Receiver.</summary>
    public IpEndpoint Destination { get; init; }

    /// <summary>What it carries.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>Where the payload begins, bytes from the frame's first.</summary>
    public int PayloadOffsetBytes { get; init; }

    /// <summary>TCP: sequence number of the SYN, else of the first payload byte.</summary>
    public uint Sequence { get; init; }

    /// <summary>TCP: control bits.</summary>
    public TcpFlags Flags { get; init; }
}
