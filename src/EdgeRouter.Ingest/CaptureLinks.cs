namespace EdgeRouter.Ingest;

/// <summary>Which link types of a capture are read.</summary>
public enum CaptureLinks
{
    /// <summary>Ethernet alone: what sources of frames promise.</summary>
    Ethernet = 1,

    /// <summary>Whatever <see cref="Transport.TransportParser"/> finds IP in: Ethernet, Linux cooked (1 and 2), raw IP, BSD loopback.</summary>
    Ip = 2,
}
