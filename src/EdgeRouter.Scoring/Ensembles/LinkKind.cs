namespace EdgeRouter.Scoring.Ensembles;

/// <summary>How a margin becomes an output. The numbers are hashed into model ids: never renumber.</summary>
public enum LinkKind
{
    /// <summary>The margin is the output.</summary>
    Identity = 0,

    /// <summary>1 / (1 + e^−margin).</summary>
    Logistic = 1,

    /// <summary>e^margin.</summary>
    Exponential = 2,

    /// <summary>1 where the margin is above 0, else 0.</summary>
    Hinge = 3,
}
