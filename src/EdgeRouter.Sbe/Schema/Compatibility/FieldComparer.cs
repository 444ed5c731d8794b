namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares fields of blocks and members of composites.</summary>
internal static class FieldComparer
{
    public static void CompareLists(SbeComparison comparison, string place, string kind, IReadOnlyList<SbeField> older, IReadOnlyList<SbeField> newer)
    {
        Pairing<SbeField> pairing = new(older, newer, field => field.Name, Identity);
        foreach ((SbeField was, SbeField? now) in pairing.Pairs)
        {
            string fieldPlace = $"{place}.{was.Name}";
            if (now != null)
            {
                Compare(comparison, fieldPlace, was, now);
            }
            else if (was.EncodedLength == 0)
            {
                comparison.Safe(fieldPlace, was.Facts, null, $"constant {kind} was removed: it takes no bytes");
            }
            else
            {
                comparison.Breaking(fieldPlace, was.Facts, null, $"{kind} was removed: keep it where it is, deprecated");
            }
        }

        int end = EndOf(older);
        foreach (SbeField added in pairing.Added)
        {
            CompareAdded(comparison, $"{place}.{added.Name}", kind, end, added);
        }
    }

    /// <summary>First byte behind the last field.</summary>
    public static int EndOf(IReadOnlyList<SbeField> fields) => fields.Select(field => field.End).DefaultIfEmpty(0).Max();

    // Ids tell a renamed field from a new one; members of composites have none, so there it is the place.
    private static object Identity(SbeField field) => (field.Id, field.Id == 0 ? field.Offset : 0, field.EncodedLength == 0);

    private static void CompareAdded(SbeComparison comparison, string place, string kind, int end, SbeField added)
    {
        if (added.EncodedLength == 0)
        {
            comparison.Extension(place, null, added.Facts, $"constant {kind} was added: it takes no bytes");
        }
        else if (added.Offset < end)
        {
            comparison.Breaking(place, null, added.Facts, $"new {kind} at offset {added.Offset}, in the middle of the older ones, which end at {end}; move it to the end");
        }
        else
        {
            comparison.Addition(place, added.Facts, kind);
        }
    }

    private static void Compare(SbeComparison comparison, string place, SbeField older, SbeField newer)
    {
        comparison.Metadata(place, older.Name, older.Facts, newer.Name, newer.Facts);
        if (older.Id != newer.Id)
        {
            comparison.Safe(place, older.Facts, newer.Facts, $"field id was {older.Id} and is {newer.Id}; ids are not on the wire");
        }

        if (older.Presence != newer.Presence)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"presence was {Text(older.Presence)} and is {Text(newer.Presence)}; add another field instead");
            return;
        }

        if (older.Presence == SbePresence.Constant)
        {
            CompareConstants(comparison, place, older, newer);
            return;
        }

        comparison.SinceVersion(place, older.Facts, newer.Facts);
        if (older.Offset != newer.Offset)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"offset was {older.Offset} and is {newer.Offset}: a field never moves");
        }

        TypeComparer.Compare(comparison, place, older, newer);
    }

    private static void CompareConstants(SbeComparison comparison, string place, SbeField older, SbeField newer)
    {
        string was = WireForm.OfConstant(older);
        string now = WireForm.OfConstant(newer);
        if (was != now)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"constant was {was} and is {now}: readers give the same message another meaning");
        }
    }

    private static string Text(SbePresence presence) => presence.ToString().ToLowerInvariant();
}
