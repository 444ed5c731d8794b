namespace EdgeRouter.Aeron.Driver.Udp.Receiving;

/// <summary>What an endpoint knows of a session of a stream that it listens to.</summary>
internal enum InterestState : byte
{
    /// <summary>Nothing.</summary>
    Unknown,

    /// <summary>Data was seen and a SETUP was asked for.</summary>
    SetupAsked,

    /// <summary>A SETUP was seen; the conductor makes an image.</summary>
    InMaking,

    /// <summary>There is an image.</summary>
    Active,

    /// <summary>There was one, or it could not be made: not again for a while.</summary>
    CoolDown,
}
