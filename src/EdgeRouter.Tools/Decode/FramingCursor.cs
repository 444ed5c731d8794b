namespace EdgeRouter.Tools.Decode;

/// <summary>How far a packet is read, and what its header told.</summary>
public struct FramingCursor
{
    /// <summary>Where the next message's frame begins.</summary>
    public int OffsetBytes { get; set; }

    /// <summary>Messages left by the header's count; negative where the packet's end decides.</summary>
    public int Left { get; set; }

    /// <summary>Sequence of the packet or of its first message.</summary>
    public ulong Sequence { get; set; }

    /// <summary>The venue's sending time, ns since the Unix epoch; 0 where the framing has none.</summary>
    public long SendingTimeNs { get; set; }
}
