using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Cli.Tests.Days;

[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class ReuseBenchTests
{
    private const int RowBytes = 48;
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    // Rows, references and equal features counted here from the store's bytes; codes can only be more alike than features.
    [Test]
    public void ShouldCountTheRowsOfTheStore()
    {
        CommandResult result = Reuse(DayFiles.Store, "--run", "training", "--json");
        Expect.Done(result);
        List<Dictionary<string, string>> decisions = Decisions();
        JsonElement[] references = [.. result.Json.GetProperty("references").EnumerateArray()];
        var latest = new Dictionary<string, string>();
        (long Parent, long Same) expected = (0, 0);
        foreach (KeyValuePair<string, string> row in decisions.SelectMany(static d => d))
        {
            expected.Parent += latest.ContainsKey(row.Key) ? 1 : 0;
            expected.Same += latest.TryGetValue(row.Key, out string? before) && before == row.Value ? 1 : 0;
            latest[row.Key] = row.Value;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Number("schemaVersion"), Is.EqualTo(1));
            Assert.That((result.Number("decisions"), result.Number("skippedDecisions")), Is.EqualTo((decisions.Count, 0L)));
            Assert.That(result.Number("rows"), Is.EqualTo(decisions.Sum(static d => d.Count)));
            Assert.That(references.Select(static r => r.GetProperty("reference").GetString()), Is.EqualTo(new[] { "previousDecision", "parent", "instrument" }));
            Assert.That(references[0].GetProperty("referencedRows").GetInt64(), Is.EqualTo(decisions.Zip(decisions.Skip(1), static (a, b) => Math.Min(a.Count, b.Count)).Sum()));
            Assert.That((references[1].GetProperty("referencedRows").GetInt64(), references[1].GetProperty("sameFeaturesRows").GetInt64()), Is.EqualTo(expected));
            foreach (JsonElement r in references)
            {
                Assert.That(r.GetProperty("sameCodesRows").GetInt64(), Is.InRange(r.GetProperty("sameFeaturesRows").GetInt64(), r.GetProperty("referencedRows").GetInt64()));
                Assert.That(r.GetProperty("touchedTreeShare").GetDouble(), Is.InRange(0, 1));
                long[] changes = [.. r.GetProperty("featureChanges").EnumerateArray().Select(static c => c.GetProperty("rows").GetInt64())];
                Assert.That(changes, Is.Ordered.Descending.And.Length.LessThanOrEqualTo(10));
            }
        }
    }

    [Test]
    public void ShouldShowATableToPeople()
    {
        CommandResult result = Reuse(DayFiles.Store);
        Expect.Done(result);
        Assert.That(result.Stdout, Does.StartWith("training: ").And.Contain("same parent, venue and action").And.Contain("skipping saves at most"));
    }

    [Test]
    public void ShouldLeaveOutWhatTheModelsCannotRead()
    {
        string store = _folder.File("other.db");
        File.Copy(DayFiles.Store, store);
        long all = Change(store, "UPDATE decisions SET features = x'00000000' WHERE decision_id = 1");
        CommandResult one = Reuse(store, "--json");
        Assert.That((one.Number("decisions"), one.Number("skippedDecisions")), Is.EqualTo((all - 1, 1L)));
        Change(store, "UPDATE session_names SET name = 'spread_furlongs' WHERE kind = 'feature' AND name = 'spread_bps'");
        Expect.Failed(Reuse(store), 3, "ER9066", store, $"({all} with others or none)");
    }

    [Test]
    public void ShouldNameWhatIsNotThere()
    {
        using (Assert.EnterMultipleScope())
        {
            Expect.Failed(Reuse(DayFiles.Store, "--run", "none"), 3, "ER5024", "'none'", "training");
            Expect.Failed(Reuse(_folder.File("none.db")), 3, "ER5025", "none.db");
            Expect.Failed(InProcess.Run("bench", "reuse", "--store", DayFiles.Store, "--model", _folder.Path), 3, "ER4001", "model.json");
        }
    }

    private static CommandResult Reuse(string store, params string[] options) => InProcess.Run(["bench", "reuse", "--store", store, "--model", DayFiles.Models, .. options]);

    private static long Change(string store, string sql)
    {
        using SqliteDatabase database = SqliteDatabase.Open(store, SqliteOpenMode.ReadWrite);
        database.Execute(sql);
        return database.QueryLong("SELECT count(*) FROM decisions");
    }

    // Of each decision in journal order: parent, venue and action of a row → its features as hexadecimal digits.
    private static List<Dictionary<string, string>> Decisions()
    {
        using SqliteDatabase database = SqliteDatabase.Open(DayFiles.Store, SqliteOpenMode.ReadOnly);
        using SqliteStatement s = database.Prepare("SELECT parent_id, feature_count * 4, rows, features FROM decisions ORDER BY session_id, sequence");
        var decisions = new List<Dictionary<string, string>>();
        while (s.Step())
        {
            var rows = new Dictionary<string, string>();
            int width = (int)s.GetLong(1);
            for (int r = 0; r < s.GetBlob(2).Length / RowBytes; r++)
            {
                string way = Convert.ToHexString(s.GetBlob(2).Slice((r * RowBytes) + 40, 2));
                rows.Add($"{s.GetLong(0)} {way}", Convert.ToHexString(s.GetBlob(3).Slice(r * width, width)));
            }

            decisions.Add(rows);
        }

        return decisions;
    }
}
