namespace EdgeRouter.Feedback.Store;

/// <summary>The statements of projection. A key that is there already is left as it is: a journal is the truth in its order.</summary>
internal static class StoreSql
{
    // A row that a refused order holds gives way to a later order of the same id; the refusal stays in refused_parents.
    public const string Parent =
        "INSERT INTO parents(session_id,parent_id,instrument_id,side,quantity,arrival_time_ns,order_type,time_in_force,permitted_actions,"
        + "urgency_percent,objective_profile,no_exploration,limit_price,horizon_ns,minimum_quantity,beneficial_owner,excluded_venues,"
        + "original_quantity,expire_time_ns,peg_offset_nanos,instructions,policy_id,client_id,short_sale,has_locate) "
        + "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?5,?18,?19,?20,?21,?22,?23,?24) "
        + "ON CONFLICT(session_id,parent_id) DO UPDATE SET instrument_id=excluded.instrument_id,side=excluded.side,quantity=excluded.quantity,"
        + "arrival_time_ns=excluded.arrival_time_ns,order_type=excluded.order_type,time_in_force=excluded.time_in_force,"
        + "permitted_actions=excluded.permitted_actions,urgency_percent=excluded.urgency_percent,objective_profile=excluded.objective_profile,"
        + "no_exploration=excluded.no_exploration,limit_price=excluded.limit_price,horizon_ns=excluded.horizon_ns,"
        + "minimum_quantity=excluded.minimum_quantity,beneficial_owner=excluded.beneficial_owner,excluded_venues=excluded.excluded_venues,"
        + "original_quantity=excluded.original_quantity,expire_time_ns=excluded.expire_time_ns,peg_offset_nanos=excluded.peg_offset_nanos,"
        + "instructions=excluded.instructions,policy_id=excluded.policy_id,client_id=excluded.client_id,short_sale=excluded.short_sale,"
        + "has_locate=excluded.has_locate,state=NULL,filled_quantity=NULL,filled_notional_nanos=NULL,fee_nanos=NULL,end_time_ns=NULL,"
        + "arrival_bid=NULL,arrival_ask=NULL,end_bid=NULL,end_ask=NULL,decision_count=NULL,child_count=NULL,reject_reason=NULL WHERE parents.state=6";

    // A refusal (state 6) says nothing of a working or ended parent that has the id already.
    public const string Outcome =
        "INSERT INTO parents(session_id,parent_id,instrument_id,side,quantity,arrival_time_ns,state,filled_quantity,filled_notional_nanos,fee_nanos,"
        + "end_time_ns,arrival_bid,arrival_ask,end_bid,end_ask,decision_count,child_count,reject_reason,original_quantity) "
        + "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?5) "
        + "ON CONFLICT(session_id,parent_id) DO UPDATE SET quantity=excluded.quantity,state=excluded.state,filled_quantity=excluded.filled_quantity,"
        + "filled_notional_nanos=excluded.filled_notional_nanos,fee_nanos=excluded.fee_nanos,end_time_ns=excluded.end_time_ns,"
        + "arrival_bid=excluded.arrival_bid,arrival_ask=excluded.arrival_ask,end_bid=excluded.end_bid,end_ask=excluded.end_ask,"
        + "decision_count=excluded.decision_count,child_count=excluded.child_count,reject_reason=excluded.reject_reason "
        + "WHERE excluded.state<>6 OR (parents.state IS NULL AND parents.arrival_time_ns=excluded.arrival_time_ns AND parents.quantity=excluded.quantity "
        + "AND NOT EXISTS(SELECT 1 FROM decisions d WHERE d.session_id=parents.session_id AND d.parent_id=parents.parent_id))";

    public const string Refused = "INSERT OR IGNORE INTO refused_parents VALUES(?,?,?,?,?,?,?,?)";

