namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares identity, byte order, message header and the list of messages.</summary>
internal static class SchemaComparer
{
    private const string Place = "schema";

    public static void Compare(SbeComparison comparison)
    {
        CompareIdentity(comparison, comparison.Older, comparison.Newer);
        CompareHeaders(comparison, comparison.Older.Header, comparison.Newer.Header);
        CompareMessages(comparison, comparison.Older, comparison.Newer);
        CompareVersions(comparison, comparison.Older.Version, comparison.Newer.Version);
    }

    private static void CompareIdentity(SbeComparison comparison, SbeSchema older, SbeSchema newer)
    {
        if (older.Id != newer.Id)
        {
            comparison.Breaking(Place, null, null, $"schema id was {older.Id} and is {newer.Id}: readers skip each other's messages; keep the id and raise the version");
        }

        if (older.IsBigEndian != newer.IsBigEndian)
        {
            comparison.Breaking(Place, null, null, $"byte order is {(newer.IsBigEndian ? "bigEndian" : "littleEndian")} and was the other one");
        }

        if (older.Package != newer.Package)
        {
            comparison.Safe(Place, null, null, $"package '{older.Package}' is called '{newer.Package}'");
        }
    }

    private static void CompareHeaders(SbeComparison comparison, SbeHeader older, SbeHeader newer)
    {
        string was = WireForm.Of(older);
        string now = WireForm.Of(newer);
        if (was != now)
        {
            string place = $"header {older.Composite.Name}";
            comparison.Breaking(place, older.Composite.Facts, newer.Composite.Facts, $"the message header may never change; it was {was}; it is {now}");
            return;
        }

        TypeComparer.CompareComposites(comparison, older.Composite, newer.Composite);
    }

    private static void CompareMessages(SbeComparison comparison, SbeSchema older, SbeSchema newer)
    {
        Pairing<SbeMessage> pairing = new(older.Messages, newer.Messages, message => message.Name, message => message.Id);
        foreach ((SbeMessage was, SbeMessage? now) in pairing.Pairs)
        {
            CompareMessage(comparison, $"message {was.Name}", was, now);
        }

        foreach (SbeMessage added in pairing.Added)
        {
            string place = $"message {added.Name}";
            if (older.FindMessage(added.Id) is { } owner)
            {
                comparison.Breaking(place, owner.Facts, added.Facts, $"template id {added.Id} belongs to '{owner.Name}'; give the new message an id that was never used");
                continue;
            }

            comparison.Extension(place, null, added.Facts, $"message was added with template id {added.Id}");
        }
    }

    private static void CompareMessage(SbeComparison comparison, string place, SbeMessage older, SbeMessage? newer)
    {
        if (newer == null)
        {
            comparison.Breaking(place, older.Facts, null, "message was removed: recorded and older messages can no longer be read; keep it, deprecated");
            return;
        }

        if (older.Id != newer.Id)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"template id was {older.Id} and is {newer.Id}: readers skip each other's messages; an id is for ever");
            return;
        }

        SbeHeader header = comparison.Newer.Header;
        bool isCounted = header.NumGroups != null && header.NumVarDataFields != null;
        BlockComparer.Compare(comparison, place, older, newer, new BlockKind(isEntry: false, header.BlockLength != null, isCounted));
    }

    private static void CompareVersions(SbeComparison comparison, int older, int newer)
    {
        if (newer < older)
        {
            comparison.Breaking(Place, null, null, $"version was {older} and is {newer}: a version never goes down");
        }
        else if (newer == older && comparison.NeedsVersion)
        {
            comparison.Breaking(Place, null, null, $"version is still {older} though the schema changed: readers cannot tell the two apart; raise it to {older + 1}");
        }
    }
}
