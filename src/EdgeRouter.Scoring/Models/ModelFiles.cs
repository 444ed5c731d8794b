namespace EdgeRouter.Scoring.Models;

/// <summary>The three model files of a set.</summary>
/// <param name="Fill">Fill probability: logistic, log-odds.</param>
/// <param name="Cost">Cost if filled.</param>
/// <param name="Completion">Completion cost if not filled.</param>
public sealed record ModelFiles(ModelFile Fill, ModelFile Cost, ModelFile Completion);
