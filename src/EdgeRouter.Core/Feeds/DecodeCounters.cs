namespace EdgeRouter.Core.Feeds;

/// <summary>What a decoder met. Allocated once; counting allocates nothing.</summary>
public sealed class DecodeCounters
{
    /// <summary>Template ids from here on share the last counter.</summary>
    public const int TemplateIdMax = 1023;

    private readonly long[] _messagesByTemplate = new long[TemplateIdMax + 1];

    /// <summary>Packets with a sound header.</summary>
    public long Packets { get; set; }

    /// <summary>Messages decoded or skipped whole.</summary>
    public long Messages { get; set; }

    /// <summary>Repeating group headers met, empty groups included.</summary>
    public long GroupInstances { get; set; }

    /// <summary>Entries of all groups.</summary>
    public long GroupEntries { get; set; }

    /// <summary>Bytes left over behind a message's last known part, inside its frame.</summary>
    public long TrailingBytes { get; set; }

    /// <summary>Messages whose template the schema does not know; skipped by their frame size.</summary>
    public long UnknownTemplates { get; set; }

    /// <summary>Packets that ended inside a header or message.</summary>
    public long Truncated { get; set; }

    /// <summary>Messages whose block is shorter than their schema's.</summary>
    public long ShortBlocks { get; set; }

    /// <summary>Groups whose count cannot fit into the message.</summary>
    public long ImpossibleGroups { get; set; }

    /// <summary>Fields outside their domain: an unknown side, a price that overflows.</summary>
    public long BadValues { get; set; }

    /// <summary>Packets and messages whose content is lost: truncated, short and impossible.</summary>
    public long Damaged => Truncated + ShortBlocks + ImpossibleGroups;

    /// <summary>All that is wrong: damage and bad values.</summary>
    public long Malformed => Damaged + BadValues;

    /// <summary>Book entries for implied (synthetic) liquidity, which the outright book does not take.</summary>
    public long ImpliedEntries { get; set; }

    /// <summary>Counts a message.</summary>
    /// <param name="templateId">Its template.</param>
    public void CountMessage(int templateId)
    {
        Messages++;
        _messagesByTemplate[Math.Min((uint)templateId, TemplateIdMax)]++;
    }

    /// <summary>Messages of a template.</summary>
    /// <param name="templateId">0 to <see cref="TemplateIdMax"/>.</param>
    public long MessagesOf(int templateId) => _messagesByTemplate[templateId];
}
