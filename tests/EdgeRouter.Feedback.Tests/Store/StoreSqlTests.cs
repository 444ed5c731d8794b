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
    public void ShouldFindTheReportsOfAChildByTheirIndex(string sql) =>
        Assert.That(PlanOf(sql), Is.EqualTo(new[] { "SEARCH executions USING INDEX executions_by_child (session_id=? AND child_id=?)" }));

    [Test]
    public void ShouldFindWhatRestatesAFillByItsIndex() =>
        Assert.That(PlanOf("SELECT child_id FROM fills WHERE session_id = ?"), Does.Contain("SEARCH x USING INDEX executions_restating (session_id=? AND fill_sequence=?)"));

    private static List<string> PlanOf(string sql)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("edgerouter-sql-").FullName, "plan.db");
        try
        {
            using FeedbackStore store = FeedbackStore.Open(path, SqliteOpenMode.Create);
            using SqliteStatement plan = store.Database.Prepare($"EXPLAIN QUERY PLAN {sql}");
            var lines = new List<string>();
            while (plan.Step())
            {
                lines.Add(plan.GetText(3));
            }

            return lines;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