    public const string Replace =
        "INSERT OR IGNORE INTO parent_replaces(session_id,sequence,parent_id,replace_id,quantity,limit_price,minimum_quantity,expire_time_ns,"
        + "urgency_percent,time_ns) VALUES(?,?,?,?,?,?,?,?,?,?)";

    public const string Answer =
        "UPDATE parent_replaces SET answer_time_ns=?5,reject_reason=?6,answer_quantity=?7,answer_limit_price=?8,"
        + "quantity_before=(SELECT quantity FROM parents WHERE session_id=?1 AND parent_id=?3) "
        + "WHERE session_id=?1 AND sequence=(SELECT max(sequence) FROM parent_replaces WHERE session_id=?1 AND parent_id=?3 AND replace_id=?4 "
        + "AND answer_time_ns IS NULL AND sequence<?2)";

    public const string AnswerWithoutWish =
        "INSERT OR IGNORE INTO parent_replaces(session_id,sequence,parent_id,replace_id,answer_time_ns,reject_reason,answer_quantity,answer_limit_price,"
        + "quantity_before) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,(SELECT quantity FROM parents WHERE session_id=?1 AND parent_id=?3))";

    public const string Replaced = "UPDATE parents SET quantity=?,limit_price=? WHERE session_id=? AND parent_id=?";

    public const string Decision =
        "INSERT OR IGNORE INTO decisions(session_id,sequence,parent_id,decision_index,instrument_id,side,time_ns,remaining_quantity,bid,ask,midpoint,"
        + "policy_id,model_id,explored,slate_probability,row_count,feature_count,rows,features,reference_version) "
        + "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string Step = "INSERT INTO waterfall_steps VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string Child = "INSERT OR IGNORE INTO child_orders VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,?,?,?,?,?,?,?,?,?,NULL)";

    public const string Cancel = "UPDATE child_orders SET cancel_time_ns=coalesce(cancel_time_ns,?) WHERE session_id=? AND child_id=?";

    public const string Doubt = "UPDATE child_orders SET doubt_time_ns=coalesce(doubt_time_ns,?) WHERE session_id=? AND child_id=?";

    public const string IsChild = "SELECT 1 FROM child_orders WHERE session_id=? AND child_id=?";

    // Named, because without statistics of its tables SQLite takes the primary key's first column instead: every report of the session is then read for each.
    public const string IsRepeated = "SELECT 1 FROM executions INDEXED BY executions_by_child WHERE session_id=? AND child_id=? AND execution_id=? AND execution_type=? AND quarantine=0";

    public const string FillOf =
        "SELECT fill_sequence FROM executions INDEXED BY executions_by_child WHERE session_id=? AND child_id=? AND execution_id=? AND fill_sequence IS NOT NULL ORDER BY sequence LIMIT 1";

    // A correction or bust may overtake its fill.
    public const string Overtook =
        "UPDATE executions INDEXED BY executions_by_child SET fill_sequence=?4,quarantine=0 WHERE session_id=?1 AND child_id=?2 AND execution_type IN (9,10) AND quarantine=3 "
        + "AND (reference_execution_id=?3 OR (reference_execution_id=0 AND execution_id=?3))";

    public const string Execution = "INSERT OR IGNORE INTO executions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string MarkOut = "INSERT OR IGNORE INTO mark_outs VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";

    // An alert about a report follows it at once; between them there can only be other alerts.
    public const string Alert =
        "INSERT OR IGNORE INTO alerts VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,"
        + "CASE WHEN ?3 IN (3,4,8,9) THEN (SELECT max(sequence) FROM executions WHERE session_id=?1 AND sequence<?2 AND venue_id=?4) END)";

    public const string Configuration = "INSERT OR IGNORE INTO configurations VALUES(?,?,?,?,?,?)";

    public const string End = "UPDATE sessions SET end_time_ns=?,parent_count=?,child_count=? WHERE session_id=?";

    public const string LastSequence = "UPDATE sessions SET last_sequence=? WHERE session_id=?";
}
