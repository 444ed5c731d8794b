using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Feedback.Store;

/// <summary>Brings stores of older versions up to this build's: <c>migrate-N.sql</c> makes version N + 1 of version N.</summary>
internal static class StoreMigration
{
    /// <summary>Whether a file is a store of an older version.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeoutMs">How long to wait for another process's lock.</param>
    public static bool IsDue(string path, int busyTimeoutMs)
    {
        using SqliteDatabase database = SqliteDatabase.Open(path, SqliteOpenMode.ReadOnly, busyTimeoutMs);
        return IsDue(database);
    }

    /// <summary>Whether a database is a store of an older version.</summary>
    /// <param name="database">The database.</param>
    public static bool IsDue(SqliteDatabase database) =>
        database.UserVersion is > 0 and < FeedbackStore.SchemaVersion && database.QueryLong("SELECT count(*) FROM sqlite_schema WHERE name='sessions'") == 1;

    /// <summary>Runs every step that is due in one transaction.</summary>
    /// <param name="database">Opened for writing.</param>
    /// <returns>The version now.</returns>
    /// <exception cref="EdgeRouterException">ER5026: it cannot be written, or is not what its version says.</exception>
    public static int Run(SqliteDatabase database)
    {
        int from = database.UserVersion;
        try
        {
            database.Begin();
        }
        catch (EdgeRouterException e) when (e.Id != "ER5013")
        {
            throw StoreErrors.CannotMigrate(database.Path, from, e);
        }

        try
        {
            for (int version = database.UserVersion; version < FeedbackStore.SchemaVersion; version++)
            {
                database.Execute(ReadSql($"migrate-{version}.sql"));
                database.UserVersion = version + 1;
            }

            database.Commit();
            return database.UserVersion;
        }
        catch (EdgeRouterException e)
        {
            database.Rollback();
            throw StoreErrors.CannotMigrate(database.Path, from, e);
        }
    }

    /// <summary>One of the SQL files that are embedded.</summary>
    /// <param name="name">File name.</param>
    public static string ReadSql(string name)
    {
        using Stream stream = typeof(StoreMigration).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
