using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>What an image is received with.</summary>
internal sealed record ReceiveStreamSpec
{
    /// <summary>Its log.</summary>
    public required LogBuffer Log { get; init; }

    /// <summary>Its session.</summary>
    public required int SessionId { get; init; }

    /// <summary>Its stream.</summary>
    public required int StreamId { get; init; }

    /// <summary>Where it begins.</summary>
    public required long StartPosition { get; init; }

    /// <summary>Bytes that the sender may be ahead of the slowest subscriber.</summary>
    public required int WindowBytes { get; init; }

    /// <summary>Whether what is lost is asked for again, not closed with padding.</summary>
    public required bool IsReliable { get; init; }

    /// <summary>When NAKs are due.</summary>
    public required IRetryDelay NakDelay { get; init; }

    /// <summary>Furthest position received.</summary>
    public required CounterCell HighWater { get; init; }

    /// <summary>Position up to which nothing is missing.</summary>
    public required CounterCell Received { get; init; }

    /// <summary>NAKs of this image.</summary>
    public required CounterCell Naks { get; init; }

    /// <summary>Counters of the driver.</summary>
    public required NetworkCells Cells { get; init; }

    /// <summary>Interval of status messages, ns.</summary>
    public required long StatusIntervalNs { get; init; }

    /// <summary>A way without a packet for so long does not count, ns.</summary>
    public required long LivenessNs { get; init; }

    /// <summary>Where losses are written down.</summary>
    public required LossReport Losses { get; init; }

    /// <summary>The channel, for the loss report.</summary>
    public required string Channel { get; init; }

    /// <summary>Where it comes from, for the loss report.</summary>
    public required string SourceIdentity { get; init; }
}
