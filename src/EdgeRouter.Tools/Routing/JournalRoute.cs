using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Orders;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Engine.State;
using EdgeRouter.Features.Venues;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;
using EdgeRouter.Routing.Objectives;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Routing.Rows;
using EdgeRouter.Routing.States;
using EdgeRouter.Routing.Venues;
using DecisionScoring = EdgeRouter.Engine.Scoring;

namespace EdgeRouter.Tools.Routing;

/// <summary>Explains a decision of a journal: everything before it is applied to a fresh state, its arithmetic is worked out again, and both are held against
/// what stands there.</summary>
public static class JournalRoute
{
    private const double MicroPerUnit = 1e6;

    /// <summary>Explains.</summary>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="parentId">Whose decision.</param>
    /// <param name="decisionIndex">Which one; −1 = the first, if there is any.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="EdgeRouterException">ER4063: no such parent; ER4064: no such decision; ER4065: no setup; ER4066: other features; ER50xx: the journal is
    /// damaged.</exception>
    public static JournalResult Run(string directory, long parentId, int decisionIndex, CancellationToken cancellation)
    {
        var scan = new ParentScan(parentId, decisionIndex);
        using (var reader = new JournalReader(directory))
        {
            while (reader.TryRead(out JournalRecord record))
            {
                cancellation.ThrowIfCancellationRequested();
                scan.Sequence = record.Sequence;
                _ = ProtocolReader.Dispatch(record.Payload, ref scan);
            }
        }

        Require(scan, directory, parentId, decisionIndex);
        var checks = new List<JournalCheck>();
        DecisionExplanation? decision = scan.Decision is null ? null : Explain(directory, scan, parentId, checks, cancellation);
        return new JournalResult
        {
            Decision = decision,
            DecisionCount = scan.DecisionCount,
            Sequence = scan.DecisionSequence,
            Checks = checks,
            Timeline = scan.Timeline,
        };
    }

    private static void Require(ParentScan scan, string directory, long parentId, int decisionIndex)
    {
        if (!scan.IsFound)
        {
            throw EdgeRouterException.BadInput("ER4063", $"{directory}: has no parent order {parentId}{(scan.ParentCount == 0 ? ", nor any other" : $": it has {scan.ParentCount}, from {scan.ParentIdMin} to {scan.ParentIdMax}")}");
        }

        if (scan.DecisionSequence == 0 && decisionIndex >= 0)
        {
            throw EdgeRouterException.BadInput("ER4064", $"{directory}: parent order {parentId} has no decision {decisionIndex}: it has {scan.DecisionCount}, from 0 on");
        }

        if (scan.Setup.Length == 0)
        {
            throw EdgeRouterException.BadInput("ER4065", $"{directory}: the journal has no setup: it was written by a version before 2 of the protocol, and cannot be explained");
        }

        if (scan.DecisionSequence > 0 && scan.Decision is null)
        {
            throw EdgeRouterException.BadInput("ER4066", $"{directory}: record {scan.DecisionSequence}: the decision carries other features than this program has: explain it by the version that wrote it");
        }
    }

    private static DecisionExplanation Explain(string directory, ParentScan scan, long parentId, List<JournalCheck> checks, CancellationToken cancellation)
    {
        RouterSetup setup = RouterSetupJson.Parse(scan.Setup, directory);
        using var region = new NativeRegion(VenueStatistics.RequiredBytes(setup.Universe.Instruments.Length, setup.Universe.Venues.Length, setup.Statistics) + 65_536);
        RouterState state = StateOf(setup, region);
        var fold = new StateFold(state);
        using var reader = new JournalReader(directory);
        JournalRecord record = default;
        bool isMore = true;
        while ((isMore = reader.TryRead(out record)) && record.Sequence < scan.FirstSequence)
        {
            cancellation.ThrowIfCancellationRequested();
            _ = ProtocolReader.Dispatch(record.Payload, ref fold);
        }

        DecisionRecord decision = scan.Decision!;
        state.Parents.TryFind(parentId, out int slot);
        ParentOrderRecord parent = state.Parents[slot];
        var quotes = new VenueQuote[setup.Universe.Venues.Length];
        RoutingContext context = RecordedContext.Build(decision, setup, state, parent, quotes);
        var explainer = new DecisionExplainer(setup, state);
        var scoring = new DecisionScoring(scan.Scorer, 0);
        IRoutingPolicy policy = explainer.PolicyOf(parent.Order, scoring);
        CheckScores(checks, scan, context, setup, policy, scoring);
        CheckHeader(checks, decision, parent, policy);
        (Price bid, Price ask) = scan.Children.Count > 0 ? (scan.Children[0].Bid, scan.Children[0].Ask) : (decision.Bid, decision.Ask);
        CheckWaterfall(checks, context, decision, policy);
        DecisionExplanation target = explainer.Explain(context, decision, quotes, parent.Order, scoring, bid, ask);
        while (isMore && record.Sequence <= scan.DecisionSequence)
        {
            var sending = new ChildVisitor(child => explainer.OnChild(target, child, DecisionExplainer.MarketOf(context, decision.TimeNs)), parentId, decision.DecisionIndex);
            _ = ProtocolReader.Dispatch(record.Payload, ref sending);
            _ = ProtocolReader.Dispatch(record.Payload, ref fold);
            isMore = reader.TryRead(out record);
        }

        CheckChildren(checks, scan, target);
        return target;
    }

