using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Training;

namespace EdgeRouter.Cli.Days;

/// <summary>What a demonstration showed.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Training">Models and their metrics.</param>
/// <param name="Runs">The fresh day's runs: the baselines, then the learned policy.</param>
/// <param name="Tca">TCA of the runs against each baseline.</param>
internal sealed record DemoResult(DemoPlan Plan, TrainingOutcome Training, IReadOnlyList<PolicyRunResult> Runs, TcaReport Tca)
{
    /// <summary>The policies that the learned one is compared with.</summary>
    public static IReadOnlyList<string> Baselines { get; } = ["static", "best-price"];

    /// <summary>The learned policy's run.</summary>
    public PolicyRunResult Learned => Runs[^1];

    /// <summary>The report with the learned policy's comparisons alone.</summary>
    public TcaReport LearnedTca { get; } = Tca with { Comparisons = [.. Tca.Comparisons.Where(c => c.Policy == Plan.LearnedPolicy)] };

    /// <summary>Whether the learned policy beats every baseline by more than the confidence interval.</summary>
    public bool IsBetter => LearnedTca.Comparisons.Count == Baselines.Count && LearnedTca.Comparisons.All(c => c.DifferenceBps.IsBelowZero);
}
