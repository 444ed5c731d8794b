namespace EdgeRouter.Protocol.Messages;

/// <summary>Scores of one row as the engine was given them.</summary>
/// <param name="FillRaw">Fill model, fixed point.</param>
/// <param name="CostRaw">Cost model, fixed point.</param>
/// <param name="CompletionRaw">Completion model, fixed point.</param>
public readonly record struct ScoreInput(long FillRaw, long CostRaw, long CompletionRaw);
