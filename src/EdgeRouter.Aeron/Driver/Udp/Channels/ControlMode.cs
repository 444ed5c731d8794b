namespace EdgeRouter.Aeron.Driver.Udp.Channels;

/// <summary>Who says where a channel's other ends are.</summary>
internal enum ControlMode
{
    /// <summary>The channel itself: one endpoint.</summary>
    None,

    /// <summary>The client adds and removes destinations.</summary>
    Manual,

    /// <summary>Receivers, by their status messages.</summary>
    Dynamic,
}
