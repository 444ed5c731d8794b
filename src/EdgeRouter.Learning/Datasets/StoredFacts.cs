using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;

namespace EdgeRouter.Learning.Datasets;

/// <summary>What every loader reads of the store.</summary>
internal static class StoredFacts
{
    /// <summary>Begins a query for children with their fills and decisions: ten columns, which <see cref="ReadChild"/> reads.</summary>
    public const string ChildColumns =
        "SELECT c.parent_id, c.decision_index, c.venue_id, c.action, c.quantity, coalesce(f.quantity, 0), coalesce(f.notional, 0), coalesce(f.fee, 0), "
        + "d.time_ns, d.midpoint";

    /// <summary>Ends it: children <c>c</c>, decisions <c>d</c>, sums of fills <c>f</c> of the run that is parameter 1, family by family.</summary>
    public const string ChildTables =
        "FROM child_orders c JOIN decisions d ON d.session_id = c.session_id AND d.parent_id = c.parent_id AND d.decision_index = c.decision_index "
        + "LEFT JOIN (SELECT child_id, sum(last_quantity) AS quantity, sum(last_quantity * last_price) AS notional, sum(fee_nanos) AS fee "
        + "FROM fills WHERE session_id = ?1 GROUP BY child_id) f ON f.child_id = c.child_id "
        + "WHERE c.session_id = ?1 ORDER BY c.parent_id, c.decision_index, c.child_id";

    private const string ParentRows =
        "SELECT parent_id, side, quantity - filled_quantity, end_bid, end_ask, coalesce(urgency_percent, 50) FROM parents "
        + "WHERE session_id = ? AND state IS NOT NULL AND child_count > 0";

    /// <summary>The runs to learn from.</summary>
    /// <param name="store">The store.</param>
    /// <param name="runIds">Which; empty = all.</param>
    /// <exception cref="EdgeRouterException">ER7011: no such run.</exception>
    public static IEnumerable<StoredSession> Sessions(FeedbackStore store, IReadOnlyCollection<string> runIds)
    {
        IReadOnlyList<StoredSession> sessions = store.Sessions();
        return runIds.FirstOrDefault(id => sessions.All(s => s.RunId != id)) is { } missing
            ? throw EdgeRouterException.BadInput("ER7011", $"store {store.Database.Path} has no run '{missing}'; it has: {string.Join(", ", sessions.Select(s => s.RunId))}")
            : sessions.Where(s => runIds.Count == 0 || runIds.Contains(s.RunId));
    }

    /// <summary>Parents of a run that have ended, by id.</summary>
    /// <param name="store">The store.</param>
    /// <param name="sessionId">The run.</param>
    public static Dictionary<long, ParentFacts> Parents(FeedbackStore store, long sessionId)
    {
        var parents = new Dictionary<long, ParentFacts>();
        using SqliteStatement s = store.Database.Prepare(ParentRows);
        s.Bind(1, sessionId);
        while (s.Step())
        {
            var side = (Side)s.GetLong(1);
            parents[s.GetLong(0)] = new ParentFacts(side.Sign(), s.GetLong(2), side == Side.Buy ? s.GetLong(4) : s.GetLong(3)) { UrgencyPercent = (int)s.GetLong(5) };
        }

        return parents;
    }

    /// <summary>A child of a query that begins with <see cref="ChildColumns"/>, without exploration and features.</summary>
    /// <param name="s">At a row.</param>
    public static ChildFacts ReadChild(SqliteStatement s) => new()
    {
        ParentId = s.GetLong(0),
        DecisionIndex = (int)s.GetLong(1),
        Quantity = s.GetLong(4),
        FilledQuantity = s.GetLong(5),
        FilledNotionalNanos = s.GetDouble(6),
        FeeNanos = s.GetDouble(7),
        TimeNs = s.GetLong(8),
        Midpoint = s.GetDouble(9),
        SlateProbability = 1.0,
        Explored = false,
        Features = [],
    };

    /// <summary>The row of a venue and action in a stored decision; −1 where there is none.</summary>
    /// <param name="rows">The column <c>rows</c>.</param>
    /// <param name="rowCount">Rows that it should have.</param>
    /// <param name="venue">Venue.</param>
    /// <param name="action">Action.</param>
    public static int FindRow(ReadOnlySpan<byte> rows, int rowCount, byte venue, RouteAction action)
    {
        for (int i = 0; i < Math.Min(rowCount, rows.Length / DecisionRows.RowBytes); i++)
        {
            ScoredRow row = DecisionRows.Read(rows, i);
            if (row.VenueId.Value == venue && row.Action == action)
            {
                return i;
            }
        }

        return -1;
    }
}
