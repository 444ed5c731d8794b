using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Feedback.Sqlite;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary><c>train</c> and <c>tca</c>.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class StoreVerbTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void ShouldTrainTheSameModelsAgain()
    {
        CommandResult again = InProcess.Run("train", "--store", DayFiles.Store, "--run", "training", "--output", _folder.File("again"));
        Expect.Done(again);
        Assert.That(again.Stdout, Does.Contain("of a constant").And.Contain("log loss").And.Not.Contain("NaN"));
        JsonElement first = DayFiles.Trained.Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.GetProperty("examples").GetInt64(), Is.EqualTo(DayFiles.Routed.Number("children")));
            Assert.That(first.GetProperty("metrics").GetProperty("fill.logloss").GetDouble(), Is.LessThan(first.GetProperty("metrics").GetProperty("fill.logloss_of_constant").GetDouble()));
            Assert.That(Directory.GetFiles(DayFiles.Models).Select(Path.GetFileName), Does.Contain("convex.json"));
            foreach (string path in Directory.GetFiles(DayFiles.Models))
            {
                string file = Path.GetFileName(path);
                Assert.That(File.ReadAllBytes(Path.Combine(_folder.File("again"), file)).AsSpan().SequenceEqual(File.ReadAllBytes(path)), Is.True, file);
            }
        }
    }

    [TestCase("train --output m")]
    [TestCase("tca")]
    public void ShouldNameAStoreThatIsNone(string verb)
    {
        string text = _folder.File("text.db");
        File.WriteAllText(text, new string('x', 5000));
        string foreign = _folder.File("foreign.db");
        using (SqliteDatabase database = SqliteDatabase.Open(foreign, SqliteOpenMode.Create))
        {
            database.Execute("CREATE TABLE IF NOT EXISTS t(x)");
        }

        string newer = _folder.File("newer.db");
        File.Copy(DayFiles.Store, newer, overwrite: true);
        using (SqliteDatabase database = SqliteDatabase.Open(newer, SqliteOpenMode.ReadWrite))
        {
            database.UserVersion = 999;
        }

        Expect.Failed(Run(verb, _folder.File("none.db")), 3, "ER5025", "none.db");
        Expect.Failed(Run(verb, _folder.Path), 3, "ER5025", _folder.Path);
        Expect.Failed(Run(verb, text), 3, "ER5014", "text.db");
        Expect.Failed(Run(verb, foreign), 3, "ER5018", "foreign.db");
        Expect.Failed(Run(verb, newer), 3, "ER5017", "newer.db", "999");
        Assert.That(File.Exists(_folder.File("none.db")), Is.False, "reading makes no store");
    }

    [TestCase("train --output m")]
    [TestCase("tca")]
    public void ShouldSayThatAStoreIsLocked(string verb)
    {
        string path = _folder.File("locked.db");
        File.Copy(DayFiles.Store, path, overwrite: true);
        using SqliteDatabase holder = SqliteDatabase.Open(path, SqliteOpenMode.ReadWrite);
        holder.Execute("PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE sessions SET policy = policy");
        Expect.Failed(Run(verb, path), 4, "ER5013", "locked.db");
    }

    [Test]
    public void ShouldRefuseBadTrainingOptions()
    {
        string output = _folder.File("unused");
        using (Assert.EnterMultipleScope())
        {
            Expect.Failed(Train("--output", output, "--run", "none"), 3, "ER7011", "'none'", "training");
            Expect.Failed(Train("--output", output, "--rounds", "0"), 2, "ER7012", "RoundCount", "1 to");
            Expect.Failed(Train("--output", output, "--depth", "99"), 2, "ER7012", "MaxDepth", "1 to 16");
            Expect.Failed(Train("--output", Path.Combine(DayFiles.Market, "below"), "--rounds", "1"), 4, "ER7014", "below");
        }
    }

    [Test]
    public void ShouldShowCostsByPolicyAndVenue()
    {
        CommandResult text = InProcess.Run("tca", "--store", DayFiles.Store);
        CommandResult json = InProcess.Run("tca", "--store", DayFiles.Store, "--json");
        Expect.Done(text);
        Expect.Done(json);
        JsonElement policy = json.Json.GetProperty("policies").EnumerateArray().Single();
        JsonElement[] venues = [.. json.Json.GetProperty("venues").EnumerateArray()];
        long filled = venues.Sum(v => v.GetProperty("filledQuantity").GetInt64());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Stdout, Does.Contain("by policy").And.Contain("by venue").And.Contain("static").And.Not.Match(@"-0\.0+\b").And.Not.Contain("NaN"));
            Assert.That(text.ErrorLines, Is.Empty);
            Assert.That(text.Stdout, Does.Match(@"\Amarket: simulation\r?\n"));
            Assert.That(json.Json.GetProperty("market").GetString(), Is.EqualTo("simulation"));
            Assert.That(json.Json.GetProperty("markets").GetRawText(), Is.EqualTo("""[{"market":"simulation","runs":["training"]}]"""));
            Assert.That(policy.GetProperty("policy").GetString(), Is.EqualTo("static"));
            Assert.That(policy.GetProperty("parents").GetInt64() + policy.GetProperty("rejected").GetInt64(), Is.EqualTo(DayFiles.Routed.Number("parents")));
            Assert.That(policy.GetProperty("children").GetInt64(), Is.EqualTo(venues.Sum(v => v.GetProperty("children").GetInt64())).And.EqualTo(DayFiles.Routed.Number("children")));
            Assert.That(policy.GetProperty("fees").GetDouble(), Is.EqualTo(venues.Sum(v => v.GetProperty("fees").GetDouble())).Within(1e-6));
            Assert.That(filled, Is.Positive);
            Assert.That(venues.Sum(v => v.GetProperty("fillShare").GetDouble()), Is.EqualTo(1).Within(1e-9));
            Assert.That(json.Json.GetProperty("comparisons").GetArrayLength(), Is.Zero);
        }
    }

    [TestCase("UPDATE sessions SET market='calibrated simulation'", "calibrated simulation", "calibrated simulation", """[{"market":"calibrated simulation","runs":["training"]}]""")]
    [TestCase("UPDATE sessions SET market=''", "not said", "", """[{"market":"","runs":["training"]}]""")]
    [TestCase(
        "INSERT INTO sessions SELECT 2,'b',1,0,policy,policy_id,0,0,0,0,'',0,0,0,NULL,0,0,'queue model' FROM sessions;INSERT INTO sessions SELECT 3,'c',1,0,policy,policy_id,0,0,0,0,'',0,0,0,NULL,0,0,'queue model' FROM sessions WHERE session_id=1",
        @"queue model \(b, c\); simulation \(training\)",
        "mixed",
        """[{"market":"queue model","runs":["b","c"]},{"market":"simulation","runs":["training"]}]""")]
    public void ShouldSayWhatAnsweredTheOrders(string change, string line, string market, string markets)
    {
        string store = _folder.File("markets.db");
        File.Copy(DayFiles.Store, store, overwrite: true);
        using (SqliteDatabase database = SqliteDatabase.Open(store, SqliteOpenMode.ReadWrite))
        {
            database.Execute(change);
        }

        CommandResult text = InProcess.Run("tca", "--store", store);
        CommandResult json = InProcess.Run("tca", "--store", store, "--json");
        Expect.Done(text);
        Expect.Done(json);
        Assert.That(text.Stdout, Does.Match($@"\Amarket: {line}\r?\n"));
        Assert.That(json.Json.GetProperty("market").GetString(), Is.EqualTo(market));
        Assert.That(json.Json.GetProperty("markets").GetRawText(), Is.EqualTo(markets));
    }

    [Test]
    public void ShouldShowWhatWasQuarantinedAndAlerted()
    {
        string store = _folder.File("incidents.db");
        File.Copy(DayFiles.Store, store, overwrite: true);
        string venue;
        using (SqliteDatabase database = SqliteDatabase.Open(store, SqliteOpenMode.ReadWrite))
        {
            database.Execute("INSERT INTO alerts VALUES(1,900000001,1,0,0,9,7,12345,1,0,6789,NULL),(1,900000002,1,0,0,9,7,11,1,0,10,NULL)");
            database.Execute("INSERT INTO refused_parents VALUES(1,900000003,9,0,1,100,1,3)");
            using SqliteStatement name = database.Prepare("SELECT name FROM session_names WHERE session_id = 1 AND kind = 'venue' AND id = 0");
            Assert.That(name.Step());
            venue = name.GetText(0);
        }

        CommandResult text = InProcess.Run("tca", "--store", store);
        CommandResult json = InProcess.Run("tca", "--store", store, "--json");
        Expect.Done(text);
        Expect.Done(json);
        JsonElement[] incidents = [.. json.Json.GetProperty("incidents").EnumerateArray()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.Stdout, Does.Contain("quarantine and alerts").And.Match($@"alert +RiskReject +{venue} +RateLimit +2 +12,345 +6,789"));
            Assert.That(text.Stdout, Does.Match(@"parent +refused +- +BadPrice +1 +- +-"));
            Assert.That(
                incidents.Select(i => i.GetRawText()),
                Does.Contain($$"""{"policy":"static","source":"alert","kind":"RiskReject","venue":"{{venue}}","reason":"RateLimit","count":2,"value":12345,"limit":6789}""")
                    .And.Contain("""{"policy":"static","source":"parent","kind":"refused","venue":"","reason":"BadPrice","count":1,"value":null,"limit":null}"""));
        }
    }

    [Test]
    public void ShouldComparePoliciesOnIdenticalParents()
    {
        string store = _folder.File("two.db");
        foreach (string policy in new[] { "static", "best-price" })
        {
            Assert.That(InProcess.Run("replay", "--capture", DayFiles.Capture, "--policy", policy, "--store", store, "--json").ExitCode, Is.Zero);
        }

        CommandResult result = InProcess.Run("tca", "--store", store, "--baseline", "static", "--json");
        JsonElement pair = result.Json.GetProperty("comparisons").EnumerateArray().Single();
        double[] means = [.. result.Json.GetProperty("policies").EnumerateArray().OrderBy(p => p.GetProperty("policy").GetString(), StringComparer.Ordinal).Select(p => p.GetProperty("shortfallBps").GetDouble())];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((pair.GetProperty("policy").GetString(), pair.GetProperty("baseline").GetString()), Is.EqualTo(("best-price", "static")));
            Assert.That(pair.GetProperty("parents").GetInt64(), Is.EqualTo(DayFiles.Routed.Number("parents")));
            Assert.That(pair.GetProperty("differenceBps").GetDouble(), Is.EqualTo(means[0] - means[1]).Within(1e-9), "all parents are measured in both runs");
            Assert.That(pair.GetProperty("lowBps").GetDouble(), Is.LessThan(pair.GetProperty("highBps").GetDouble()));
            Assert.That(pair.GetProperty("verdict").GetString(), Is.AnyOf("better", "worse", "no difference"));
        }
    }

    [Test]
    public void ShouldListWhatABaselineOrRunCouldBe()
    {
        using (Assert.EnterMultipleScope())
        {
            Expect.Failed(InProcess.Run("tca", "--store", DayFiles.Store, "--baseline", "none"), 3, "ER5023", "'none'", "static");
            Expect.Failed(InProcess.Run("tca", "--store", DayFiles.Store, "--run", "none"), 3, "ER5024", "'none'", "training");
        }
    }

    private static CommandResult Train(params string[] options) => InProcess.Run(["train", "--store", DayFiles.Store, .. options]);

    private CommandResult Run(string verb, string store) => InProcess.Run([.. verb.Replace(" m", $" {_folder.File("m")}", StringComparison.Ordinal).Split(' '), "--store", store]);
}
