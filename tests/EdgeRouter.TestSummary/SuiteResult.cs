namespace EdgeRouter.TestSummary;

/// <summary>What one suite did.</summary>
/// <param name="Suite">Name of the test project.</param>
/// <param name="Passed">Tests passed.</param>
/// <param name="Failures">Tests failed, and what went wrong with the suite itself.</param>
/// <param name="Skips">Tests skipped.</param>
/// <param name="Seconds">Wall time from start to finish.</param>
public sealed record SuiteResult(string Suite, int Passed, IReadOnlyList<TestNote> Failures, IReadOnlyList<TestNote> Skips, double Seconds)
{
    /// <summary>The same result where a skipped test counts as a failed one.</summary>
    public SuiteResult Strict() => this with
    {
        Failures = [.. Failures, .. Skips.Select(skip => skip with { Reason = $"skipped, and EDGEROUTER_STRICT=1: {skip.Reason}" })],
        Skips = [],
    };
}
