using System.Text;
using EdgeRouter.Core.Errors;

namespace EdgeRouter.Feedback.Sqlite;

/// <summary>A compiled statement: bind parameters (1-based), step through rows, read columns (0-based), reset, again. Binding numbers, spans and stepping
/// allocate nothing on our side.</summary>
public sealed unsafe class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private nint _handle;

    internal SqliteStatement(SqliteDatabase database, nint handle)
    {
        _database = database;
        _handle = handle;
    }

    /// <summary>Columns of a result row.</summary>
    public int ColumnCount => SqliteNative.ColumnCount(Handle);

    private nint Handle => _handle != 0 ? _handle : throw new ObjectDisposedException(nameof(SqliteStatement));

    /// <summary>Binds a number.</summary>
    /// <param name="index">Parameter, from 1.</param>
    /// <param name="value">Value.</param>
    public void Bind(int index, long value) => _database.Check(SqliteNative.BindLong(Handle, index, value));

    /// <summary>Binds a real number; NaN becomes NULL, as SQLite has no NaN.</summary>
    /// <param name="index">Parameter, from 1.</param>
    /// <param name="value">Value.</param>
    public void Bind(int index, double value) => _database.Check(SqliteNative.BindDouble(Handle, index, value));

    /// <summary>Binds NULL.</summary>
    /// <param name="index">Parameter, from 1.</param>
    public void BindNull(int index) => _database.Check(SqliteNative.BindNull(Handle, index));

    /// <summary>Binds text.</summary>
    /// <param name="index">Parameter, from 1.</param>
    /// <param name="value">Text.</param>
    public void Bind(int index, string value) => BindText(index, Encoding.UTF8.GetBytes(value));

    /// <summary>Binds text; copied.</summary>
    /// <param name="index">Parameter, from 1.</param>
    /// <param name="utf8">UTF-8 bytes.</param>
    public void BindText(int index, ReadOnlySpan<byte> utf8)
    {
        byte none = 0;

        // SAFETY: the span is pinned for the call, its length goes with it, and SQLite copies it before it returns (Transient).
        fixed (byte* p = utf8)
            _database.Check(SqliteNative.BindText(Handle, index, p is null ? &none : p, utf8.Length, SqliteNative.Transient));
    }

    /// <summary>Binds bytes; copied.</summary>
    /// <param name="index">Parameter, from 1.</param>
    /// <param name="bytes">The bytes; none make an empty blob, not NULL.</param>
    public void BindBlob(int index, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            _database.Check(SqliteNative.BindZeroBlob(Handle, index, 0));
            return;
        }

        // SAFETY: the span is pinned for the call, its length goes with it, and SQLite copies it before it returns (Transient).
        fixed (byte* p = bytes)
            _database.Check(SqliteNative.BindBlob(Handle, index, p, bytes.Length, SqliteNative.Transient));
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="EdgeRouterException">ER5013 to ER5016. The statement is reset.</exception>
    public bool Step()
    {
        int code = SqliteNative.Step(Handle);
        if (code == SqliteNative.Row)
            return true;
        if (code == SqliteNative.Done)
            return false;
        EdgeRouterException error = _database.Error(code);
        _ = SqliteNative.Reset(Handle);
        throw error;
    }

    /// <summary>Runs a statement that has no rows, and makes it ready for the next time.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>Makes the statement ready for the next time; bound values stay.</summary>
    public void Reset() => _database.Check(SqliteNative.Reset(Handle));

    /// <summary>Sets all parameters to NULL.</summary>
    public void ClearBindings() => _database.Check(SqliteNative.ClearBindings(Handle));

    /// <summary>Whether a column is NULL.</summary>
    /// <param name="column">Column, from 0.</param>
    public bool IsNull(int column) => SqliteNative.ColumnType(Handle, column) == SqliteNative.NullType;

    /// <summary>A column as a number; 0 for NULL.</summary>
    /// <param name="column">Column, from 0.</param>
    public long GetLong(int column) => SqliteNative.ColumnLong(Handle, column);

    /// <summary>A column as a real number; 0 for NULL.</summary>
    /// <param name="column">Column, from 0.</param>
    public double GetDouble(int column) => SqliteNative.ColumnDouble(Handle, column);

    /// <summary>A column as text; empty for NULL.</summary>
    /// <param name="column">Column, from 0.</param>
    public string GetText(int column) => Encoding.UTF8.GetString(GetTextUtf8(column));

    /// <summary>A column as UTF-8; valid until the next step.</summary>
    /// <param name="column">Column, from 0.</param>
    public ReadOnlySpan<byte> GetTextUtf8(int column)
    {
        // SAFETY: SQLite owns the bytes until the next step or reset; the text must be asked for before its length.
        byte* p = SqliteNative.ColumnText(Handle, column);
        return new ReadOnlySpan<byte>(p, p is null ? 0 : SqliteNative.ColumnBytes(Handle, column));
    }

    /// <summary>A column as bytes; valid until the next step.</summary>
    /// <param name="column">Column, from 0.</param>
    public ReadOnlySpan<byte> GetBlob(int column)
    {
        // SAFETY: SQLite owns the bytes until the next step or reset; the blob must be asked for before its length.
        byte* p = SqliteNative.ColumnBlob(Handle, column);
        return new ReadOnlySpan<byte>(p, p is null ? 0 : SqliteNative.ColumnBytes(Handle, column));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle == 0)
            return;
        _ = SqliteNative.Finalize(_handle);
        _handle = 0;
    }
}
