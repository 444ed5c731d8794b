using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp.Sending;
using EdgeRouter.Aeron.LogBuffers;

namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>A publication as the conductor keeps it.</summary>
internal sealed class NetworkPublication
{
    /// <summary>Registration id of the client that made it.</summary>
    public required long RegistrationId { get; init; }

    /// <summary>What the client asked for.</summary>
    public required PublicationRequest Request { get; init; }

    /// <summary>Where it is sent from.</summary>
    public required SendLine Line { get; init; }

    /// <summary>Its channel as this client wrote it.</summary>
    public required Channels.UdpChannel Channel { get; init; }

    /// <summary>As the sender sees it.</summary>
    public required SendStream Stream { get; init; }

    /// <summary>What it is sent with: log and counters.</summary>
    public required SendStreamSpec Spec { get; init; }

    /// <summary>How long it stays when drained, ns.</summary>
    public required long LingerNs { get; init; }

    /// <summary>Who reads it in this driver.</summary>
    public SubscriberList Spies { get; } = new();

    /// <summary>Its log.</summary>
    public LogBuffer Log => Spec.Log;

    /// <summary>Its session.</summary>
    public int SessionId => Spec.SessionId;

    /// <summary>Its stream.</summary>
    public int StreamId => Spec.StreamId;

    /// <summary>Clients that hold it.</summary>
    public int UserCount { get; set; } = 1;

    /// <summary>Its state.</summary>
    public PublicationState State { get; set; }

    /// <summary>When it last moved, or changed its state, ns.</summary>
    public long ActivityNs { get; set; }

    /// <summary>Where the sender was when last looked at.</summary>
    public long LastSenderPosition { get; set; } = -1;

    /// <summary>Its counters.</summary>
    public IEnumerable<CounterCell> Counters =>
        [Spec.PublisherPosition, Spec.PublisherLimit, Spec.SenderPosition, Spec.SenderLimit, Spec.BackPressure, Spec.Naks];
}
