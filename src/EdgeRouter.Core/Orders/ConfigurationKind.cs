namespace EdgeRouter.Core.Orders;

/// <summary>What a configuration input brings. Values reach disk and wire: they must only ever grow.</summary>
public enum ConfigurationKind : byte
{
    /// <summary>The whole setup of the shard, at the start of a journal.</summary>
    Setup = 0,

    /// <summary>Risk limits.</summary>
    RiskLimits = 1,

    /// <summary>Reference data.</summary>
    ReferenceData = 2,

    /// <summary>Venue statistics of earlier days.</summary>
    VenueStatistics = 3,

    /// <summary>Censored-fill estimates of earlier days.</summary>
    FillEstimates = 4,
}
