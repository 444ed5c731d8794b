using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Lab.Reports;

/// <summary>One regime's figures.</summary>
/// <param name="Regime">Regime.</param>
/// <param name="Policies">Each policy's own costs, in the order of the comparison.</param>
/// <param name="AgainstBaseline">Each other policy against the baseline, paired, in the same order.</param>
/// <param name="Verdicts">What must hold, and whether it does.</param>
public sealed record RegimeReport(
    string Regime, IReadOnlyList<PolicyTca> Policies, IReadOnlyList<PairedComparison> AgainstBaseline, IReadOnlyList<Verdict> Verdicts)
{
    internal static RegimeReport Compute(string regime, ComparisonOptions options, IReadOnlyList<PlayedSession> sessions)
    {
        Dictionary<string, TcaParent[]> parents = options.Policies
            .Select((name, index) => (Name: name, Parents: ParentsOf(name, index, sessions)))
            .ToDictionary(p => p.Name, p => p.Parents, StringComparer.Ordinal);
        TcaReport own = TcaReport.Compute([.. parents.Values.SelectMany(p => p)], [], options.Costs);
        PairedComparison[] paired =
        [
            .. options.Policies.Where(n => n != options.Baseline)
                .Select(n => PairedComparison.Compute(parents[n], parents[options.Baseline], options.Costs)),
        ];
        return new RegimeReport(
            regime,
            [.. options.Policies.Select(n => own.Policies.Single(p => p.Policy == n))],
            paired,
            VerdictRules.Judge(options, parents));
    }

    private static TcaParent[] ParentsOf(string policy, int index, IReadOnlyList<PlayedSession> sessions) =>
    [
        .. from session in sessions
           from outcome in session.Outcomes[index]
           select new TcaParent { Policy = policy, RunId = policy, Symbol = session.Symbol, Outcome = outcome },
    ];
}
