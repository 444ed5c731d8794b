namespace EdgeRouter.Core.Reference;

/// <summary>What decides the tier in force: its name, or our share of the market's volume in nanos where there is no name.</summary>
internal sealed record TierChoice(string? Name, long ShareNanos)
{
    private const long All = 1_000_000_000;

    /// <summary>The tier chosen; null where none has the name.</summary>
    internal FeeTier? Of(FeeTier[] tiers) => Name is null
        ? Array.Find(tiers, tier => ShareNanos < tier.ShareToNanos || tier.ShareToNanos == All)
        : Array.Find(tiers, tier => string.Equals(tier.Name, Name, StringComparison.Ordinal));
}
