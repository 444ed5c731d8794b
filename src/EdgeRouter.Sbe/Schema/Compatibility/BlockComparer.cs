namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares messages and group entries: the fixed block, then groups, then data.</summary>
internal static class BlockComparer
{
    public static void Compare(SbeComparison comparison, string place, SbeBlock older, SbeBlock newer, BlockKind kind)
    {
        comparison.Metadata(place, older.Name, older.Facts, newer.Name, newer.Facts);
        FieldComparer.CompareLists(comparison, place, "field", older.Fields, newer.Fields);
        CompareLengths(comparison, place, older, newer, kind);
        TailComparer.CompareGroups(comparison, place, older, newer, kind);
        TailComparer.CompareData(comparison, place, older, newer, kind);
    }

    private static void CompareLengths(SbeComparison comparison, string place, SbeBlock older, SbeBlock newer, BlockKind kind)
    {
        string change = $"block length was {older.BlockLength} and is {newer.BlockLength}";
        if (newer.BlockLength < older.BlockLength)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"{change}: a block never shrinks");
        }
        else if (newer.BlockLength > older.BlockLength && !kind.HasLength)
        {
            comparison.Breaking(place, older.Facts, newer.Facts, $"{change}, and the message header carries no block length: older readers cannot step over the rest");
        }
        else if (newer.BlockLength > older.BlockLength && FieldComparer.EndOf(newer.Fields) == FieldComparer.EndOf(older.Fields))
        {
            comparison.Extension(place, older.Facts, newer.Facts, $"{change}: padding");
        }
    }
}
