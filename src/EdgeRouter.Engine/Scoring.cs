namespace EdgeRouter.Engine;

/// <summary>Who scored a decision: a journaled input, so that a missed deadline replays exactly.</summary>
/// <param name="ScorerName">Name of the scorer, ASCII; empty when nobody did, and the fall-back policy decides.</param>
/// <param name="LateCount">Scorers of the chain that were asked before it and missed their deadline.</param>
public readonly record struct Scoring(string ScorerName, byte LateCount)
{
    /// <summary>Nobody scored, and nobody was asked.</summary>
    public static Scoring None { get; } = new(string.Empty, 0);

    /// <summary>Scored at once.</summary>
    /// <param name="scorerName">Who.</param>
    public static Scoring By(string scorerName) => new(scorerName, 0);

    /// <summary>Whether there are scores.</summary>
    public bool HasScores => ScorerName.Length > 0;
}
