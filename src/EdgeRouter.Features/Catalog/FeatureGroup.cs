namespace EdgeRouter.Features.Catalog;

/// <summary>What a feature depends on.</summary>
public enum FeatureGroup
{
    /// <summary>The parent order.</summary>
    Order,

    /// <summary>The instrument's market.</summary>
    Market,

    /// <summary>The row's venue and action.</summary>
    Venue,

    /// <summary>Several of these.</summary>
    Derived,
}
