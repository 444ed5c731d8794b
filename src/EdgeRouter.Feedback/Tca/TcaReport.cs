using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;

namespace EdgeRouter.Feedback.Tca;

/// <summary>Transaction cost analysis of a set of runs: pure computation, every formula in <c>src/docs/TCA.md</c>.</summary>
public sealed record TcaReport
{
    private const long HourNs = 3_600_000_000_000;

    /// <summary>One row a policy, in order of name.</summary>
    public required IReadOnlyList<PolicyTca> Policies { get; init; }

    /// <summary>One row a policy and venue, in order of names.</summary>
    public required IReadOnlyList<VenueTca> Venues { get; init; }

    /// <summary>Every other policy against each baseline, baseline by baseline; empty when none was named.</summary>
    public required IReadOnlyList<PairedComparison> Comparisons { get; init; }

    /// <summary>What was refused, quarantined, restated, in doubt or alerted, by policy, kind, venue and reason.</summary>
    public IReadOnlyList<TcaIncident> Incidents { get; init; } = [];

    /// <summary>What answered the orders: one row a kind of market, in order of name; empty where there is no run.</summary>
    public IReadOnlyList<TcaMarket> Markets { get; init; } = [];

    /// <summary>Computes the report.</summary>
    /// <param name="parents">All parents of all policies.</param>
    /// <param name="children">All children of all policies.</param>
    /// <param name="options">Price of what was not filled, confidence.</param>
    /// <param name="baselines">Policies that the others are compared with, on identical parents; null for none.</param>
    /// <exception cref="EdgeRouterException">ER5021, ER5022; ER5023: no parent was routed by a baseline.</exception>
    public static TcaReport Compute(IReadOnlyList<TcaParent> parents, IReadOnlyList<TcaChild> children, TcaOptions options, IReadOnlyCollection<string>? baselines = null)
    {
        Dictionary<string, List<TcaParent>> byPolicy = Group(parents.Where(p => p.Outcome.State != ParentOrderState.Rejected), p => p.Policy);
        ILookup<string, TcaChild> childrenOf = children.ToLookup(c => c.Policy, StringComparer.Ordinal);
        string[] names = [.. parents.Select(p => p.Policy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string? missing = baselines?.FirstOrDefault(b => !byPolicy.ContainsKey(b));
        if (missing is not null)
            throw EdgeRouterException.BadInput("ER5023", $"no parents of baseline policy '{missing}'; there are: {string.Join(", ", names)}");
        return new TcaReport
        {
            Policies = [.. names.Select(n => OfPolicy(n, byPolicy.GetValueOrDefault(n, []), parents.Count(p => p.Policy == n), childrenOf[n], options))],
            Venues = [.. names.SelectMany(n => OfVenues(n, [.. childrenOf[n]]))],
            Comparisons = [.. (baselines ?? []).SelectMany(b => names
                .Where(n => n != b && byPolicy.ContainsKey(n))
                .Select(n => PairedComparison.Compute(byPolicy[n], byPolicy[b], options)))],
        };
    }

    private static PolicyTca OfPolicy(string policy, List<TcaParent> parents, int allCount, IEnumerable<TcaChild> children, TcaOptions options)
    {
        var costs = new FillCosts();
        foreach (TcaChild child in children)
            costs.Add(child);
        var values = new List<((string, long) Cluster, double Value)>(parents.Count);
        double cost = 0;
        double basis = 0;
        foreach (TcaParent parent in parents)
        {
            if (!Shortfall.TryCompute(parent, options, out Shortfall shortfall))
                continue;
            values.Add(((parent.Symbol, parent.Outcome.ArrivalTimeNs / HourNs), shortfall.Bps));
            cost += shortfall.CostNanos;
            basis += shortfall.BaseNanos;
        }

        long quantity = parents.Sum(p => p.Outcome.Quantity);
        long filled = parents.Sum(p => p.Outcome.FilledQuantity);
        double feeNanos = parents.Sum(p => (double)p.Outcome.FeeNanos);
        double value = parents.Sum(p => (double)p.Outcome.FilledNotionalNanos);
        return new PolicyTca
        {
            Policy = policy,
            ParentCount = parents.Count,
            RejectedCount = allCount - parents.Count,
            UnmeasuredCount = parents.Count - values.Count,
            ShortfallBps = ClusterMean.Compute(values, options.Confidence),
            ShortfallByValueBps = basis > 0 ? 1e4 * cost / basis : double.NaN,
            SlippageBps = costs.SlippageBps,
            FillRate = quantity > 0 ? (double)filled / quantity : double.NaN,
            Quantity = quantity,
            FilledQuantity = filled,
            Fees = feeNanos / 1e9,
            FeesBps = value > 0 ? 1e4 * feeNanos / value : double.NaN,
            ChildCount = costs.ChildCount,
        };
    }

    private static IEnumerable<VenueTca> OfVenues(string policy, IReadOnlyList<TcaChild> children)
    {
        long policyFilled = children.Sum(c => c.FilledQuantity);
        foreach ((string venue, List<TcaChild> list) in Group(children, c => c.Venue).OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var costs = new FillCosts();
            list.ForEach(costs.Add);
            yield return new VenueTca
            {
                Policy = policy,
                Venue = venue,
                ChildCount = costs.ChildCount,
                FilledChildCount = costs.FilledChildCount,
                Quantity = costs.Quantity,
                FilledQuantity = costs.FilledQuantity,
                FillRate = costs.Quantity > 0 ? (double)costs.FilledQuantity / costs.Quantity : double.NaN,
                FillShare = policyFilled > 0 ? (double)costs.FilledQuantity / policyFilled : double.NaN,
                SlippageBps = costs.SlippageBps,
                Fees = costs.Fees,
                FeesBps = costs.FeesBps,
            };
        }
    }

    private static Dictionary<string, List<T>> Group<T>(IEnumerable<T> items, Func<T, string> key) =>
        items.GroupBy(key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
}
