using System.Runtime.InteropServices;
using System.Text;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Feedback.Sqlite;

/// <summary>One connection to a SQLite file, for one thread. Every failing call throws an <see cref="EdgeRouterException"/>: ER5013 locked, ER5014 not a
/// database, ER5015 disc, ER5016 anything else.</summary>
public sealed class SqliteDatabase : IDisposable
{
    private nint _handle;

    private SqliteDatabase(string path, nint handle)
    {
        Path = path;
        _handle = handle;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Rows that the last INSERT, UPDATE or DELETE touched.</summary>
    public int ChangedRows => SqliteNative.Changes(Handle);

    /// <summary>Row id of the last INSERT.</summary>
    public long LastInsertRowId => SqliteNative.LastInsertRowId(Handle);

    /// <summary>The file's <c>PRAGMA user_version</c>: 0 for a new file, then the store's schema version.</summary>
    public int UserVersion
    {
        get => (int)QueryLong("PRAGMA user_version");
        set => Execute($"PRAGMA user_version={value}");
    }

    private nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(SqliteDatabase));

    /// <summary>Opens a database file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">How.</param>
    /// <param name="busyTimeoutMs">How long a call waits for another process's lock before ER5013.</param>
    /// <exception cref="EdgeRouterException">ER5011: no SQLite library. ER5012: cannot be opened. ER5025: there is no such file.</exception>
    public static SqliteDatabase Open(string path, SqliteOpenMode mode, int busyTimeoutMs = 5_000)
    {
        SqliteLibrary.Require();
        if (Directory.Exists(path) || (mode != SqliteOpenMode.Create && !File.Exists(path)))
            throw SqliteErrors.NoFile(path);
        int flags = SqliteNative.OpenNoMutex | mode switch
        {
            SqliteOpenMode.ReadOnly => SqliteNative.OpenReadOnly,
            SqliteOpenMode.ReadWrite => SqliteNative.OpenReadWrite,
            _ => SqliteNative.OpenReadWrite | SqliteNative.OpenCreate,
        };
        int code = SqliteNative.Open(path, out nint handle, flags, 0);
        var database = new SqliteDatabase(path, handle);
        try
        {
            database.Check(code);
            database.Check(SqliteNative.BusyTimeout(handle, busyTimeoutMs));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs one or more statements without parameters or results.</summary>
    /// <param name="sql">SQL.</param>
    public void Execute(string sql) => Check(SqliteNative.Execute(Handle, sql, 0, 0, 0));

    /// <summary>Compiles one statement, to be used many times.</summary>
    /// <param name="sql">SQL with <c>?</c> parameters.</param>
    public unsafe SqliteStatement Prepare(string sql)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        nint statement;

        // SAFETY: the array is pinned for the call and its length goes with it.
        fixed (byte* p = utf8)
            Check(SqliteNative.Prepare(Handle, p, utf8.Length, SqliteNative.PreparePersistent, out statement, 0));
        return new SqliteStatement(this, statement);
    }

    /// <summary>The first column of the first row as a number; 0 when there is no row.</summary>
    /// <param name="sql">SQL without parameters.</param>
    public long QueryLong(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.GetLong(0) : 0;
    }

    /// <summary>Begins a transaction that takes the write lock at once, so that a locked database is found before any work.</summary>
    public void Begin() => Execute("BEGIN IMMEDIATE");

    /// <summary>Ends the transaction and keeps its changes.</summary>
    public void Commit() => Execute("COMMIT");

    /// <summary>Ends the transaction and drops its changes.</summary>
    public void Rollback() => Execute("ROLLBACK");

    /// <summary>Closes the connection; an open transaction is rolled back.</summary>
    public void Dispose()
    {
        if (_handle == 0)
            return;
        _ = SqliteNative.Close(_handle);
        _handle = 0;
    }

    /// <summary>Throws for any code but OK.</summary>
    /// <param name="code">Result code.</param>
    internal void Check(int code)
    {
        if (code != SqliteNative.Ok)
            throw Error(code);
    }

    /// <summary>The error of the last call.</summary>
    /// <param name="code">Its result code.</param>
    internal EdgeRouterException Error(int code)
    {
        string message = _handle == 0 ? "out of memory" : Marshal.PtrToStringUTF8(SqliteNative.ErrorMessage(_handle)) ?? "no message";
        return SqliteErrors.From(Path, code, message);
    }
}
