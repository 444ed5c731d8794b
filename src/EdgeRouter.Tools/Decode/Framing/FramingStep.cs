namespace EdgeRouter.Tools.Decode.Framing;

/// <summary>What came next in a packet or stream.</summary>
public enum FramingStep
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>The end of the packet, as its framing says.</summary>
    End,

    /// <summary>Streams: the message is not whole yet.</summary>
    More,

    /// <summary>Bytes that cannot be a message's frame; nothing after them can be trusted.</summary>
    Damaged,
}
