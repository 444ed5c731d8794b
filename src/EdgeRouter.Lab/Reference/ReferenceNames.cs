namespace EdgeRouter.Lab.Reference;

/// <summary>Names of the oracles, as reports have them.</summary>
internal static class ReferenceNames
{
    public const string Visible = "oracle-visible";
    public const string Clairvoyant = "oracle-clairvoyant";
}
