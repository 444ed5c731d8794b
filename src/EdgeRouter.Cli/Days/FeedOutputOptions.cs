namespace EdgeRouter.Cli.Days;

/// <summary>Where the feeds of a simulated day go, and how fast.</summary>
internal sealed record FeedOutputOptions
{
    /// <summary>Capture to write; null = none.</summary>
    public string? CapturePath { get; init; }

    /// <summary>IPv4 address, host order, of the interface that UDP multicast leaves by; null = no UDP.</summary>
    public uint? UdpInterface { get; init; }

    /// <summary>DPDK device, with its arguments behind a comma; null = none.</summary>
    public string? DpdkDevice { get; init; }

    /// <summary>1 = real time, 10 = ten times as fast; 0 = as fast as possible.</summary>
    public double Speed { get; init; }
}
