using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Reference;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Lab.Reports;

/// <summary>What must hold of the policies of a regime.</summary>
internal static class VerdictRules
{
    private const double SlackBps = 1e-9;

    public static IReadOnlyList<Verdict> Judge(ComparisonOptions options, Dictionary<string, TcaParent[]> parents)
    {
        var verdicts = new List<Verdict>();
        string[] plain = [.. options.Policies.Where(n => !ReferencePolicies.IsOracle(n))];
        bool isNull = MarketWorlds.IsNull(options.World);
        if (parents.ContainsKey(ReferenceNames.Visible) && plain.Length > 0)
        {
            verdicts.Add(VisibleIsBest(options, parents, plain));
        }

        if (parents.ContainsKey(ReferenceNames.Clairvoyant) && options.Policies.Count > 1)
        {
            verdicts.Add(ClairvoyantIsBest(options, parents));
        }

        string[] others = [.. plain.Where(n => n is not (ReferenceNames.Random or "random-row") && (n != "static" || !MarketWorlds.HasNaiveOrder(options.World)))];
        if (!isNull && plain.Contains(ReferenceNames.Random) && others.Length > 0)
        {
            verdicts.Add(RandomIsWorst(options, parents, others));
        }

        if (isNull && options.Policies.Count(n => n != ReferenceNames.Clairvoyant) > 1)
        {
            verdicts.Add(NobodyWins(options, parents));
        }

        return verdicts;
    }

    private static Verdict VisibleIsBest(ComparisonOptions options, Dictionary<string, TcaParent[]> parents, string[] plain)
    {
        PairedComparison nearest = plain
            .Select(n => PairedComparison.Compute(parents[ReferenceNames.Visible], parents[n], options.Costs))
            .MaxBy(c => c.DifferenceBps.Low)!;
        return new Verdict("oracle-visible is at least as good as every policy", !nearest.DifferenceBps.IsAboveZero, Text(nearest));
    }

    private static Verdict ClairvoyantIsBest(ComparisonOptions options, Dictionary<string, TcaParent[]> parents)
    {
        TcaParent[] mine = parents[ReferenceNames.Clairvoyant];
        int worse = 0;
        foreach (TcaParent[] others in parents.Values)
        {
            for (int i = 0; i < mine.Length; i++)
            {
                bool isMeasured = Shortfall.TryCompute(mine[i], options.Costs, out Shortfall own) & Shortfall.TryCompute(others[i], options.Costs, out Shortfall other);
                worse += isMeasured && own.Bps > other.Bps + SlackBps ? 1 : 0;
            }
        }

        return new Verdict("oracle-clairvoyant is at least as good as every policy on every parent", worse == 0, FormattableString.Invariant($"{worse} parents worse"));
    }

    private static Verdict RandomIsWorst(ComparisonOptions options, Dictionary<string, TcaParent[]> parents, string[] others)
    {
        PairedComparison nearest = others
            .Select(n => PairedComparison.Compute(parents[ReferenceNames.Random], parents[n], options.Costs))
            .MinBy(c => c.DifferenceBps.Mean)!;
        return new Verdict(others.Contains("static") || !parents.ContainsKey("static") ? "random is the worst" : "random is the worst but for the naive static order", nearest.DifferenceBps.Mean > 0, Text(nearest));
    }

    // As many comparisons as pairs: each at a confidence that leaves all together the one that was asked for (Bonferroni).
    private static Verdict NobodyWins(ComparisonOptions options, Dictionary<string, TcaParent[]> parents)
    {
        string[] names = [.. options.Policies.Where(n => n != ReferenceNames.Clairvoyant)];
        int pairs = names.Length * (names.Length - 1) / 2;
        TcaOptions costs = options.Costs with { Confidence = 1 - ((1 - options.Costs.Confidence) / pairs) };
        PairedComparison farthest = (
            from i in Enumerable.Range(0, names.Length)
            from j in Enumerable.Range(0, i)
            select PairedComparison.Compute(parents[names[i]], parents[names[j]], costs)).MinBy(c => c.DifferenceBps.PValue)!;
        bool wins = farthest.DifferenceBps.IsAboveZero || farthest.DifferenceBps.IsBelowZero;
        return new Verdict("nobody beats another", !wins, Text(farthest));
    }

    private static string Text(PairedComparison c) => FormattableString.Invariant(
        $"{c.Policy} - {c.Baseline}: {c.DifferenceBps.Mean:0.000} bps ({c.DifferenceBps.Low:0.000} to {c.DifferenceBps.High:0.000})");
}
