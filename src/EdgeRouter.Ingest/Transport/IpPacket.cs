namespace EdgeRouter.Ingest.Transport;

/// <summary>What an IP header says: where its UDP or TCP lies, and whose it is.</summary>
internal readonly struct IpPacket
{
    public IpEndpoint Source { get; init; }

    public IpEndpoint Destination { get; init; }

    /// <summary>Protocol number of the payload.</summary>
    public byte Protocol { get; init; }

    /// <summary>First byte of the payload in the frame.</summary>
    public int PayloadOffset { get; init; }

    /// <summary>First byte behind the payload; beyond the frame's end where the capture cut it.</summary>
    public int End { get; init; }

    public bool IsFragment { get; init; }
}