    private static RouterState StateOf(RouterSetup setup, NativeRegion region) => new(
        setup.Engine.Validated(),
        setup.Universe,
        new RiskGate(setup.Risk.Validate(), setup.Universe, setup.RiskCapacity),
        new VenueStatistics(setup.Universe, region, setup.Statistics),
        new VenueHealth(setup.Universe.Venues.Length, setup.Health),
        new PolicySet(setup.Policy, setup.Universe, setup.Policies));

    private static void CheckScores(List<JournalCheck> checks, ParentScan scan, RoutingContext context, RouterSetup setup, IRoutingPolicy policy, in DecisionScoring scoring)
    {
        DecisionRecord decision = scan.Decision!;
        if (policy.Need == ScoreNeed.None || !scoring.HasScores)
        {
            checks.Add(new JournalCheck("scores", null, "the policy that decided uses none"));
            return;
        }

        int other = Enumerable.Range(0, Math.Max(decision.RowCount, scan.Scores.Count)).FirstOrDefault(i => i >= decision.RowCount || i >= scan.Scores.Count || !IsRaw(decision.Rows[i], scan.Scores[i]), -1);
        checks.Add(new JournalCheck("raw outputs are those that the scorer gave", other < 0, other < 0 ? $"{decision.RowCount} rows" : $"row {other} differs"));
        var combiner = new ScoreCombiner(setup.Scales, setup.Objective, setup.Policies.Waterfall.PostTimeoutNs);
        if (policy.Need == ScoreNeed.ActionValue)
        {
            combiner.CombineActionValues(context);
        }
        else
        {
            combiner.CombineAll(context);
        }

        int wrong = -1;
        for (int i = decision.RowCount - 1; i >= 0; i--)
        {
            wrong = context.Scores[i] == decision.Rows[i].ScoreMicroBps ? wrong : i;
        }

        string text = wrong < 0
            ? $"{decision.RowCount} rows, to the bit"
            : string.Create(CultureInfo.InvariantCulture, $"row {wrong} ({setup.Universe[decision.Rows[wrong].VenueId].Name} {decision.Rows[wrong].Action.ToString().ToLowerInvariant()}): the journal says {decision.Rows[wrong].ScoreMicroBps / MicroPerUnit:0.000000} bps, the arithmetic gives {context.Scores[wrong] / MicroPerUnit:0.000000} bps");
        checks.Add(new JournalCheck("scores follow from raw outputs", wrong < 0, text));
    }

    private static bool IsRaw(in ScoredRow row, in ScoreInput given) => row.FillRaw == given.FillRaw && row.CostRaw == given.CostRaw && row.CompletionRaw == given.CompletionRaw;

    private static void CheckHeader(List<JournalCheck> checks, DecisionRecord decision, in ParentOrderRecord parent, IRoutingPolicy policy)
    {
        bool isQuantity = parent.AvailableQuantity == decision.RemainingQuantity;
        checks.Add(new JournalCheck("quantity left", isQuantity, $"the journal says {decision.RemainingQuantity}, the records before it leave {parent.AvailableQuantity}"));
        checks.Add(new JournalCheck("policy", policy.Id == decision.PolicyId, policy.Id == decision.PolicyId ? policy.Name : $"the journal says {decision.PolicyId}, order and setup give {policy.Id} ({policy.Name})"));
        checks.Add(new JournalCheck("number of the decision", parent.DecisionCount == decision.DecisionIndex, $"{decision.DecisionIndex}"));
    }

    // Quotes of single venues are known as far as the features tell, so a waterfall that differs proves nothing.
    private static void CheckWaterfall(List<JournalCheck> checks, RoutingContext context, DecisionRecord decision, IRoutingPolicy policy)
    {
        var again = new DecisionRecord(decision.RowCountMax, decision.FeatureCount, (2 * decision.RowCountMax) + decision.ChildCountMax);
        policy.Build(context, again);
        bool isSame = again.Children.Length == decision.Children.Length;
        for (int i = 0; isSame && i < again.Children.Length; i++)
        {
            isSame = again.Children[i] == decision.Children[i];
        }

        checks.Add(new JournalCheck("waterfall from the record alone", isSame ? true : null, isSame ? $"{decision.ChildCount} children, each the same" : "not decided: single venues' quotes are not in the journal to the last level; 'edgerouter replay' with the capture is exact"));
    }

    private static void CheckChildren(List<JournalCheck> checks, ParentScan scan, DecisionExplanation target)
    {
        ChildOrder[] strange = [.. scan.Children.Where(c => !target.Children.Exists(p => p.ChildId == c.Id.Value && p.Planned.Quantity == c.Quantity && p.Planned.LimitPrice == c.LimitPrice))];
        checks.Add(new JournalCheck("children are those of the first step", strange.Length == 0, strange.Length == 0 ? $"{scan.Children.Count} left" : $"child {strange[0].Id.Value} was not planned so"));
        ChildExplanation? blocked = target.Children.Find(c => c.ChildId != 0 && c.Risk.Any(r => !r.IsPassed));
        checks.Add(new JournalCheck("the risk gate passes what left", blocked is null, blocked is null ? $"{scan.Children.Count} children" : $"child {blocked.ChildId}: {blocked.Risk.First(r => !r.IsPassed).Name}"));
    }

    private sealed class ChildVisitor(Action<ChildOrder> sending, long parentId, int decisionIndex) : ProtocolVisitor
    {
        public override void OnChildOrder(in MessageEnvelope envelope, in ChildOrder order)
        {
            if (order.ParentId.Value == parentId && order.DecisionIndex == decisionIndex)
            {
                sending(order);
            }
        }
    }
}
