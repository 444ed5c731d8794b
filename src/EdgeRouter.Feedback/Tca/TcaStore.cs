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
    private const string Children =
        "SELECT s.policy, coalesce(v.name, 'venue ' || c.venue_id), c.side, c.action, c.quantity, c.child_id, "
        + "coalesce(d.bid, 0), coalesce(d.ask, 0) FROM child_orders c JOIN sessions s ON s.session_id = c.session_id "
        + "LEFT JOIN session_names v ON v.session_id = c.session_id AND v.kind = 'venue' AND v.id = c.venue_id "
        + "LEFT JOIN decisions d ON d.session_id = c.session_id AND d.parent_id = c.parent_id AND d.decision_index = c.decision_index "
        + "WHERE c.session_id = ? ORDER BY c.child_id";

    private const string Fills = "SELECT child_id, last_quantity, last_price, fee_nanos FROM fills WHERE session_id = ?";

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
        var incidents = new List<TcaIncident>();
        IReadOnlyList<StoredSession> sessions = store.Sessions(runIds);
        foreach (StoredSession session in sessions)
        {
            parents.AddRange(LoadParents(store, session.SessionId));
            children.AddRange(LoadChildren(store, session.SessionId));
            incidents.AddRange(TcaIncidents.Load(store, session));
        }

        return TcaReport.Compute(parents, children, options, baselines) with { Incidents = TcaIncidents.Merge(incidents), Markets = MarketsOf(sessions) };
    }

    private static IReadOnlyList<TcaMarket> MarketsOf(IReadOnlyList<StoredSession> sessions) =>
        [.. sessions.GroupBy(s => s.Market, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new TcaMarket(g.Key, [.. g.Select(s => s.RunId)]))];

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

    /// <summary>Children of a run with the sums of their fills, as corrections and busts left them.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessionId">The run.</param>
    public static IReadOnlyList<TcaChild> LoadChildren(FeedbackStore store, long sessionId)
    {
        var children = new List<TcaChild>();
        Dictionary<long, (long Quantity, Int128 Notional, Int128 Fee)> fills = LoadFills(store, sessionId);
        using SqliteStatement s = store.Database.Prepare(Children);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            (long quantity, Int128 notional, Int128 fee) = fills.GetValueOrDefault(s.GetLong(5));
            children.Add(new TcaChild
            {
                Policy = s.GetText(0),
                Venue = s.GetText(1),
                Side = (Side)s.GetLong(2),
                Action = (RouteAction)s.GetLong(3),
                Quantity = s.GetLong(4),
                FilledQuantity = quantity,
                FilledNotionalNanos = notional,
                FeeNanos = (long)Int128.Clamp(fee, long.MinValue, long.MaxValue),
                DecisionBid = new Price(s.GetLong(6)),
                DecisionAsk = new Price(s.GetLong(7)),
            });
        }

        return children;
    }

    private static Dictionary<long, (long Quantity, Int128 Notional, Int128 Fee)> LoadFills(FeedbackStore store, long sessionId)
    {
        var fills = new Dictionary<long, (long Quantity, Int128 Notional, Int128 Fee)>();
        using SqliteStatement s = store.Database.Prepare(Fills);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            (long quantity, Int128 notional, Int128 fee) = fills.GetValueOrDefault(s.GetLong(0));
            fills[s.GetLong(0)] = (quantity + s.GetLong(1), notional + ((Int128)s.GetLong(1) * s.GetLong(2)), fee + s.GetLong(3));
        }

        return fills;
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
