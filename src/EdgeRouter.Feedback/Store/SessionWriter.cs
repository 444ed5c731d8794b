using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Feedback.Store;

/// <summary>Writes the rows that describe a run.</summary>
internal static class SessionWriter
{
    /// <summary>Adds a run with nothing projected yet.</summary>
    /// <param name="database">In a transaction.</param>
    /// <param name="header">The journal's first message.</param>
    /// <param name="journalId">Identity of the journal.</param>
    public static void Add(SqliteDatabase database, SessionHeader header, ulong journalId)
    {
        using SqliteStatement insert = database.Prepare(
            "INSERT INTO sessions(run_id,journal_id,last_sequence,policy,policy_id,model_id,seed,start_time_ns,exploration_rate,program_version,"
            + "fill_scale_bits,cost_scale_bits,completion_scale_bits,market) VALUES(?,?,0,?,?,?,?,?,?,?,?,?,?,?)");
        insert.Bind(1, header.RunId);
        insert.Bind(2, unchecked((long)journalId));
        insert.Bind(3, header.Policy);
        insert.Bind(4, header.PolicyId);
        insert.Bind(5, unchecked((long)header.ModelId));
        insert.Bind(6, unchecked((long)header.Seed));
        insert.Bind(7, header.StartTimeNs);
        insert.Bind(8, header.ExplorationRate);
        insert.Bind(9, header.ProgramVersion);
        insert.Bind(10, header.FillScaleBits);
        insert.Bind(11, header.CostScaleBits);
        insert.Bind(12, header.CompletionScaleBits);
        insert.Bind(13, header.Market);
        insert.Run();
        long sessionId = database.LastInsertRowId;
        using SqliteStatement names = database.Prepare("INSERT INTO session_names(session_id,kind,id,name) VALUES(?,?,?,?)");
        AddNames(names, sessionId, "instrument", header.Instruments);
        AddNames(names, sessionId, "venue", header.Venues);
        AddNames(names, sessionId, "feature", header.Features);
    }

    private static void AddNames(SqliteStatement insert, long sessionId, string kind, IReadOnlyList<string> names)
    {
        for (int i = 0; i < names.Count; i++)
        {
            insert.Bind(1, sessionId);
            insert.Bind(2, kind);
            insert.Bind(3, i);
            insert.Bind(4, names[i]);
            insert.Run();
        }
    }
}
