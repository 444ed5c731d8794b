namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>What the conductor tells the sender.</summary>
internal enum SenderCommandKind : byte
{
    /// <summary>Poll an endpoint.</summary>
    AddEndpoint,

    /// <summary>Let go of an endpoint.</summary>
    RemoveEndpoint,

    /// <summary>Send a stream.</summary>
    AddStream,

    /// <summary>Let go of a stream.</summary>
    RemoveStream,

    /// <summary>Send to one more place.</summary>
    AddDestination,

    /// <summary>No longer send to a place.</summary>
    RemoveDestination,

    /// <summary>No longer send to a place, named by its id.</summary>
    RemoveDestinationById,

    /// <summary>A name has another address.</summary>
    MoveName,
}
