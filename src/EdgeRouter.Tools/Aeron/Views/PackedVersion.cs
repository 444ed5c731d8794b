namespace EdgeRouter.Tools.Aeron.Views;

/// <summary>Versions as Aeron packs them into 32 bits (AERON.md §2): major, minor and patch, a byte each.</summary>
internal static class PackedVersion
{
    /// <summary>The version with dots.</summary>
    /// <param name="packed">The 32 bits.</param>
    public static string Of(int packed) => $"{(packed >> 16) & 0xFF}.{(packed >> 8) & 0xFF}.{packed & 0xFF}";
}
