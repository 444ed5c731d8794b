using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Ingest;

namespace EdgeRouter.Tools.Replay;

/// <summary>What a replay met, over all its feeds. Counts of packets, messages, templates and groups are before arbitration, over the selected lines.</summary>
public sealed record CaptureReplayResult
{
    /// <summary>Frames in the capture.</summary>
    public long Frames { get; init; }

    /// <summary>What the frames were.</summary>
    public ParseCounters Parsed { get; init; }

    /// <summary>Packets on the selected lines.</summary>
    public long Packets { get; init; }

    /// <summary>Messages in them.</summary>
    public long Messages { get; init; }

    /// <summary>Messages by template, those that came.</summary>
    public IReadOnlyDictionary<int, long> Templates { get; init; } = new SortedDictionary<int, long>();

    /// <summary>Repeating group headers.</summary>
    public long GroupInstances { get; init; }

    /// <summary>Entries of all groups.</summary>
    public long GroupEntries { get; init; }

    /// <summary>Bytes left over behind the last known part of messages.</summary>
    public long TrailingBytes { get; init; }

    /// <summary>Messages with a template that the schema does not know.</summary>
    public long UnknownTemplates { get; init; }

    /// <summary>All that was damaged: the next five together.</summary>
    public long Malformed => BadHeaders + Truncated + ShortBlocks + ImpossibleGroups + BadValues;

    /// <summary>Packets whose header is short or unsound.</summary>
    public long BadHeaders { get; init; }

    /// <summary>Packets that end inside a message.</summary>
    public long Truncated { get; init; }

    /// <summary>Messages whose block is shorter than their schema's.</summary>
    public long ShortBlocks { get; init; }

    /// <summary>Messages with a group count that cannot be.</summary>
    public long ImpossibleGroups { get; init; }

    /// <summary>Fields outside their domain.</summary>
    public long BadValues { get; init; }

    /// <summary>Packets that arbitration dropped because they had come before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Packets that came after their gap was declared.</summary>
    public long Late { get; init; }

    /// <summary>Gaps declared.</summary>
    public long Gaps { get; init; }

    /// <summary>Sequence numbers lost in them.</summary>
    public long GapPackets { get; init; }

    /// <summary>Packets of the snapshot channels.</summary>
    public long SnapshotPackets { get; init; }

    /// <summary>Snapshots that made books whole.</summary>
    public long SnapshotsApplied { get; init; }

    /// <summary>Books that were not verified and that a snapshot made whole.</summary>
    public long HealedBooks { get; init; }

    /// <summary>Instruments with a book.</summary>
    public int Instruments { get; init; }

    /// <summary>Events of instruments that are not known or did not fit.</summary>
    public long UnknownInstruments { get; init; }

    /// <summary>Packets of other feeds and of lines not selected.</summary>
    public long OtherPackets { get; init; }

    /// <summary>Whether a feed was joined mid-session, so that books started empty and are unverified.</summary>
    public bool IsMidSession { get; init; }

    /// <summary>Books that a gap or damage made stale and that nothing has made whole since.</summary>
    public int StaleBooks { get; init; }

    /// <summary>Bytes that the pumping thread allocated behind the first few thousand frames: 0.</summary>
    public long SteadyAllocatedBytes { get; init; }

    /// <summary>Hash of all books.</summary>
    public ulong BookHash { get; init; }

    /// <summary>Time from the first poll to the last book, per message, ns; 0 without messages.</summary>
    public double NsPerMessage { get; init; }

    /// <summary>Fails where the capture held nothing for the feeds.</summary>
    /// <param name="path">The capture, for the message.</param>
    /// <param name="feed">The protocol, for the message.</param>
    /// <exception cref="EdgeRouterException">ER2052: no packet is on the selected lines; ER3011: none of their packets holds a message.</exception>
    public void ThrowIfEmpty(string path, string feed)
    {
        if (Packets + BadHeaders == 0)
        {
            throw EdgeRouterException.BadInput("ER2052", $"no packet of capture '{path}' is on the selected lines ({OtherPackets} are on others): name them with --line-a and --line-b GROUP:PORT");
        }

        if (Messages == 0 && Malformed > 0)
        {
            throw EdgeRouterException.BadInput("ER3011", $"no message of capture '{path}' can be read as {feed}: all {Malformed} packets of its lines are damaged; check --feed");
        }
    }

    /// <summary>What was damaged, in words; null where nothing was.</summary>
    public string? DescribeDamage()
    {
        (long Count, string What)[] kinds =
        [
            (BadHeaders, "packet headers that are not sound"),
            (Truncated, "packets that end inside a message"),
            (ShortBlocks, "blocks shorter than their schema"),
            (ImpossibleGroups, "group counts that cannot be"),
            (BadValues, "fields outside their domain"),
        ];
        return Malformed == 0 ? null : string.Join(", ", kinds.Where(kind => kind.Count > 0).Select(kind => $"{kind.Count} {kind.What}"));
    }

    /// <summary>Adds up one decoder's counts by template.</summary>
    /// <param name="decoded">Counts.</param>
    /// <param name="templates">Sums.</param>
    internal static void AddTemplates(DecodeCounters decoded, SortedDictionary<int, long> templates)
    {
        for (int id = 0; id <= DecodeCounters.TemplateIdMax; id++)
        {
            long count = decoded.MessagesOf(id);
            if (count > 0)
            {
                templates[id] = templates.GetValueOrDefault(id) + count;
            }
        }
    }
}
