namespace EdgeRouter.Feeds;

/// <summary>Padded text fields.</summary>
internal static class AsciiField
{
    /// <summary>The text without the NULs and spaces behind it.</summary>
    /// <param name="field">The whole field.</param>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return (end < 0 ? field : field.Slice(0, end)).TrimEnd((byte)' ');
    }
}
