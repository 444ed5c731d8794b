namespace EdgeRouter.Lab.Reference;

/// <summary>Names of the laboratory's own policies, as reports have them.</summary>
internal static class ReferenceNames
{
    public const string Visible = "oracle-visible";
    public const string Clairvoyant = "oracle-clairvoyant";
    public const string Random = "random";
}
