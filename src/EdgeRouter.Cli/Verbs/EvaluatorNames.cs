using EdgeRouter.Scoring.Evaluation;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Evaluators as options name them.</summary>
internal static class EvaluatorNames
{
    /// <summary>All names, <c>auto</c> first.</summary>
    public static string[] All { get; } = [.. Enum.GetValues<EvaluatorKind>().Select(EvaluatorSupport.NameOf)];

    /// <summary>Evaluator of a name.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    public static EvaluatorKind Find(string name) =>
        Enum.GetValues<EvaluatorKind>().First(kind => string.Equals(EvaluatorSupport.NameOf(kind), name, StringComparison.Ordinal));
}
