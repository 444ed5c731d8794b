using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Feedback.Tests.Sqlite;

public sealed class SqliteTests
{
    [Test]
    public void ShouldRoundTripEveryType()
    {
        using var folder = new TempFolder();
        using SqliteDatabase database = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create);
        database.Execute("CREATE TABLE t(a INTEGER, b REAL, c TEXT, d BLOB, e, f BLOB, g TEXT)");
        using (SqliteStatement insert = database.Prepare("INSERT INTO t VALUES(?,?,?,?,?,?,?)"))
        {
            insert.Bind(1, long.MinValue);
            insert.Bind(2, -0.1);
            insert.Bind(3, "Grüße €");
            insert.BindBlob(4, [0, 1, 255]);
            insert.BindNull(5);
            insert.BindBlob(6, []);
            insert.BindText(7, []);
            insert.Run();
        }

        using SqliteStatement select = database.Prepare("SELECT a,b,c,d,e,f,g,typeof(f),typeof(g) FROM t");
        Assert.That(select.Step());
        Assert.That(select.ColumnCount, Is.EqualTo(9));
        Assert.That(select.GetLong(0), Is.EqualTo(long.MinValue));
        Assert.That(select.GetDouble(1), Is.EqualTo(-0.1));
        Assert.That(select.GetText(2), Is.EqualTo("Grüße €"));
        Assert.That(select.GetBlob(3).ToArray(), Is.EqualTo(new byte[] { 0, 1, 255 }));
        Assert.That(select.IsNull(4));
        Assert.That(select.GetText(7) + select.GetText(8), Is.EqualTo("blobtext"));
        Assert.That(select.Step(), Is.False);
    }

    [Test]
    public void ShouldBeReadableByTheSqliteShellsOwnFormat()
    {
        using var folder = new TempFolder();
        using (SqliteDatabase database = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create))
        {
            database.UserVersion = 0x01020304;
            database.Execute("CREATE TABLE t(a)");
        }

        // https://sqlite.org/fileformat.html: 16 bytes of magic; user version at offset 60, big-endian.
        byte[] file = File.ReadAllBytes(folder.File("a.db"));
        Assert.That(file[..16], Is.EqualTo("SQLite format 3\0"u8.ToArray()));
        Assert.That(file[60..64], Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [Test]
    public void ShouldRollBackWhatIsNotCommitted()
    {
        using var folder = new TempFolder();
        using SqliteDatabase database = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create);
        database.Execute("CREATE TABLE t(a)");
        database.Begin();
        database.Execute("INSERT INTO t VALUES(1)");
        database.Rollback();
        database.Begin();
        database.Execute("INSERT INTO t VALUES(2),(3)");
        Assert.That(database.ChangedRows, Is.EqualTo(2));
        database.Commit();
        Assert.That(database.LastInsertRowId, Is.EqualTo(2));
        Assert.That(database.QueryLong("SELECT sum(a) FROM t"), Is.EqualTo(5));
    }

    [Test]
    public void ShouldSayThatADatabaseIsLocked()
    {
        using var folder = new TempFolder();
        using SqliteDatabase holder = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create);
        holder.Execute("CREATE TABLE t(a)");
        holder.Begin();
        using SqliteDatabase other = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.ReadWrite, busyTimeoutMs: 20);
        EdgeRouterException error = AssertError("ER5013", ExitCode.Environment, other.Begin);
        Assert.That(error.Message, Does.Contain("a.db is locked"));
        holder.Commit();
        other.Begin();
        other.Commit();
    }

    [Test]
    public void ShouldNameWhatCannotBeOpened()
    {
        using var folder = new TempFolder();
        AssertError("ER5025", ExitCode.BadInput, () => SqliteDatabase.Open(folder.File("missing.db"), SqliteOpenMode.ReadOnly));
        AssertError("ER5012", ExitCode.Environment, () => SqliteDatabase.Open(folder.File("no/such/folder.db"), SqliteOpenMode.Create));
        AssertError("ER5012", ExitCode.Environment, () => SqliteDatabase.Open("/proc/x.db", SqliteOpenMode.Create));
        File.WriteAllText(folder.File("text.db"), string.Concat(Enumerable.Repeat("no database ", 100)));
        using SqliteDatabase text = SqliteDatabase.Open(folder.File("text.db"), SqliteOpenMode.ReadWrite);
        AssertError("ER5014", ExitCode.BadInput, () => text.QueryLong("SELECT count(*) FROM sqlite_schema"));
    }

    [Test]
    public void ShouldSayHowToInstallAMissingLibrary() =>
        Assert.That(
            AssertError("ER5011", ExitCode.Environment, () => SqliteLibrary.Require("libsqlite3-not-there.so.9")).Message,
            Does.Contain("apt-get install -y libsqlite3-0"));

    [Test]
    public void ShouldReportBadSqlAsOurDefect()
    {
        using var folder = new TempFolder();
        using SqliteDatabase database = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create);
        Assert.That(AssertError("ER5016", ExitCode.Bug, () => database.Prepare("SELECT FROM")).Message, Does.Contain("syntax error"));
        database.Execute("CREATE TABLE t(a INTEGER PRIMARY KEY)");
        using SqliteStatement insert = database.Prepare("INSERT INTO t VALUES(?)");
        insert.Bind(1, 1);
        insert.Run();
        AssertError("ER5016", ExitCode.Bug, insert.Run);
        insert.Bind(1, 2);
        insert.Run();
        AssertError("ER5016", ExitCode.Bug, () => insert.Bind(2, 1));
    }

    [Test]
    public void ShouldRefuseUseAfterDispose()
    {
        using var folder = new TempFolder();
        SqliteDatabase database = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create);
        SqliteStatement statement = database.Prepare("SELECT 1");
        statement.Dispose();
        statement.Dispose();
        database.Dispose();
        database.Dispose();
        Assert.Throws<ObjectDisposedException>(() => statement.Step());
        Assert.Throws<ObjectDisposedException>(() => database.Execute("SELECT 1"));
    }

    [Test]
    public void ShouldAllocateNothingWhileInserting()
    {
        using var folder = new TempFolder();
        using SqliteDatabase database = SqliteDatabase.Open(folder.File("a.db"), SqliteOpenMode.Create);
        database.Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; CREATE TABLE t(a,b,c,d)");
        using SqliteStatement insert = database.Prepare("INSERT INTO t VALUES(?,?,?,?)");
        byte[] blob = new byte[400];
        database.Begin();
        InsertMany(insert, blob, 1_000);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InsertMany(insert, blob, 5_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        database.Commit();
        Assert.That(database.QueryLong("SELECT count(*) FROM t"), Is.EqualTo(6_000));
    }

    private static void InsertMany(SqliteStatement insert, byte[] blob, int count)
    {
        for (int i = 0; i < count; i++)
        {
            insert.Bind(1, i);
            insert.Bind(2, i * 0.5);
            insert.BindText(3, "text"u8);
            insert.BindBlob(4, blob);
            insert.Run();
        }
    }

    private static EdgeRouterException AssertError(string id, ExitCode exitCode, Action action)
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => action())!;
        Assert.That((error.Id, error.ExitCode), Is.EqualTo((id, exitCode)));
        Assert.That(error.Message, Does.Not.Contain("\n"));
        return error;
    }
}
