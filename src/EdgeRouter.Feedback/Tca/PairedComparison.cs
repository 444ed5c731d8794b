using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Feedback.Tca;

/// <summary>Two policies on identical parents: the mean difference of their implementation shortfalls, policy minus baseline; negative = the policy is better.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="DifferenceBps">Mean difference over pairs, clustered by instrument and hour of the parent's arrival (UTC).</param>
/// <param name="UnmatchedCount">Parents that only one side has, or whose instrument, side, quantity or arrival differ.</param>
public sealed record PairedComparison(string Policy, string Baseline, ClusterMean DifferenceBps, int UnmatchedCount)
{
    private const long HourNs = 3_600_000_000_000;

    // A billionth of a basis point: what is below comes of rounding in double arithmetic, and must not make two equal policies differ.
    private const int DifferenceDigits = 9;

    /// <summary>Pairs parents by id and compares.</summary>
    /// <param name="policy">Parents of the policy; unique ids.</param>
    /// <param name="baseline">Parents of the baseline; unique ids.</param>
    /// <param name="options">Price of what was not filled.</param>
    /// <exception cref="EdgeRouterException">ER5021: an id stands twice on one side. ER5022.</exception>
    public static PairedComparison Compute(IReadOnlyList<TcaParent> policy, IReadOnlyList<TcaParent> baseline, TcaOptions options)
    {
        Dictionary<ParentOrderId, TcaParent> others = ById(baseline);
        var differences = new List<((string Symbol, long Hour) Cluster, double Value)>(policy.Count);
        foreach (TcaParent parent in ById(policy).Values)
        {
            if (others.TryGetValue(parent.Outcome.ParentId, out TcaParent? other) && IsSameOrder(parent, other)
                && Shortfall.TryCompute(parent, options, out Shortfall mine) && Shortfall.TryCompute(other, options, out Shortfall theirs))
            {
                double difference = Math.Round(mine.Bps - theirs.Bps, DifferenceDigits);
                differences.Add(((parent.Symbol, parent.Outcome.ArrivalTimeNs / HourNs), difference));
            }
        }

        int unmatched = policy.Count + baseline.Count - (2 * differences.Count);
        return new PairedComparison(NameOf(policy), NameOf(baseline), ClusterMean.Compute(differences, options.Confidence), unmatched);
    }

    private static string NameOf(IReadOnlyList<TcaParent> parents) => parents.Count > 0 ? parents[0].Policy : string.Empty;

    private static bool IsSameOrder(TcaParent a, TcaParent b) =>
        a.Symbol == b.Symbol && a.Outcome.Side == b.Outcome.Side && a.Outcome.Quantity == b.Outcome.Quantity
        && a.Outcome.ArrivalTimeNs == b.Outcome.ArrivalTimeNs;

    private static Dictionary<ParentOrderId, TcaParent> ById(IReadOnlyList<TcaParent> parents)
    {
        var byId = new Dictionary<ParentOrderId, TcaParent>(parents.Count);
        foreach (TcaParent parent in parents)
        {
            if (!byId.TryAdd(parent.Outcome.ParentId, parent))
            {
                throw EdgeRouterException.BadInput(
                    "ER5021", $"parent {parent.Outcome.ParentId} stands in runs {byId[parent.Outcome.ParentId].RunId} and {parent.RunId} of policy {parent.Policy}; choose one of them by --run");
            }
        }

        return byId;
    }
}
