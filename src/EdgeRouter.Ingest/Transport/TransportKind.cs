namespace EdgeRouter.Ingest.Transport;

/// <summary>What a frame carries.</summary>
public enum TransportKind
{
    /// <summary>Neither UDP nor TCP over IP.</summary>
    Other,

    /// <summary>A whole UDP datagram.</summary>
    Udp,

    /// <summary>A whole TCP segment.</summary>
    Tcp,

    /// <summary>A part of an IP packet of UDP or TCP; parts are not put together.</summary>
    Fragment,

    /// <summary>The frame ends before its headers or its payload do.</summary>
    Cut,

    /// <summary>An IP, UDP or TCP header that cannot be.</summary>
    Unsound,
}
