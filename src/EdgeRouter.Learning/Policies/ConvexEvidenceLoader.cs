using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Learning.Datasets;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Learning.Policies;

/// <summary>Reads from the store what the parameters of the convex policy are fitted to (<c>src/docs/LEARNING.md</c>): children that ended with the quotes that
/// their decisions saw, what open shares came to cost, and mark-outs.</summary>
public static class ConvexEvidenceLoader
{
    private const double BpsPerUnit = 1e4;

    // Refused, conditional and minimum-quantity orders and those in doubt say nothing of volume.
    private const string Children =
        StoredFacts.ChildColumns + ", c.side, c.limit_price, d.bid, d.ask, d.remaining_quantity, d.row_count, d.feature_count, d.rows, d.features, "
        + "c.is_conditional = 0 AND c.firm_up_of = 0 AND c.minimum_quantity = 0 AND c.doubt_time_ns IS NULL "
        + "AND EXISTS(SELECT 1 FROM executions e INDEXED BY executions_by_child WHERE e.session_id = c.session_id AND e.child_id = c.child_id "
        + "AND e.quarantine = 0 AND e.state IN (5, 6, 8, 11)) "
        + "AND NOT EXISTS(SELECT 1 FROM executions e INDEXED BY executions_by_child WHERE e.session_id = c.session_id AND e.child_id = c.child_id "
        + "AND e.execution_type = 4) "
        + StoredFacts.ChildTables;

    private const string MarkOuts =
        "SELECT c.action, c.side, m.fill_quantity, m.fill_price, m.midpoint, c.limit_price, d.midpoint FROM mark_outs m "
        + "JOIN child_orders c ON c.session_id = m.session_id AND c.child_id = m.child_id "
        + "JOIN decisions d ON d.session_id = c.session_id AND d.parent_id = c.parent_id AND d.decision_index = c.decision_index "
        + "WHERE m.session_id = ? AND c.action IN (1, 2) AND m.midpoint > 0 AND d.midpoint > 0";

    /// <summary>Loads the evidence of some runs.</summary>
    /// <param name="store">The store.</param>
    /// <param name="runIds">Which runs; empty = all.</param>
    /// <param name="options">Price of what was never executed.</param>
    /// <param name="costLimitBps">Costs beyond it, up or down, are cut to it: one lost parent must not bend a price.</param>
    /// <exception cref="EdgeRouterException">ER7011: no such run.</exception>
    public static ConvexEvidence Load(FeedbackStore store, IReadOnlyCollection<string> runIds, TcaOptions options, double costLimitBps)
    {
        var evidence = new ConvexEvidence();
        foreach (StoredSession session in StoredFacts.Sessions(store, runIds))
        {
            AddChildren(store, session.SessionId, evidence, options, costLimitBps);
            AddMarkOuts(store, session.SessionId, evidence, costLimitBps);
        }

        return evidence;
    }

    private static void AddChildren(FeedbackStore store, long sessionId, ConvexEvidence evidence, TcaOptions options, double costLimitBps)
    {
        Dictionary<long, ParentFacts> parents = StoredFacts.Parents(store, sessionId);
        var columns = new QuoteColumns(store.FeatureNames(sessionId));
        var family = new List<DecidedChild>();
        using SqliteStatement s = store.Database.Prepare(Children);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            if (family.Count > 0 && family[0].Facts.ParentId != s.GetLong(0))
            {
                AddOpenCosts(family, parents, evidence, options, costLimitBps);
                family.Clear();
            }

            DecidedChild child = Read(s);
            family.Add(child);
            if (s.GetLong(19) != 0)
            {
                AddObservation(s, columns, child, evidence);
            }
        }

        AddOpenCosts(family, parents, evidence, options, costLimitBps);
    }

    private static void AddObservation(SqliteStatement s, QuoteColumns columns, in DecidedChild child, ConvexEvidence evidence)
    {
        var action = (RouteAction)s.GetLong(3);
        QuoteRow quote = columns.Read(s.GetBlob(18), s.GetLong(16), StoredFacts.FindRow(s.GetBlob(17), (int)s.GetLong(15), (byte)s.GetLong(2), action));
        var side = (Side)s.GetLong(10);
        long far = side == Side.Buy ? s.GetLong(13) : s.GetLong(12);
        long remaining = s.GetLong(14);
        double behindFarBps = child.HasMidpoint ? BpsPerUnit * side.Sign() * (far - s.GetLong(11)) / child.Facts.Midpoint : double.NaN;
        long displayed = action == RouteAction.Take ? quote.Displayed(remaining) : 0;
        long queue = action == RouteAction.Post ? quote.Queue(remaining, behindFarBps) : 0;
        if (displayed >= 0 && queue >= 0)
        {
            evidence.Children.Add(new ConvexObservation(action, child.Facts.Quantity, Math.Clamp(child.Facts.FilledQuantity, 0, child.Facts.Quantity), displayed, queue));
        }
    }

    // One a decision: what its children left open, and what the parent's later children and end made of that.
    private static void AddOpenCosts(List<DecidedChild> family, Dictionary<long, ParentFacts> parents, ConvexEvidence evidence, TcaOptions options, double costLimitBps)
    {
        if (family.Count == 0 || !parents.TryGetValue(family[0].Facts.ParentId, out ParentFacts parent))
        {
            return;
        }

        ChildFacts[] children = [.. family.Select(c => c.Facts)];
        int last = -1;
        foreach (DecidedChild child in family)
        {
            if (child.Facts.DecisionIndex == last || !child.HasMidpoint)
            {
                continue;
            }

            last = child.Facts.DecisionIndex;
            double cost = RowLabels.OpenCostBps(children, child.Facts, parent, options, out double quantity);
            if (!double.IsNaN(cost))
            {
                double beyond = Math.Clamp(cost - child.HalfSpreadBps, -costLimitBps, costLimitBps);
                evidence.OpenCosts.Add(new ConvexOpenCost((long)quantity, beyond, parent.UrgencyPercent));
            }
        }
    }

    private static void AddMarkOuts(FeedbackStore store, long sessionId, ConvexEvidence evidence, double costLimitBps)
    {
        using SqliteStatement s = store.Database.Prepare(MarkOuts);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            var action = (RouteAction)s.GetLong(0);
            int sign = ((Side)s.GetLong(1)).Sign();
            double decided = s.GetDouble(6);
            double paid = action == RouteAction.Post ? s.GetLong(5) - decided : 0.0;
            double cost = BpsPerUnit * sign * (s.GetLong(3) - s.GetLong(4) - paid) / decided;
            evidence.MarkOuts.Add(new ConvexMarkOut(action, s.GetLong(2), Math.Clamp(cost, -costLimitBps, costLimitBps)));
        }
    }

    private static DecidedChild Read(SqliteStatement s)
    {
        ChildFacts facts = StoredFacts.ReadChild(s);
        bool isTwoSided = s.GetLong(12) > 0 && s.GetLong(13) > 0;
        return new DecidedChild(facts, isTwoSided, isTwoSided ? Math.Max(0.0, BpsPerUnit * (s.GetLong(13) - s.GetLong(12)) / 2.0 / facts.Midpoint) : double.NaN);
    }

    private readonly record struct DecidedChild(ChildFacts Facts, bool HasMidpoint, double HalfSpreadBps);
}
