using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.FlowControl;
using EdgeRouter.Aeron.Driver.Udp.Loss;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>What a stream is sent with.</summary>
internal sealed record SendStreamSpec
{
    /// <summary>Its log.</summary>
    public required LogBuffer Log { get; init; }

    /// <summary>Its session.</summary>
    public required int SessionId { get; init; }

    /// <summary>Its stream.</summary>
    public required int StreamId { get; init; }

    /// <summary>Where it begins.</summary>
    public required long StartPosition { get; init; }

    /// <summary>How far publishers may be ahead of the sender, bytes.</summary>
    public required int WindowBytes { get; init; }

    /// <summary>Whether the end of the stream is told.</summary>
    public required bool SignalsEndOfStream { get; init; }

    /// <summary>Whether spies alone make it connected.</summary>
    public required bool SpiesSimulateConnection { get; init; }

    /// <summary>Who sets the limit.</summary>
    public required IFlowControl FlowControl { get; init; }

    /// <summary>Answers NAKs.</summary>
    public required RetransmitHandler Retransmits { get; init; }

    /// <summary>Limit of the publishers.</summary>
    public required CounterCell PublisherLimit { get; init; }

    /// <summary>Position of the publishers.</summary>
    public required CounterCell PublisherPosition { get; init; }

    /// <summary>Position of the sender.</summary>
    public required CounterCell SenderPosition { get; init; }

    /// <summary>Limit of the sender.</summary>
    public required CounterCell SenderLimit { get; init; }

    /// <summary>Times held back.</summary>
    public required CounterCell BackPressure { get; init; }

    /// <summary>NAKs of this stream.</summary>
    public required CounterCell Naks { get; init; }

    /// <summary>Counters of the driver.</summary>
    public required NetworkCells Cells { get; init; }

    /// <summary>Silence after which a receiver is gone, ns.</summary>
    public required long ConnectionTimeoutNs { get; init; }
}
