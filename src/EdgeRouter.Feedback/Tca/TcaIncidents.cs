using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;

namespace EdgeRouter.Feedback.Tca;

/// <summary>Counts what was refused, quarantined, restated, in doubt or alerted in a run.</summary>
internal static class TcaIncidents
{
    private const string Names =
        "LEFT JOIN session_names v ON v.session_id = x.session_id AND v.kind = 'venue' AND v.id = x.venue_id ";

    private const string VenueName = "coalesce(v.name, 'venue ' || x.venue_id)";

    // Refused parents and children in doubt are counted from their own tables. The value shown is the largest, with its own limit: a bare column beside
    // max() is of the row that holds it.
    private const string Alerts =
        "SELECT x.kind, " + VenueName + ", x.reject_reason, count(*), max(x.value), x.limit_value FROM alerts x " + Names
        + "WHERE x.session_id = ? AND x.kind NOT IN (7, 20) GROUP BY x.kind, x.venue_id, x.reject_reason, CASE WHEN x.kind IN (8, 9) THEN x.limit_value END "
        + "ORDER BY x.kind, x.venue_id, x.reject_reason, x.limit_value";

    private const string Reports =
        "SELECT x.execution_type, x.quarantine, " + VenueName + ", x.reject_reason, count(*) FROM executions x " + Names
        + "WHERE x.session_id = ? AND (x.quarantine <> 0 OR x.execution_type IN (4, 7, 9, 10)) "
        + "GROUP BY x.execution_type, x.quarantine, x.venue_id, x.reject_reason ORDER BY x.quarantine, x.execution_type, x.venue_id, x.reject_reason";

    private const string Refused =
        "SELECT reject_reason, count(*) FROM refused_parents WHERE session_id = ? GROUP BY reject_reason ORDER BY reject_reason";

    private const string Replaced =
        "SELECT reject_reason, count(*), coalesce(sum(CASE WHEN reject_reason = 0 THEN answer_quantity - quantity_before END), 0) FROM parent_replaces "
        + "WHERE session_id = ? AND reject_reason IS NOT NULL GROUP BY reject_reason ORDER BY reject_reason";

    // Settled: the venue said something of it after the doubt.
    private const string Doubts =
        "SELECT " + VenueName + ", count(*), sum(NOT EXISTS(SELECT 1 FROM executions e INDEXED BY executions_by_child WHERE e.session_id = x.session_id AND e.child_id = x.child_id "
        + "AND e.receive_time_ns >= x.doubt_time_ns)) FROM child_orders x " + Names
        + "WHERE x.session_id = ? AND x.doubt_time_ns IS NOT NULL GROUP BY x.venue_id ORDER BY x.venue_id";

    private static readonly AlertKind[] WithVenue =
    [
        AlertKind.RiskReject, AlertKind.OverFill, AlertKind.UnknownReport, AlertKind.ContradictoryReport, AlertKind.LateFill, AlertKind.VenueBackOff,
        AlertKind.VenueDisabled, AlertKind.ProtectionBlock, AlertKind.LinkChanged,
    ];

    private static readonly AlertKind[] WithLimit = [AlertKind.RiskReject, AlertKind.OverFill];

    /// <summary>Every kind that happened in a run.</summary>
    /// <param name="store">The store.</param>
    /// <param name="session">The run.</param>
    public static IEnumerable<TcaIncident> Load(FeedbackStore store, StoredSession session) =>
        Read(store, session, Alerts, OfAlert)
            .Concat(Read(store, session, Reports, OfReport))
            .Concat(Read(store, session, Refused, (s, policy) =>
                new TcaIncident { Policy = policy, Source = "parent", Kind = "refused", Reason = Reason(s.GetLong(0)), Count = s.GetLong(1) }))
            .Concat(Read(store, session, Replaced, OfReplace))
            .Concat(Read(store, session, Doubts, (s, policy) =>
                new TcaIncident { Policy = policy, Source = "child", Kind = "in doubt", Venue = s.GetText(0), Count = s.GetLong(1), Value = s.GetLong(2) }));

