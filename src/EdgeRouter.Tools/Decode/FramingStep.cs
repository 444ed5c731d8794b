namespace EdgeRouter.Tools.Decode;

/// <summary>What came next in a packet.</summary>
public enum FramingStep
{
    /// <summary>A message.</summary>
    Message,

    /// <summary>The end of the packet, as its framing says.</summary>
    End,

    /// <summary>Bytes that cannot be a message's frame; nothing after them can be trusted.</summary>
    Damaged,
}
