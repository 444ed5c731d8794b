namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>What the conductor tells the receiver.</summary>
internal enum ReceiverCommandKind : byte
{
    /// <summary>Poll an endpoint.</summary>
    AddEndpoint,

    /// <summary>Let go of an endpoint.</summary>
    RemoveEndpoint,

    /// <summary>Poll one more socket.</summary>
    AddDestination,

    /// <summary>Let go of a socket.</summary>
    RemoveDestination,

    /// <summary>Listen to a stream.</summary>
    Want,

    /// <summary>No longer listen to a stream.</summary>
    Unwant,

    /// <summary>An image is made.</summary>
    AddStream,

    /// <summary>Let go of an image.</summary>
    RemoveStream,

    /// <summary>A session may come back at a time.</summary>
    CoolDown,

    /// <summary>A name has another address.</summary>
    MoveControl,
}
