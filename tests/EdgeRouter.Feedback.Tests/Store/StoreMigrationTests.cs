using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Feedback.Tests.Store;

/// <summary>Stores of older versions, made with the SQL of their day.</summary>
public sealed class StoreMigrationTests
{
    private const string Rows =
        "INSERT INTO sessions VALUES(1,'old',7,50,'static',1,0,42,5,0.1,'0.1',20,21,22,NULL,NULL,NULL);"
        + "INSERT INTO session_names VALUES(1,'venue',0,'LIT1');"
        + "INSERT INTO parents VALUES(1,9,0,1,500,1000,1,0,3,50,0,0,100000000000,0,0,0,0,4,500,'50000000000000',1500000,2000,99990000000,100010000000,"
        + "99990000000,100010000000,1,1,0);"
        + "INSERT INTO decisions VALUES(1,1,2,9,0,0,1,1000,500,99990000000,100010000000,100000000000.0,1,0,0,1.0,0,0,x'',x'');"
        + "INSERT INTO child_orders VALUES(1,11,9,0,0,0,0,1,1,1,0,500,100000000000,1000,0,0,NULL);"
        + "INSERT INTO executions VALUES(1,4,11,9,0,77,1,1,0,0,0,0,0,500,0,1000,1000);"
        + "INSERT INTO executions VALUES(1,5,11,9,0,78,2,2,1,0,200,100000000000,200,300,600000,1000,1000);"
        + "INSERT INTO executions VALUES(1,6,11,9,0,78,2,5,1,0,300,100000000000,500,0,900000,1000,1000);"
        + "INSERT INTO alerts VALUES(1,7,1,0,0,9,4,-3,1000);";

    [TestCase(SqliteOpenMode.Create)]
    [TestCase(SqliteOpenMode.ReadWrite)]
    [TestCase(SqliteOpenMode.ReadOnly)]
    public void ShouldBringAnOldStoreUpToDate(SqliteOpenMode mode)
    {
        using var folder = new TempFolder();
        Make(folder.File("old.db"), Rows);
        using (FeedbackStore.Open(folder.File("new.db"), SqliteOpenMode.Create))
        {
            // Only its tables are wanted.
        }

        using FeedbackStore store = FeedbackStore.Open(folder.File("old.db"), mode);
        using FeedbackStore fresh = FeedbackStore.Open(folder.File("new.db"), SqliteOpenMode.ReadOnly);
        Assert.That(Shape(store), Is.EqualTo(Shape(fresh)));
        Assert.That(store.Database.UserVersion, Is.EqualTo(FeedbackStore.SchemaVersion));
        Assert.That(store.Database.QueryLong("SELECT original_quantity FROM parents"), Is.EqualTo(500));
        Assert.That(store.Database.QueryLong("SELECT sum(last_quantity) FROM fills"), Is.EqualTo(500), "what an old store took for fills stays so");
        Assert.That(store.Database.QueryLong("SELECT count(*) FROM child_orders WHERE doubt_time_ns IS NULL AND bid = 0"), Is.EqualTo(1));
        TcaReport report = TcaStore.Report(store, new TcaOptions());
        Assert.That((report.Venues.Single().FilledQuantity, report.Venues.Single().Fees), Is.EqualTo((500L, 0.0015)));
        Assert.That(report.Incidents.Single(), Is.EqualTo(new TcaIncident
        {
            Policy = "static",
            Source = "alert",
            Kind = "RiskReject",
            Venue = "LIT1",
            Reason = nameof(RejectReason.PriceCollar),
            Count = 1,
            Value = -3,
            Limit = 0,
        }));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ShouldNotKnowTheMarketsOfAnOldStoresRuns(int version)
    {
        using var folder = new TempFolder();
        Make(folder.File("old.db"), Rows.Split(';')[0], version);
        using (var script = new JournalScript(folder.File("journal")))
        {
            script.Add(JournalScript.Session("new", market: "queue model"));
        }

        using FeedbackStore store = FeedbackStore.Open(folder.File("old.db"), SqliteOpenMode.ReadWrite);
        new StoreProjector(store).Project(folder.File("journal"));
        Assert.That(store.Sessions().Select(s => (s.RunId, s.Market)), Is.EqualTo(new[] { ("old", string.Empty), ("new", "queue model") }));
        TcaReport report = TcaStore.Report(store, new TcaOptions());
        Assert.That(report.Markets.Select(m => $"{m.Market}: {string.Join(',', m.RunIds)}"), Is.EqualTo(new[] { ": old", "queue model: new" }));
    }

    [Test]
    public void ShouldBringAVersion2StoreUpToDate()
    {
        using var folder = new TempFolder();
        Make(folder.File("old.db"), Rows.Split(';')[0], version: 2);
        using FeedbackStore store = FeedbackStore.Open(folder.File("old.db"), SqliteOpenMode.ReadOnly);
        using FeedbackStore fresh = FeedbackStore.Open(folder.File("new.db"), SqliteOpenMode.Create);
        Assert.That(Shape(store), Is.EqualTo(Shape(fresh)));
        Assert.That(store.Database.UserVersion, Is.EqualTo(3));
    }

    [Test]
    public void ShouldRefuseAStoreThatIsNotWhatItsVersionSays()
    {
        using var folder = new TempFolder();
        Make(folder.File("old.db"), Rows + "DROP TABLE alerts;");
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => FeedbackStore.Open(folder.File("old.db"), SqliteOpenMode.ReadOnly))!;
        Assert.That((error.Id, error.ExitCode), Is.EqualTo(("ER5026", ExitCode.BadInput)));
        Assert.That(error.ToUserLine(), Does.Contain("old.db").And.Contain("version 1").And.Contain("alerts"));
        using SqliteDatabase database = SqliteDatabase.Open(folder.File("old.db"), SqliteOpenMode.ReadOnly);
        Assert.That(database.UserVersion, Is.EqualTo(1));
        Assert.That(database.QueryLong("SELECT count(*) FROM sqlite_schema WHERE name='refused_parents'"), Is.Zero, "nothing of the migration may stay");
    }

    [Test]
    public void ShouldSayThatAnOldStoreIsLocked()
    {
        using var folder = new TempFolder();
        Make(folder.File("old.db"), Rows);
        using SqliteDatabase holder = SqliteDatabase.Open(folder.File("old.db"), SqliteOpenMode.ReadWrite);
        holder.Begin();
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => FeedbackStore.Open(folder.File("old.db"), SqliteOpenMode.ReadWrite, busyTimeoutMs: 10))!;
        Assert.That(error.Id, Is.EqualTo("ER5013"));
    }

    private static void Make(string path, string rows, int version = 1)
    {
        using Stream stream = typeof(StoreMigrationTests).Assembly.GetManifestResourceStream($"store-{version}.sql")!;
        using var reader = new StreamReader(stream);
        using SqliteDatabase database = SqliteDatabase.Open(path, SqliteOpenMode.Create);
        database.Execute("PRAGMA page_size=8192; PRAGMA journal_mode=WAL");
        database.Execute(reader.ReadToEnd());
        database.Execute(rows);
        database.UserVersion = version;
    }

    // Every column of every table and view, and every index.
    private static List<string> Shape(FeedbackStore store)
    {
        var shape = new List<string>();
        using SqliteStatement s = store.Database.Prepare(
            "SELECT m.type, m.name, c.cid, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_schema m LEFT JOIN pragma_table_info(m.name) c ORDER BY m.name, c.cid");
        while (s.Step())
            shape.Add(string.Join('|', Enumerable.Range(0, s.ColumnCount).Select(s.GetText)));
        return shape;
    }
}
