using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;

namespace EdgeRouter.Feedback.Tests.Store;

[TestFixture]
public sealed class StoreSqlTests
{
    // What is asked for every report must not read every other report of its session: a day would take its square.
    [TestCase(StoreSql.IsRepeated)]
    [TestCase(StoreSql.FillOf)]
    [TestCase(StoreSql.Overtook)]
    public void ShouldFindTheReportsOfAChildByTheirIndex(string sql)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("edgerouter-sql-").FullName, "plan.db");
        try
        {
            using FeedbackStore store = FeedbackStore.Open(path, SqliteOpenMode.Create);
            using SqliteStatement plan = store.Database.Prepare($"EXPLAIN QUERY PLAN {sql}");
            Assert.That(plan.Step(), Is.True);
            Assert.That(plan.GetText(3), Is.EqualTo("SEARCH executions USING INDEX executions_by_child (session_id=? AND child_id=?)"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
