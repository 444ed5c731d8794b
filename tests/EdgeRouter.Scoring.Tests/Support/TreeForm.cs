namespace EdgeRouter.Scoring.Tests.Support;

/// <summary>How a random tree grows.</summary>
internal enum TreeForm
{
    /// <summary>Any of the others, of any size.</summary>
    Mixed,

    /// <summary>All leaves at one depth.</summary>
    Complete,

    /// <summary>A random leaf is split, again and again.</summary>
    LeafWise,

    /// <summary>One leaf at every split.</summary>
    Chain,
}
