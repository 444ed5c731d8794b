namespace EdgeRouter.Tools.Decode;

/// <summary>What a decoded capture holds. With a template filter, messages and their parts are those of that template.</summary>
public sealed class DecodeCounts
{
    /// <summary>Frames read.</summary>
    public long Frames { get; internal set; }

    /// <summary>UDP datagrams with a sound packet header, and TCP segments with bytes in them.</summary>
    public long Packets { get; internal set; }

    /// <summary>Messages framed.</summary>
    public long Messages { get; internal set; }

    /// <summary>Messages by template id, unknown ones included.</summary>
    public SortedDictionary<int, long> Templates { get; } = [];

    /// <summary>Repeating group headers, those of empty groups included.</summary>
    public long GroupInstances { get; internal set; }

    /// <summary>Entries of all groups.</summary>
    public long GroupEntries { get; internal set; }

    /// <summary>Variable-length data fields.</summary>
    public long VarData { get; internal set; }

    /// <summary>Bytes behind the last part that the schema knows.</summary>
    public long TrailingBytes { get; internal set; }

    /// <summary>Messages that no schema knows, by template or schema id; skipped by their frame. They are among the errors.</summary>
    public long UnknownTemplates { get; internal set; }

    /// <summary>Frames with nothing to decode: ARP, ICMP, TCP without bytes, TCP where the framing is for UDP alone.</summary>
    public long SkippedFrames { get; internal set; }

    /// <summary>Unsound frames and packet headers, message frames that cannot be, messages that no schema knows or that do not hold what their
    /// headers claim, bytes that the capture lacks.</summary>
    public long Errors { get; internal set; }

    /// <summary>What the first error was and where; null where there is none.</summary>
    public DecodeError? FirstError { get; internal set; }

    /// <summary>Messages read whole.</summary>
    public long WholeMessages { get; internal set; }
}
