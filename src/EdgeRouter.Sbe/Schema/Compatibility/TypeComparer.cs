namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares the types of a field: its bytes at the field, what names mean once for each type.</summary>
internal static class TypeComparer
{
    public static void Compare(SbeComparison comparison, string place, SbeField older, SbeField newer)
    {
        if (IsRetyped(older.Type, newer.Type))
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"type was {Describe(older.Type)} and is {Describe(newer.Type)}; add another field instead");
            return;
        }

        if (older.Type.Name != newer.Type.Name)
        {
            comparison.Safe(place, older.Facts, newer.Facts, $"type '{older.Type.Name}' is called '{newer.Type.Name}'");
        }

        CompareNulls(comparison, place, older, newer);
        CompareMeanings(comparison, place, older, newer);
    }

    public static void CompareComposites(SbeComparison comparison, SbeComposite older, SbeComposite newer)
    {
        if (comparison.IsFirst(older, newer))
        {
            string place = $"composite {older.Name}";
            comparison.Metadata(place, newer.Name, older.Facts, newer.Name, newer.Facts);
            FieldComparer.CompareLists(comparison, place, "member", older.Members, newer.Members);
        }
    }

    public static void CompareText(SbeComparison comparison, string place, SbeFacts olderFacts, SbeFacts newerFacts, SbeScalar older, SbeScalar newer)
    {
        string was = older.CharacterEncoding;
        string now = newer.CharacterEncoding;
        if (string.Equals(was, now, StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (was.Length == 0 || now.Length == 0)
        {
            comparison.Safe(place, olderFacts, newerFacts, $"character encoding '{was}' is now stated as '{now}'");
            return;
        }

        comparison.Breaking(place, olderFacts, newerFacts, $"character encoding was {was} and is {now}; add another field instead");
    }

    private static bool IsRetyped(SbeType older, SbeType newer)
    {
        if (older is SbeComposite || newer is SbeComposite)
        {
            return older is not SbeComposite || newer is not SbeComposite;
        }

        return WireForm.Of(older) != WireForm.Of(newer) || (older is SbeEnum && newer is SbeSet) || (older is SbeSet && newer is SbeEnum);
    }

    private static void CompareNulls(SbeComparison comparison, string place, SbeField older, SbeField newer)
    {
        SbeNumber? was = NullOf(older.Type);
        SbeNumber? now = NullOf(newer.Type);
        if (older.Presence == SbePresence.Optional && was is { } olderNull && now is { } newerNull && !olderNull.Equals(newerNull))
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"null value was {olderNull} and is {newerNull}: readers take one's absent for the other's value");
        }
    }

    private static SbeNumber? NullOf(SbeType type) => type switch
    {
        SbeScalar scalar => scalar.NullValue,
        SbeEnum coded => coded.Encoding.NullValue,
        _ => null,
    };

    private static void CompareMeanings(SbeComparison comparison, string place, SbeField older, SbeField newer)
    {
        switch (older.Type, newer.Type)
        {
            case (SbeComposite was, SbeComposite now):
                CompareComposites(comparison, was, now);
                break;
            case (SbeEnum was, SbeEnum now):
                ValueComparer.CompareEnums(comparison, was, now);
                break;
            case (SbeSet was, SbeSet now):
                ValueComparer.CompareSets(comparison, was, now);
                break;
            case (SbeScalar was, SbeScalar now):
                CompareText(comparison, place, older.Facts, newer.Facts, was, now);
                CompareLimits(comparison, place, older, newer, was, now);
                break;
            default:
                comparison.Safe(place, older.Facts, newer.Facts, $"{Describe(older.Type)} is read as {Describe(newer.Type)}: the same bytes");
                break;
        }
    }

    private static void CompareLimits(SbeComparison comparison, string place, SbeField older, SbeField newer, SbeScalar was, SbeScalar now)
    {
        if (!Nullable.Equals(was.MinValue, now.MinValue) || !Nullable.Equals(was.MaxValue, now.MaxValue))
        {
            comparison.Safe(place, older.Facts, newer.Facts, "other limits of valid values");
        }
    }

    private static string Describe(SbeType type) => type switch
    {
        SbeEnum => $"enum {type.Name} over {WireForm.Of(type)}",
        SbeSet => $"set {type.Name} over {WireForm.Of(type)}",
        SbeComposite => $"composite {type.Name} of {type.EncodedLength} bytes",
        _ => WireForm.Of(type),
    };
}
