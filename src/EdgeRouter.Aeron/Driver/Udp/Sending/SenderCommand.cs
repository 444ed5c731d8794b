namespace EdgeRouter.Aeron.Driver.Udp.Sending;

/// <summary>A command of the conductor to the sender.</summary>
internal struct SenderCommand
{
    /// <summary>What to do.</summary>
    public SenderCommandKind Kind;

    /// <summary>The endpoint.</summary>
    public SendEndpoint Endpoint;

    /// <summary>The stream.</summary>
    public SendStream? Stream;

    /// <summary>The destination; of a name: its place and address.</summary>
    public SendDestination Destination;
}
