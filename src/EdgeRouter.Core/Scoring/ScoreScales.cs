using EdgeRouter.Core.Numerics;

namespace EdgeRouter.Core.Scoring;

/// <summary>The fixed-point scales of a model set: a raw score is worth <c>raw * 2^-bits</c>. Chosen when the models are loaded, the same for every scorer.</summary>
/// <param name="FillBits">Scale of the fill margin (log-odds); −100 to 52.</param>
/// <param name="CostBits">Scale of the cost if filled; −100 to 52.</param>
/// <param name="CompletionBits">Scale of the completion cost; −100 to 52.</param>
public readonly record struct ScoreScales(int FillBits, int CostBits, int CompletionBits)
{
    /// <summary>Exact value of a raw fill margin, in log-odds.</summary>
    /// <param name="raw">From <see cref="IRowScorer"/>.</param>
    public double FillMargin(long raw) => ToValue(raw, FillBits);

    /// <summary>Exact value of a raw cost, in the unit that the model was trained on.</summary>
    /// <param name="raw">From <see cref="IRowScorer"/>.</param>
    public double Cost(long raw) => ToValue(raw, CostBits);

    /// <summary>Exact value of a raw completion cost, in the unit that the model was trained on.</summary>
    /// <param name="raw">From <see cref="IRowScorer"/>.</param>
    public double Completion(long raw) => ToValue(raw, CompletionBits);

    /// <summary><c>raw * 2^-bits</c>; exact, because a forest's sums stay within ±2^53.</summary>
    /// <param name="raw">Fixed-point number within ±2^53.</param>
    /// <param name="bits">Scale, −1023 to 1022.</param>
    public static double ToValue(long raw, int bits) => raw * DeterministicMath.PowerOfTwo(-bits);
}
