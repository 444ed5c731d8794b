namespace EdgeRouter.Feedback.Store;

/// <summary>The statements of projection. A key that is there already is left as it is: a journal is the truth in its order.</summary>
internal static class StoreSql
{
    public const string Parent =
        "INSERT OR IGNORE INTO parents(session_id,parent_id,instrument_id,side,quantity,arrival_time_ns,order_type,time_in_force,permitted_actions,"
        + "urgency_percent,objective_profile,no_exploration,limit_price,horizon_ns,minimum_quantity,beneficial_owner,excluded_venues) "
        + "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string Outcome =
        "INSERT INTO parents(session_id,parent_id,instrument_id,side,quantity,arrival_time_ns,state,filled_quantity,filled_notional_nanos,fee_nanos,"
        + "end_time_ns,arrival_bid,arrival_ask,end_bid,end_ask,decision_count,child_count,reject_reason) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        + "ON CONFLICT(session_id,parent_id) DO UPDATE SET state=excluded.state,filled_quantity=excluded.filled_quantity,"
        + "filled_notional_nanos=excluded.filled_notional_nanos,fee_nanos=excluded.fee_nanos,end_time_ns=excluded.end_time_ns,"
        + "arrival_bid=excluded.arrival_bid,arrival_ask=excluded.arrival_ask,end_bid=excluded.end_bid,end_ask=excluded.end_ask,"
        + "decision_count=excluded.decision_count,child_count=excluded.child_count,reject_reason=excluded.reject_reason";

    public const string Decision =
        "INSERT OR IGNORE INTO decisions(session_id,sequence,parent_id,decision_index,instrument_id,side,time_ns,remaining_quantity,bid,ask,midpoint,"
        + "policy_id,model_id,explored,slate_probability,row_count,feature_count,rows,features) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string Step = "INSERT INTO waterfall_steps VALUES(?,?,?,?,?,?,?,?,?,?)";

    public const string Child = "INSERT OR IGNORE INTO child_orders VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,NULL)";

    public const string Cancel = "UPDATE child_orders SET cancel_time_ns=coalesce(cancel_time_ns,?) WHERE session_id=? AND child_id=?";

    public const string Execution = "INSERT OR IGNORE INTO executions VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string MarkOut = "INSERT OR IGNORE INTO mark_outs VALUES(?,?,?,?,?,?,?,?,?,?,?,?)";

    public const string Alert = "INSERT OR IGNORE INTO alerts VALUES(?,?,?,?,?,?,?,?,?)";

    public const string End = "UPDATE sessions SET end_time_ns=?,parent_count=?,child_count=? WHERE session_id=?";

    public const string LastSequence = "UPDATE sessions SET last_sequence=? WHERE session_id=?";
}
