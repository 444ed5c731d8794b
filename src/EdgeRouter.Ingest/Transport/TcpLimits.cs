namespace EdgeRouter.Ingest.Transport;

/// <summary>Bounds of a <see cref="TcpReassembler"/>'s memory.</summary>
public sealed record TcpLimits
{
    /// <summary>Bytes of one direction that may wait behind a hole: more than a sender commonly has in flight, so that what a capture
    /// shows out of order is put right.</summary>
    public long StreamBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Bytes of all directions that may wait.</summary>
    public long AllBytesMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>Directions remembered; beyond, the half that was idle the longest is given up.</summary>
    public int StreamsMax { get; init; } = 4_096;
}
