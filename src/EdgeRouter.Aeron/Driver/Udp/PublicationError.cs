namespace EdgeRouter.Aeron.Driver.Udp;

/// <summary>What ON_PUBLICATION_ERROR says: a receiver has refused a publication.</summary>
/// <param name="RegistrationId">The publication.</param>
/// <param name="DestinationRegistrationId">The destination that it came from, -1 if none.</param>
/// <param name="SessionId">The session.</param>
/// <param name="StreamId">The stream.</param>
/// <param name="ReceiverId">Who refused.</param>
/// <param name="GroupTag">Its group, -1 if it gave none.</param>
/// <param name="AddressType">1 IPv4, 2 IPv6.</param>
/// <param name="Port">Its port.</param>
/// <param name="AddressHigh">First 8 bytes of its address, in network order read little-endian.</param>
/// <param name="AddressLow">Last 8 bytes of its address (zero for IPv4).</param>
/// <param name="Code">Error code.</param>
/// <param name="Text">Why.</param>
internal readonly record struct PublicationError(
    long RegistrationId,
    long DestinationRegistrationId,
    int SessionId,
    int StreamId,
    long ReceiverId,
    long GroupTag,
    short AddressType,
    ushort Port,
    ulong AddressHigh,
    ulong AddressLow,
    int Code,
    string Text);
