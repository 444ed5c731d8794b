using EdgeRouter.Core.Domain;
using EdgeRouter.Core.State;

namespace EdgeRouter.Features.Venues;

/// <content>Everything, exactly as it is, for snapshots of a shard; unlike the bytes of a day, by number and with children under way.</content>
public sealed partial class VenueStatistics
{
    private const uint StateTag = 0x5453_4E56; // "VNST"

    /// <inheritdoc/>
    public void Save(StateWriter writer)
    {
        writer.Begin(StateTag);
        writer.Write(_venueCount);
        writer.Write(_instrumentCount);
        writer.Write(_options.ChildCountMax);
        writer.Write(ForgottenChildren);
        writer.Write(UnknownChildren);
        writer.Write(UnusableChildren);
        SaveCells(writer, _venueCells.Span);
        SaveCells(writer, _instrumentCells.Span);
        SaveCells(writer, _sizeCells.Span);
        SaveMemories(writer);
        SaveChildren(writer);
        for (int venue = 0; venue < _venueCount; venue++)
        {
            foreach (int count in _answers.CountsOf(venue))
            {
                writer.Write(count);
            }
        }
    }

    /// <inheritdoc/>
    public void Load(ref StateReader reader)
    {
        reader.Expect(StateTag);
        RequireSame(reader.ReadInt32(), _venueCount, "venues");
        RequireSame(reader.ReadInt32(), _instrumentCount, "instruments");
        RequireSame(reader.ReadInt32(), _options.ChildCountMax, "remembered children");
        ForgottenChildren = reader.ReadInt64();
        UnknownChildren = reader.ReadInt64();
        UnusableChildren = reader.ReadInt64();
        LoadCells(ref reader, _venueCells.Span);
        LoadCells(ref reader, _instrumentCells.Span);
        LoadCells(ref reader, _sizeCells.Span);
        LoadMemories(ref reader);
        LoadChildren(ref reader);
        for (int venue = 0; venue < _venueCount; venue++)
        {
            foreach (ref int count in _answers.CountsOf(venue))
            {
                count = reader.ReadCount(LatencySketch.HalvingCount);
            }

            _answers.Recount(venue);
        }
    }

    private static void RequireSame(int found, int expected, string what)
    {
        if (found != expected)
        {
            throw StateDamage.Of($"has venue statistics of {found} {what} where this setup has {expected}");
        }
    }

    // Few of the many cells are in use: those, each with its index.
    private static void SaveCells(StateWriter writer, ReadOnlySpan<VenueCell> cells)
    {
        int used = 0;
        foreach (ref readonly VenueCell cell in cells)
        {
            used += cell.IsUsed ? 1 : 0;
        }

        writer.Write(used);
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i].IsUsed)
            {
                writer.Write(i);
                cells[i].Save(writer);
            }
        }
    }

    private static void LoadCells(ref StateReader reader, Span<VenueCell> cells)
    {
        cells.Clear();
        int used = reader.ReadCount(cells.Length);
        for (int i = 0; i < used; i++)
        {
            cells[ReadIndex(ref reader, cells.Length)] = VenueCell.Load(ref reader);
        }
    }

    private static int ReadIndex(ref StateReader reader, int count)
    {
        int index = reader.ReadInt32();
        return (uint)index < (uint)count ? index : throw StateDamage.Of($"has index {index} in venue statistics where 0 to {count - 1} are");
    }

    private void SaveMemories(StateWriter writer)
    {
        Span<VenueMemory> memories = _memories.Span;
        int used = 0;
        foreach (ref readonly VenueMemory memory in memories)
        {
            used += memory.IsUsed ? 1 : 0;
        }

        writer.Write(used);
        for (int i = 0; i < memories.Length; i++)
        {
            ref readonly VenueMemory memory = ref memories[i];
            if (memory.IsUsed)
            {
                writer.Write(i);
                writer.Write(memory.LastFillNs);
                writer.Write(memory.LastMissNs);
                writer.Write(memory.LastFillRatio);
                writer.Write(memory.LastChildId);
            }
        }
    }

    private void LoadMemories(ref StateReader reader)
    {
        Span<VenueMemory> memories = _memories.Span;
        memories.Clear();
        int used = reader.ReadCount(memories.Length);
        for (int i = 0; i < used; i++)
        {
            memories[ReadIndex(ref reader, memories.Length)] = new VenueMemory
            {
                LastFillNs = reader.ReadInt64(),
                LastMissNs = reader.ReadInt64(),
                LastFillRatio = reader.ReadDouble(),
                LastChildId = reader.ReadInt64(),
            };
        }
    }

    private void SaveChildren(StateWriter writer)
    {
        int used = 0;
        foreach (ref readonly TrackedChild child in _children.Span)
        {
            used += child.IsUsed ? 1 : 0;
        }

        writer.Write(used);
        foreach (ref readonly TrackedChild child in _children.Span)
        {
            if (child.IsUsed)
            {
                child.Save(writer);
            }
        }
    }

    // A child's slot follows from its id.
    private void LoadChildren(ref StateReader reader)
    {
        _children.Span.Clear();
        int used = reader.ReadCount(_children.Length);
        for (int i = 0; i < used; i++)
        {
            TrackedChild child = TrackedChild.Load(ref reader);
            if ((uint)child.InstrumentIndex >= (uint)_instrumentCount || child.Venue >= _venueCount || (int)child.Action >= ActionCount
                || child.SizeBucket >= SizeBucketCount || child.Quantity <= 0 || child.FilledQuantity < 0 || child.FilledQuantity > child.Quantity)
            {
                throw StateDamage.Of($"has a child order {child.Id} that cannot be");
            }

            _children[SlotOf(new ChildOrderId(child.Id))] = child;
        }
    }
}
