namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>How far a packet or stream is read, and what its headers told.</summary>
public struct FramingCursor
{
    /// <summary>Where the next message's frame begins; behind a message: where that message ends.</summary>
    public int OffsetBytes { get; set; }

    /// <summary>Where the message itself begins that was framed last, or is awaited (<see cref="FramingStep.More"/>).</summary>
    public int MessageOffsetBytes { get; set; }

    /// <summary>Messages left by the header's count; negative where the packet's end decides.</summary>
    public int Left { get; set; }

    /// <summary>Sequence of the packet or of its first message; null where the framing has none.</summary>
    public ulong? Sequence { get; set; }

    /// <summary>The venue's sending time, ns since the Unix epoch; 0 where the framing has none.</summary>
    public long SendingTimeNs { get; set; }

    /// <summary>Streams: the word that begins every packet header of this stream; null until one was seen.</summary>
    public ushort? HeaderWord { get; set; }

    /// <summary>What is wrong, where the bytes are damaged.</summary>
    public string? Problem { get; set; }
}
