namespace EdgeRouter.Aeron.Driver.Udp.Control;

/// <summary>State of an image.</summary>
internal enum ImageState : byte
{
    /// <summary>It receives.</summary>
    Active,

    /// <summary>It ends: subscribers read the rest, the sender is told.</summary>
    Draining,

    /// <summary>It has ended; its log stays for a while.</summary>
    Linger,

    /// <summary>Nothing of it is needed.</summary>
    Done,
}
