namespace EdgeRouter.Aeron.Cnc;

/// <summary>Sizes of the five buffers, in bytes. The defaults are far below those of other drivers, since clients read them from the file.</summary>
public sealed record CncSizes
{
    /// <summary>Ring to the driver: a power of two.</summary>
    public int ToDriverBytes { get; init; } = 128 * 1024;

    /// <summary>Buffer to clients: a power of two.</summary>
    public int ToClientsBytes { get; init; } = 128 * 1024;

    /// <summary>Counter values: 128 bytes a counter. Their descriptions take four times as much.</summary>
    public int CounterValuesBytes { get; init; } = 512 * 1024;

    /// <summary>Error log.</summary>
    public int ErrorLogBytes { get; init; } = 128 * 1024;
}
