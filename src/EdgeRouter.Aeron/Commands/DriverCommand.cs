namespace EdgeRouter.Aeron.Commands;

/// <summary>A command as it was read or is to be written; which fields count depends on <see cref="Kind"/>.</summary>
public sealed class DriverCommand
{
    /// <summary>What is asked.</summary>
    public CommandKind Kind { get; set; }

    /// <summary>Who asks.</summary>
    public long ClientId { get; set; }

    /// <summary>Number of the answer; of an adding command the new thing's registration. -1 = no answer.</summary>
    public long CorrelationId { get; set; }

    /// <summary>The registration that is meant: of removing commands, destinations, static counters, <see cref="CommandKind.RejectImage"/> (the image).</summary>
    public long RegistrationId { get; set; }

    /// <summary>The destination's registration, of <see cref="CommandKind.RemoveDestinationById"/>.</summary>
    public long DestinationId { get; set; }

    /// <summary>The stream.</summary>
    public int StreamId { get; set; }

    /// <summary>Counter type.</summary>
    public int TypeId { get; set; }

    /// <summary>Whether a removed publication is revoked: its end is told at once.</summary>
    public bool IsRevoked { get; set; }

    /// <summary>Position, of <see cref="CommandKind.RejectImage"/>.</summary>
    public long Position { get; set; }

    /// <summary>Channel; of <see cref="CommandKind.RejectImage"/> the reason.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>Key of a counter; token of <see cref="CommandKind.TerminateDriver"/>.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>Label of a counter.</summary>
    public string Label { get; set; } = string.Empty;
}