    /// <summary>Adds up what several runs of one policy have in common.</summary>
    /// <param name="incidents">Of all runs.</param>
    public static IReadOnlyList<TcaIncident> Merge(IEnumerable<TcaIncident> incidents) =>
    [
        .. incidents.GroupBy(i => (i.Policy, i.Source, i.Kind, i.Venue, i.Reason)).Select(Sum).OrderBy(i => i.Policy, StringComparer.Ordinal),
    ];

    private static TcaIncident Sum(IEnumerable<TcaIncident> same)
    {
        TcaIncident[] all = [.. same];
        TcaIncident largest = all.MaxBy(i => i.Value ?? long.MinValue)!;
        bool isSum = largest.Source != "alert";
        return largest with { Count = all.Sum(i => i.Count), Value = isSum && largest.Value.HasValue ? all.Sum(i => i.Value ?? 0) : largest.Value };
    }

    private static List<TcaIncident> Read(FeedbackStore store, StoredSession session, string sql, Func<SqliteStatement, string, TcaIncident> read)
    {
        var incidents = new List<TcaIncident>();
        using SqliteStatement s = store.Database.Prepare(sql);
        s.Bind(1, session.SessionId);
        while (s.Step())
            incidents.Add(read(s, session.Policy));
        return incidents;
    }

    private static TcaIncident OfAlert(SqliteStatement s, string policy)
    {
        var kind = (AlertKind)s.GetLong(0);
        bool isAnomaly = kind is AlertKind.ContradictoryReport or AlertKind.LateFill && s.GetLong(5) != 0;
        bool hasLimit = WithLimit.Contains(kind);
        return new TcaIncident
        {
            Policy = policy,
            Source = "alert",
            Kind = kind.ToString(),
            Venue = WithVenue.Contains(kind) ? s.GetText(1) : string.Empty,
            Reason = isAnomaly ? $"anomaly {s.GetLong(5)}" : Reason(s.GetLong(2)),
            Count = s.GetLong(3),
            Value = hasLimit ? s.GetLong(4) : null,
            Limit = hasLimit ? s.GetLong(5) : null,
        };
    }

    private static TcaIncident OfReport(SqliteStatement s, string policy)
    {
        var type = (ExecutionType)s.GetLong(0);
        var quarantine = (ReportQuarantine)s.GetLong(1);
        string what = type switch
        {
            ExecutionType.Trade => "fill",
            ExecutionType.TradeCorrection => "correction",
            ExecutionType.TradeBust => "bust",
            ExecutionType.Rejected => "order refused",
            ExecutionType.CancelRejected => "cancel refused",
            _ => type.ToString(),
        };
        return new TcaIncident
        {
            Policy = policy,
            Source = "report",
            Kind = quarantine switch
            {
                ReportQuarantine.None => what,
                ReportQuarantine.Repeated => $"{what}, repeated",
                ReportQuarantine.UnknownOrder => $"{what}, unknown order",
                ReportQuarantine.UnknownExecution => $"{what}, unknown execution",
                ReportQuarantine.ImpossibleQuantity => $"{what}, impossible quantity",
                _ => $"{what}, quarantine {(int)quarantine}",
            },
            Venue = s.GetText(2),
            Reason = Reason(s.GetLong(3)),
            Count = s.GetLong(4),
        };
    }

    private static TcaIncident OfReplace(SqliteStatement s, string policy)
    {
        bool isMade = s.GetLong(0) == 0;
        return new TcaIncident
        {
            Policy = policy,
            Source = "parent",
            Kind = isMade ? "replaced" : "replace refused",
            Reason = Reason(s.GetLong(0)),
            Count = s.GetLong(1),
            Value = isMade ? s.GetLong(2) : null,
        };
    }

    private static string Reason(long number) => number == 0 ? string.Empty : ((RejectReason)number).ToString();
}
