namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares what follows a block: groups, then data. Their order is all that tells them apart.</summary>
internal static class TailComparer
{
    public static void CompareGroups(SbeComparison comparison, string place, SbeBlock older, SbeBlock newer, BlockKind kind)
    {
        Pairing<SbeGroup> pairing = new(older.Groups, newer.Groups, group => group.Name, group => group.Id == 0 ? null : group.Id);
        foreach ((SbeGroup was, SbeGroup? now) in pairing.Pairs)
        {
            CompareGroup(comparison, $"{place}.{was.Name}", was, now);
        }

        Dictionary<SbeGroup, int> positions = Positions(newer.Groups);
        int last = CheckOrder(comparison, place, "groups", older, newer, Survivors(pairing, positions));
        foreach (SbeGroup added in pairing.Added)
        {
            string? obstacle = positions[added] < last ? "in front of older groups"
                : kind.IsCounted ? null
                : kind.IsEntry ? "inside a group's entry, where older readers cannot step over it"
                : older.Data.Count > 0 ? "in front of older data" : null;
            CheckAdded(comparison, $"{place}.{added.Name}", "group", added.Facts, obstacle);
        }
    }

    public static void CompareData(SbeComparison comparison, string place, SbeBlock older, SbeBlock newer, BlockKind kind)
    {
        Pairing<SbeData> pairing = new(older.Data, newer.Data, data => data.Name, data => data.Id == 0 ? null : data.Id);
        foreach ((SbeData was, SbeData? now) in pairing.Pairs)
        {
            CompareDatum(comparison, $"{place}.{was.Name}", was, now);
        }

        Dictionary<SbeData, int> positions = Positions(newer.Data);
        int last = CheckOrder(comparison, place, "data fields", older, newer, Survivors(pairing, positions));
        foreach (SbeData added in pairing.Added)
        {
            string? obstacle = positions[added] < last ? "in front of older data"
                : kind.IsEntry && !kind.IsCounted ? "inside a group's entry, where older readers cannot step over it" : null;
            CheckAdded(comparison, $"{place}.{added.Name}", "data field", added.Facts, obstacle);
        }
    }

    private static Dictionary<T, int> Positions<T>(List<T> parts)
        where T : class => parts.Select((part, index) => (part, index)).ToDictionary(pair => pair.part, pair => pair.index);

    // Where the older parts stand in the newer list, in their older order.
    private static IEnumerable<int> Survivors<T>(Pairing<T> pairing, Dictionary<T, int> positions)
        where T : class => pairing.Pairs.Where(pair => pair.Newer != null).Select(pair => positions[pair.Newer!]);

    // Gives the position of the last older part in the newer list.
    private static int CheckOrder(SbeComparison comparison, string place, string kind, SbeBlock older, SbeBlock newer, IEnumerable<int> survivors)
    {
        int last = -1;
        bool isOrdered = true;
        foreach (int index in survivors)
        {
            isOrdered &= index > last;
            last = Math.Max(last, index);
        }

        if (!isOrdered)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"{kind} stand in another order: readers take one for the other; restore the order");
        }

        return last;
    }

    private static void CheckAdded(SbeComparison comparison, string place, string kind, SbeFacts facts, string? obstacle)
    {
        if (obstacle != null)
        {
            comparison.Breaking(place, null, facts, $"new {kind} {obstacle}: older readers take it for something else; make a new message for it");
            return;
        }

        comparison.Addition(place, facts, kind);
    }

    private static void CompareGroup(SbeComparison comparison, string place, SbeGroup older, SbeGroup? newer)
    {
        if (newer == null)
        {
            comparison.Breaking(place, older.Facts, null, "group was removed: keep it, empty and deprecated");
            return;
        }

        comparison.SinceVersion(place, older.Facts, newer.Facts);
        string was = WireForm.Of(older.Dimension);
        string now = WireForm.Of(newer.Dimension);
        if (was != now)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"a group's dimensions may never change; they were {was}; they are {now}");
            return;
        }

        bool isCounted = newer.Dimension.NumGroups != null && newer.Dimension.NumVarDataFields != null;
        BlockComparer.Compare(comparison, place, older, newer, new BlockKind(isEntry: true, hasLength: true, isCounted));
    }

    private static void CompareDatum(SbeComparison comparison, string place, SbeData older, SbeData? newer)
    {
        if (newer == null)
        {
            comparison.Breaking(place, older.Facts, null, "data field was removed: keep it, empty and deprecated");
            return;
        }

        comparison.Metadata(place, older.Name, older.Facts, newer.Name, newer.Facts);
        comparison.SinceVersion(place, older.Facts, newer.Facts);
        string was = WireForm.Of(older);
        string now = WireForm.Of(newer);
        if (was != now)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"encoding of variable-length data may never change; it was {was}; it is {now}");
            return;
        }

        TypeComparer.CompareText(comparison, place, older.Facts, newer.Facts, older.Payload, newer.Payload);
    }
}
