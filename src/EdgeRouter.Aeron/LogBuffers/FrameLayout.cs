namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>The header of a frame in a log buffer and on the wire (AERON.md §8.1).</summary>
public static class FrameLayout
{
    /// <summary>Header and payload; negative while it is written, 0 = nothing here.</summary>
    public const int LengthOffset = 0;

    /// <summary>Version of the frame, 0.</summary>
    public const int VersionOffset = 4;

    /// <summary>Flags: <see cref="FrameFlags"/>.</summary>
    public const int FlagsOffset = 5;

    /// <summary>Type: <see cref="FrameType"/>.</summary>
    public const int TypeOffset = 6;

    /// <summary>Offset in its term.</summary>
    public const int TermOffsetOffset = 8;

    /// <summary>Session.</summary>
    public const int SessionIdOffset = 12;

    /// <summary>Stream.</summary>
    public const int StreamIdOffset = 16;

    /// <summary>Term.</summary>
    public const int TermIdOffset = 20;

    /// <summary>Eight bytes for the application.</summary>
    public const int ReservedValueOffset = 24;

    /// <summary>Bytes of a header.</summary>
    public const int HeaderBytes = 32;

    /// <summary>Frames begin on multiples of this.</summary>
    public const int Alignment = 32;
}
