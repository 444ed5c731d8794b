using System.Globalization;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;

namespace EdgeRouter.Feedback.Tca;

/// <summary>Reads what TCA needs from the store; the computing is <see cref="TcaReport"/>'s.</summary>
public static class TcaStore
{
    // A child's filled notional fits 64 bits up to 9.2 billion of currency.
    private const string Children =
        "SELECT s.policy, coalesce(v.name, 'venue ' || c.venue_id), c.side, c.action, c.quantity, coalesce(f.quantity, 0), coalesce(f.notional, 0), "
        + "coalesce(f.fee, 0), coalesce(d.bid, 0), coalesce(d.ask, 0) FROM child_orders c JOIN sessions s ON s.session_id = c.session_id "
        + "LEFT JOIN session_names v ON v.session_id = c.session_id AND v.kind = 'venue' AND v.id = c.venue_id "
        + "LEFT JOIN decisions d ON d.session_id = c.session_id AND d.parent_id = c.parent_id AND d.decision_index = c.decision_index "
        + "LEFT JOIN (SELECT session_id, child_id, sum(last_quantity) AS quantity, sum(last_quantity * last_price) AS notional, sum(fee_nanos) AS fee "
        + "FROM executions WHERE execution_type = 2 AND session_id = ?1 GROUP BY child_id) f ON f.child_id = c.child_id "
        + "WHERE c.session_id = ?1 ORDER BY c.child_id";

    private const string Parents =
        "SELECT s.policy, s.run_id, coalesce(i.name, 'instrument ' || p.instrument_id), p.parent_id, p.instrument_id, p.side, p.state, p.quantity, "
        + "p.filled_quantity, p.filled_notional_nanos, p.fee_nanos, p.arrival_time_ns, p.end_time_ns, p.arrival_bid, p.arrival_ask, p.end_bid, p.end_ask, "
        + "p.decision_count, p.child_count, p.reject_reason FROM parents p JOIN sessions s ON s.session_id = p.session_id "
        + "LEFT JOIN session_names i ON i.session_id = p.session_id AND i.kind = 'instrument' AND i.id = p.instrument_id "
        + "WHERE p.session_id = ? AND p.state IS NOT NULL ORDER BY p.parent_id";

    /// <summary>Computes the report of runs in a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">Price of what was not filled, confidence.</param>
    /// <param name="baselines">Policies to compare with; null for none.</param>
    /// <param name="runIds">Which runs; null or empty for all.</param>
    /// <exception cref="EdgeRouterException">ER5021 to ER5023; ER5024: no such run.</exception>
    public static TcaReport Report(FeedbackStore store, TcaOptions options, IReadOnlyCollection<string>? baselines = null, IReadOnlyCollection<string>? runIds = null)
    {
        var parents = new List<TcaParent>();
        var children = new List<TcaChild>();
        foreach (StoredSession session in store.Sessions(runIds))
        {
            parents.AddRange(LoadParents(store, session.SessionId));
            children.AddRange(LoadChildren(store, session.SessionId));
        }

        return TcaReport.Compute(parents, children, options, baselines);
    }

    /// <summary>Ended parents of a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessionId">The run.</param>
    public static IReadOnlyList<TcaParent> LoadParents(FeedbackStore store, long sessionId)
    {
        var parents = new List<TcaParent>();
        using SqliteStatement s = store.Database.Prepare(Parents);
        s.Bind(1, sessionId);
        while (s.Step())
            parents.Add(new TcaParent { Policy = s.GetText(0), RunId = s.GetText(1), Symbol = s.GetText(2), Outcome = ReadOutcome(s) });
        return parents;
    }

    /// <summary>Children of a run with the sums of their fills.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessionId">The run.</param>
    public static IReadOnlyList<TcaChild> LoadChildren(FeedbackStore store, long sessionId)
    {
        var children = new List<TcaChild>();
        using SqliteStatement s = store.Database.Prepare(Children);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            children.Add(new TcaChild
            {
                Policy = s.GetText(0),
                Venue = s.GetText(1),
                Side = (Side)s.GetLong(2),
                Action = (RouteAction)s.GetLong(3),
                Quantity = s.GetLong(4),
                FilledQuantity = s.GetLong(5),
                FilledNotionalNanos = s.GetLong(6),
                FeeNanos = s.GetLong(7),
                DecisionBid = new Price(s.GetLong(8)),
                DecisionAsk = new Price(s.GetLong(9)),
            });
        }

        return children;
    }

    private static ParentOutcome ReadOutcome(SqliteStatement s) => new()
    {
        ParentId = new ParentOrderId(s.GetLong(3)),
        InstrumentId = new InstrumentId((int)s.GetLong(4)),
        Side = (Side)s.GetLong(5),
        State = (ParentOrderState)s.GetLong(6),
        Quantity = s.GetLong(7),
        FilledQuantity = s.GetLong(8),
        FilledNotionalNanos = Int128.Parse(s.GetText(9), CultureInfo.InvariantCulture),
        FeeNanos = s.GetLong(10),
        ArrivalTimeNs = s.GetLong(11),
        EndTimeNs = s.GetLong(12),
        ArrivalBid = new Price(s.GetLong(13)),
        ArrivalAsk = new Price(s.GetLong(14)),
        EndBid = new Price(s.GetLong(15)),
        EndAsk = new Price(s.GetLong(16)),
        DecisionCount = (int)s.GetLong(17),
        ChildCount = (int)s.GetLong(18),
        RejectReason = (RejectReason)s.GetLong(19),
    };
}
