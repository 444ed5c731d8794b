namespace EdgeRouter.Core.Reference;

/// <summary>A tier of a fee schedule: for a share of the market's volume from the first figure to below the second, nanos (1e9 = all).</summary>
internal sealed record FeeTier(string Name, long ShareFromNanos, long ShareToNanos, long TakerNanos, long MakerNanos, long MidpointNanos);
