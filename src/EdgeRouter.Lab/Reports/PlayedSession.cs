using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Reference;

namespace EdgeRouter.Lab.Reports;

/// <summary>What the parents of one session cost under each policy.</summary>
/// <param name="Symbol">Instrument.</param>
/// <param name="Outcomes">By policy, in the order of the comparison's names; each in order of parents.</param>
internal sealed record PlayedSession(string Symbol, IReadOnlyList<ParentOutcome[]> Outcomes)
{
    /// <summary>Plays a session under every policy of a comparison.</summary>
    public static PlayedSession Play(ComparisonSession session, ComparisonOptions options, CancellationToken cancellation)
    {
        var byId = new Dictionary<byte, ParentOutcome[]>();
        bool needsFamily = options.Policies.Contains(ReferenceNames.Clairvoyant);
        IEnumerable<byte> asked = options.Policies.Where(n => n != ReferenceNames.Clairvoyant).Select(ReferencePolicies.IdOf);
        foreach (byte id in asked.Union(needsFamily ? ReferencePolicies.Family : []))
        {
            cancellation.ThrowIfCancellationRequested();
            byId[id] = session.Play(id);
        }

        return new PlayedSession(
            session.Symbol,
            [.. options.Policies.Select(n => n == ReferenceNames.Clairvoyant ? Cheapest(byId, session.Symbol, options.Costs) : byId[ReferencePolicies.IdOf(n)])]);
    }

    // For each parent the outcome of the plan that was cheapest for it; among equals the first of the family.
    private static ParentOutcome[] Cheapest(Dictionary<byte, ParentOutcome[]> played, string symbol, TcaOptions costs)
    {
        ParentOutcome[][] family = [.. ReferencePolicies.Family.Select(id => played[id])];
        var best = new ParentOutcome[family[0].Length];
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = family.Select(f => f[i]).MinBy(o => Shortfall.TryCompute(o, symbol, costs, out Shortfall s) ? s.Bps : double.MaxValue);
        }

        return best;
    }
}
