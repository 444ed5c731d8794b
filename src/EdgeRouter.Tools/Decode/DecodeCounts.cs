namespace EdgeRouter.Tools.Decode;

/// <summary>What a decoded capture holds. With a template filter, messages and their parts are those of that template.</summary>
public sealed class DecodeCounts
{
    /// <summary>Frames read.</summary>
    public long Frames { get; internal set; }

    /// <summary>UDP datagrams with a sound packet header.</summary>
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

    /// <summary>Messages that no schema knows, by template or schema id; skipped by their frame.</summary>
    public long UnknownTemplates { get; internal set; }

    /// <summary>Unsound packet headers, frames that cannot be, and messages that do not hold what their headers claim.</summary>
    public long Errors { get; internal set; }

    /// <summary>What the first error was and where; null where there is none.</summary>
    public string? FirstError { get; internal set; }

    /// <summary>Messages read whole.</summary>
    public long WholeMessages { get; internal set; }

    internal void CountError(string what)
    {
        Errors++;
        FirstError ??= what;
    }
}
