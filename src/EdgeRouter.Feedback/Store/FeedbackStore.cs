using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Feedback.Store;

/// <summary>The decision and execution store: one SQLite file, tables as in <c>src/docs/STORE.md</c>.</summary>
public sealed class FeedbackStore : IDisposable
{
    /// <summary>The schema that this build writes, and the newest that it reads.</summary>
    public const int SchemaVersion = 3;

    private FeedbackStore(SqliteDatabase database)
    {
        Database = database;
    }

    /// <summary>The connection, for queries.</summary>
    public SqliteDatabase Database { get; }

    /// <summary>Opens a store; with <see cref="SqliteOpenMode.Create"/> a new one gets its tables. One of an older version is brought up to this build's,
    /// which needs the right to write the file, whatever the mode.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How.</param>
    /// <param name="busyTimeoutMs">How long to wait for another process's lock.</param>
    /// <exception cref="EdgeRouterException">ER5011 to ER5015; ER5017: from a newer version; ER5018: another database; ER5026: from an older version
    /// that cannot be brought up to date.</exception>
    public static FeedbackStore Open(string path, SqliteOpenMode mode, int busyTimeoutMs = 5_000)
    {
        if (mode == SqliteOpenMode.ReadOnly && StoreMigration.IsDue(path, busyTimeoutMs))
            Open(path, SqliteOpenMode.ReadWrite, busyTimeoutMs).Dispose();
        SqliteDatabase database = SqliteDatabase.Open(path, mode, busyTimeoutMs);
        try
        {
            Prepare(database, mode);
            return new FeedbackStore(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>All runs, in order of projection.</summary>
    public IReadOnlyList<StoredSession> Sessions()
    {
        var sessions = new List<StoredSession>();
        using SqliteStatement select = Database.Prepare(
            "SELECT session_id, run_id, policy, model_id, start_time_ns, journal_id, last_sequence, end_time_ns, market FROM sessions ORDER BY session_id");
        while (select.Step())
        {
            sessions.Add(new StoredSession(
                select.GetLong(0),
                select.GetText(1),
                select.GetText(2),
                unchecked((ulong)select.GetLong(3)),
                select.GetLong(4),
                unchecked((ulong)select.GetLong(5)),
                select.GetLong(6),
                !select.IsNull(7),
                select.GetText(8)));
        }

        return sessions;
    }

    /// <summary>Some runs, in order of projection.</summary>
    /// <param name="runIds">Which; null or empty for all.</param>
    /// <exception cref="EdgeRouterException">ER5024: no such run.</exception>
    public IReadOnlyList<StoredSession> Sessions(IReadOnlyCollection<string>? runIds)
    {
        IReadOnlyList<StoredSession> sessions = Sessions();
        if (runIds is null || runIds.Count == 0)
            return sessions;
        string? missing = runIds.FirstOrDefault(r => sessions.All(s => s.RunId != r));
        if (missing is not null)
            throw StoreErrors.NoSuchRun(Database.Path, missing, sessions);
        return [.. sessions.Where(s => runIds.Contains(s.RunId))];
    }

    /// <summary>Names of a run's feature columns, in their order.</summary>
    /// <param name="sessionId">The run.</param>
    public IReadOnlyList<string> FeatureNames(long sessionId)
    {
        var names = new List<string>();
        using SqliteStatement s = Database.Prepare("SELECT name FROM session_names WHERE session_id = ? AND kind = 'feature' ORDER BY id");
        s.Bind(1, sessionId);
        while (s.Step())
            names.Add(s.GetText(0));
        return names;
    }

    /// <inheritdoc/>
    public void Dispose() => Database.Dispose();

    private static void Prepare(SqliteDatabase database, SqliteOpenMode mode)
    {
        int version = database.UserVersion;
        if (version == 0 && mode == SqliteOpenMode.Create && IsEmpty(database))
        {
            database.Execute("PRAGMA page_size=8192; PRAGMA journal_mode=WAL");
            CreateTables(database);
            version = database.UserVersion;
        }

        if (version > SchemaVersion)
            throw StoreErrors.Newer(database.Path, version);
        if (mode != SqliteOpenMode.ReadOnly && StoreMigration.IsDue(database))
            version = StoreMigration.Run(database);
        if (version != SchemaVersion || database.QueryLong("SELECT count(*) FROM sqlite_schema WHERE name='sessions'") != 1)
            throw StoreErrors.NotAStore(database.Path);
        if (mode != SqliteOpenMode.ReadOnly)
            database.Execute("PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536");
    }

    private static bool IsEmpty(SqliteDatabase database) => database.QueryLong("SELECT count(*) FROM sqlite_schema") == 0;

    private static void CreateTables(SqliteDatabase database)
    {
        database.Begin();
        if (IsEmpty(database))
        {
            database.Execute(StoreMigration.ReadSql("store.sql"));
            database.UserVersion = SchemaVersion;
        }

        database.Commit();
    }
}
