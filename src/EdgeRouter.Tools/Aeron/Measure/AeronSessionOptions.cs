using EdgeRouter.Core.Time;

namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>Where a measurement runs.</summary>
public sealed record AeronSessionOptions
{
    /// <summary>Time of day.</summary>
    public required IClock Clock { get; init; }

    /// <summary>For durations.</summary>
    public required ITickCounter Ticks { get; init; }

    /// <summary>The driver's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Whether the driver is made for the measurement, inside this process, without a thread of its own.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Term of IPC publications of an embedded driver, bytes.</summary>
    public int IpcTermBytes { get; init; } = 1 << 20;

    /// <summary>Term of UDP publications of an embedded driver, bytes.</summary>
    public int UdpTermBytes { get; init; } = 1 << 20;

    /// <summary>Name shown beside the client's heartbeat.</summary>
    public string Name { get; init; } = "edgerouter";

    /// <summary>Ends waiting for a driver and for its answers.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>How long anything may be waited for, ns.</summary>
    public long TimeoutNs { get; init; } = 10 * TimeUnits.Second;
}
