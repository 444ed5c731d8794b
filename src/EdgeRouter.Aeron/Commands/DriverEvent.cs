namespace EdgeRouter.Aeron.Commands;

/// <summary>An event as it was read or is to be written; which fields count depends on <see cref="Kind"/>.</summary>
public sealed class DriverEvent
{
    /// <summary>What happened.</summary>
    public EventKind Kind { get; set; }

    /// <summary>The command that is answered; of image events the image's number; of counter events the counter's registration.</summary>
    public long CorrelationId { get; set; }

    /// <summary>Registration of the log buffer's first publication.</summary>
    public long OriginalRegistrationId { get; set; }

    /// <summary>The subscription that an image event is for.</summary>
    public long SubscriptionId { get; set; }

    /// <summary>The client, of <see cref="EventKind.ClientTimeout"/>.</summary>
    public long ClientId { get; set; }

    /// <summary>The session.</summary>
    public int SessionId { get; set; }

    /// <summary>The stream.</summary>
    public int StreamId { get; set; }

    /// <summary>Counter that limits a publication or holds a subscriber's position; of counter events the counter.</summary>
    public int CounterId { get; set; }

    /// <summary>Counter with the state of the channel; -1 = none.</summary>
    public int ChannelStatusId { get; set; } = -1;

    /// <summary>Why a command failed.</summary>
    public DriverErrorCode ErrorCode { get; set; }

    /// <summary>The receiver, of <see cref="EventKind.PublicationError"/>.</summary>
    public long ReceiverId { get; set; }

    /// <summary>Its group, of <see cref="EventKind.PublicationError"/>.</summary>
    public long GroupTag { get; set; }

    /// <summary>The destination, of <see cref="EventKind.PublicationError"/>.</summary>
    public long DestinationId { get; set; }

    /// <summary>Address family as sockets number it, of <see cref="EventKind.PublicationError"/>: 2 = IPv4, 10 = IPv6.</summary>
    public short AddressKind { get; set; }

    /// <summary>Port, of <see cref="EventKind.PublicationError"/>.</summary>
    public ushort Port { get; set; }

    /// <summary>Sixteen bytes of address, of <see cref="EventKind.PublicationError"/>.</summary>
    public byte[] Address { get; set; } = new byte[16];

    /// <summary>Path of the log buffer, or the text of an error.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>Where an image comes from, or the channel of an image that is gone.</summary>
    public string Source { get; set; } = string.Empty;
}
