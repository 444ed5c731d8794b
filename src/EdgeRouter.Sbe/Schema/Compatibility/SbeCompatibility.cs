namespace EdgeRouter.Sbe.Schema.Compatibility;

/// <summary>Compares two versions of a schema: may readers and writers of both live side by side? The rules are those of the specification's chapter on
/// schema extension (1.0, §5): blocks grow at their end, groups and data are appended, everything that was there stays as it was.</summary>
public static class SbeCompatibility
{
    /// <summary>Compares two versions of a schema. Types that no message uses are not looked at.</summary>
    /// <param name="older">The version in use.</param>
    /// <param name="newer">The version that is to follow it.</param>
    /// <returns>Every difference, in the order of the older schema with what was added behind; empty for equal schemas.</returns>
    public static IReadOnlyList<SbeCompatibilityFinding> Compare(SbeSchema older, SbeSchema newer)
    {
        SbeComparison comparison = new(older, newer);
        SchemaComparer.Compare(comparison);
        return comparison.Findings;
    }
}
