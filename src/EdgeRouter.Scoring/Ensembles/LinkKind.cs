namespace EdgeRouter.Scoring.Ensembles;

/// <summary>How margins become outputs. The numbers are hashed into model ids and stored in forest files: never renumber.</summary>
public enum LinkKind
{
    /// <summary>The margin is the output.</summary>
    Identity = 0,

    /// <summary>1 / (1 + e^(−scale · margin)); the scale is <see cref="TreeEnsemble.LinkScale"/>, 1 but for LightGBM's <c>sigmoid</c>.</summary>
    Logistic = 1,

    /// <summary>e^margin.</summary>
    Exponential = 2,

    /// <summary>1 where the margin is above 0, else 0.</summary>
    Hinge = 3,

    /// <summary>e^margin of each output over their sum.</summary>
    Softmax = 4,

    /// <summary>Index of the largest margin, the first one of equals: one output column.</summary>
    ArgMax = 5,

    /// <summary>sign(margin) · margin² (LightGBM's <c>sqrt</c> flag).</summary>
    SignedSquare = 6,

    /// <summary>ln(1 + e^margin) (LightGBM's <c>cross_entropy_lambda</c>).</summary>
    SoftPlus = 7,
}
