namespace EdgeRouter.Scoring.Ensembles;

/// <summary>One thing in which two models differ.</summary>
/// <param name="Place">Where, for example <c>model 0 tree 3 node 5</c>.</param>
/// <param name="First">What the first one has there.</param>
/// <param name="Second">What the second one has there.</param>
public readonly record struct EnsembleDifference(string Place, string First, string Second);
