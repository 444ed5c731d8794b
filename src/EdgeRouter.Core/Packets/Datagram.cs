namespace EdgeRouter.Core.Packets;

/// <summary>One UDP datagram with the facts of its carriage.</summary>
public readonly ref struct Datagram
{
    /// <summary>UDP payload.</summary>
    public ReadOnlySpan<byte> Payload { get; init; }

    /// <summary>IPv4 destination address (the multicast group), host order.</summary>
    public uint DestinationAddress { get; init; }

    /// <summary>IPv4 source address, host order.</summary>
    public uint SourceAddress { get; init; }

    /// <summary>UDP destination port.</summary>
    public ushort DestinationPort { get; init; }

    /// <summary>UDP source port.</summary>
    public ushort SourcePort { get; init; }

    /// <summary>Receive time, ns since the Unix epoch.</summary>
    public long ReceiveTimeNs { get; init; }
}
