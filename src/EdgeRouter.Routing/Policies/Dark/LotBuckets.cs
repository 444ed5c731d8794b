namespace EdgeRouter.Routing.Policies.Dark;

/// <summary>The quantities, in lots, at which the tail of hidden volume is estimated: 1, 2, 3, 4, 6, 8, 12 … 4096. What is above the last is as the last.</summary>
internal static class LotBuckets
{
    /// <summary>Buckets.</summary>
    public const int Count = 24;

    // A field: a span of constants allocates in code that is not optimised yet.
    private static readonly int[] UpperEnds = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096];

    /// <summary>Lots of each bucket's upper end, rising.</summary>
    public static ReadOnlySpan<int> Ends => UpperEnds;

    /// <summary>Lots between the end before and this one.</summary>
    public static int WidthOf(int bucket) => bucket == 0 ? Ends[0] : Ends[bucket] - Ends[bucket - 1];
}
