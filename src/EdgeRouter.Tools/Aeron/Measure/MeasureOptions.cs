namespace EdgeRouter.Tools.Aeron.Measure;

/// <summary>What is measured.</summary>
public sealed record MeasureOptions
{
    /// <summary>Greatest length of a message, bytes.</summary>
    public const int SizeBytesMax = 16 * 1024 * 1024;

    /// <summary>Channel of the messages.</summary>
    public required string Channel { get; init; }

    /// <summary>Stream of the messages.</summary>
    public required int StreamId { get; init; }

    /// <summary>Bytes of a message, <see cref="MeasureMessage.SizeBytesMin"/> to <see cref="SizeBytesMax"/>.</summary>
    public int SizeBytes { get; init; } = 64;

    /// <summary>Messages measured; 0 = until it is ended.</summary>
    public long Count { get; init; }

    /// <summary>Messages before them that are not.</summary>
    public long WarmUpCount { get; init; }

    /// <summary>Messages a second; 0 = as many as go.</summary>
    public double RatePerSecond { get; init; }
}
