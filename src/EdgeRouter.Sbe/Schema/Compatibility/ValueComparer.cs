namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares the named values of enums and the named bits of sets.</summary>
internal static class ValueComparer
{
    public static void CompareEnums(SbeComparison comparison, SbeEnum older, SbeEnum newer)
    {
        if (comparison.IsFirst(older, newer))
        {
            Compare(comparison, $"enum {older.Name}", "value", older, older.Values, newer, newer.Values);
        }
    }

    public static void CompareSets(SbeComparison comparison, SbeSet older, SbeSet newer)
    {
        if (comparison.IsFirst(older, newer))
        {
            Compare(comparison, $"set {older.Name}", "bit", older, older.Choices, newer, newer.Choices);
        }
    }

    private static void Compare(
        SbeComparison comparison,
        string place,
        string kind,
        SbeType olderType,
        IReadOnlyList<SbeEnumValue> older,
        SbeType newerType,
        IReadOnlyList<SbeEnumValue> newer)
    {
        comparison.Metadata(place, newerType.Name, olderType.Facts, newerType.Name, newerType.Facts);
        Pairing<SbeEnumValue> pairing = new(older, newer, value => value.Name, value => value.Value);
        foreach ((SbeEnumValue was, SbeEnumValue? now) in pairing.Pairs)
        {
            CompareValue(comparison, $"{place}.{was.Name}", kind, was, now);
        }

        ILookup<SbeNumber, string> owners = older.ToLookup(value => value.Value, value => value.Name);
        SbeNumber? absent = (olderType as SbeEnum)?.Encoding.NullValue;
        foreach (SbeEnumValue added in pairing.Added)
        {
            string? owner = owners[added.Value].FirstOrDefault() ?? (absent?.Equals(added.Value) == true ? "absent" : null);
            CompareAdded(comparison, $"{place}.{added.Name}", kind, added, owner);
        }
    }

    private static void CompareAdded(SbeComparison comparison, string place, string kind, SbeEnumValue added, string? owner)
    {
        if (owner != null)
        {
            comparison.Breaking(place, null, added.Facts, $"new {kind} {added.Value} was '{owner}'; take one that was never used");
            return;
        }

        comparison.Extension(place, null, added.Facts, $"{kind} {added.Value} was added: older readers show the number");
    }

    private static void CompareValue(SbeComparison comparison, string place, string kind, SbeEnumValue older, SbeEnumValue? newer)
    {
        if (newer == null)
        {
            comparison.Breaking(place, older.Facts, null, $"{kind} {older.Value} was removed: older messages hold it; keep it, deprecated");
            return;
        }

        comparison.Metadata(place, older.Name, older.Facts, newer.Name, newer.Facts);
        if (!older.Value.Equals(newer.Value))
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"{kind} was {older.Value} and is {newer.Value}; leave it and add another");
        }
    }
}
