using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Receiving;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>An image as the conductor keeps it.</summary>
internal sealed class PublicationImage
{
    /// <summary>Its id.</summary>
    public required long CorrelationId { get; init; }

    /// <summary>Where it is received.</summary>
    public required ReceiveLine Line { get; init; }

    /// <summary>As the receiver sees it.</summary>
    public required ReceiveStream Stream { get; init; }

    /// <summary>What it is received with: log and counters.</summary>
    public required ReceiveStreamSpec Spec { get; init; }

    /// <summary>Who reads it.</summary>
    public SubscriberList Subscribers { get; } = new();

    /// <summary>Its state.</summary>
    public ImageState State { get; set; }

    /// <summary>When it last changed its state, ns.</summary>
    public long ChangedNs { get; set; }

    /// <summary>Whether subscribers have read what is complete.</summary>
    public bool IsDrained => Subscribers.Slowest(Spec.Received.Value) >= Spec.Received.Value;

    /// <summary>Whether it is the living image of a session.</summary>
    /// <param name="line">Where it is received.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="sessionId">The session.</param>
    public bool IsOf(ReceiveLine line, int streamId, int sessionId) =>
        Line == line && Spec.StreamId == streamId && Spec.SessionId == sessionId && State == ImageState.Active && Subscribers.HasWorking;

    /// <summary>Its counters.</summary>
    public IEnumerable<CounterCell> Counters => [Spec.HighWater, Spec.Received, Spec.Naks];
}
