namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>Flags of a data frame.</summary>
public static class FrameFlags
{
    /// <summary>First fragment of a message.</summary>
    public const byte Begin = 0x80;

    /// <summary>Last fragment of a message.</summary>
    public const byte End = 0x40;

    /// <summary>A whole message.</summary>
    public const byte Unfragmented = Begin | End;

    /// <summary>Nothing comes after this.</summary>
    public const byte EndOfStream = 0x20;

    /// <summary>The stream was revoked.</summary>
    public const byte Revoked = 0x10;
}
