namespace EdgeRouter.Aeron.LogBuffers;

/// <summary>Types of frames. In log buffers only the first two are found, the others on the wire (AERON.md §11).</summary>
public static class FrameType
{
    /// <summary>Filling up to the end of a term, or of what its writer gave up.</summary>
    public const ushort Padding = 0;

    /// <summary>Payload.</summary>
    public const ushort Data = 1;

    /// <summary>A receiver lacks something.</summary>
    public const ushort Nak = 2;

    /// <summary>A receiver says how far it is.</summary>
    public const ushort StatusMessage = 3;

    /// <summary>A receiver refuses.</summary>
    public const ushort Error = 4;

    /// <summary>A sender says what its stream is.</summary>
    public const ushort Setup = 5;

    /// <summary>Measures a round trip.</summary>
    public const ushort RoundTrip = 6;

    /// <summary>Names that drivers tell each other.</summary>
    public const ushort Resolution = 7;

    /// <summary>Session of a response channel.</summary>
    public const ushort ResponseSetup = 11;
}
