using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Training;

namespace EdgeRouter.Cli.Days;

/// <summary>What a demonstration showed.</summary>
/// <param name="Plan">What was run.</param>
/// <param name="Training">Models and their metrics.</param>
/// <param name="Runs">The fresh day's runs: static, best price, learned.</param>
/// <param name="AgainstStatic">TCA with the static waterfall as baseline.</param>
/// <param name="AgainstBestPrice">TCA with the best-price router as baseline.</param>
internal sealed record DemoResult(DemoPlan Plan, TrainingOutcome Training, IReadOnlyList<PolicyRunResult> Runs, TcaReport AgainstStatic, TcaReport AgainstBestPrice)
{
    /// <summary>The learned policy's run.</summary>
    public PolicyRunResult Learned => Runs[^1];

    /// <summary>The learned policy against each baseline.</summary>
    public IReadOnlyList<PairedComparison> Learnings =>
    [
        .. AgainstStatic.Comparisons.Where(c => c.Policy == Plan.LearnedPolicy),
        .. AgainstBestPrice.Comparisons.Where(c => c.Policy == Plan.LearnedPolicy),
    ];

    /// <summary>Whether the learned policy beats both baselines by more than the confidence interval.</summary>
    public bool IsBetter => Learnings.All(c => c.DifferenceBps.IsBelowZero);
}
