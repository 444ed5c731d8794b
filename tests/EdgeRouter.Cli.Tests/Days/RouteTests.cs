using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;

namespace EdgeRouter.Cli.Tests.Days;

[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class RouteTests
{
    private readonly TemporaryFolder _folder = new();

    private string Store => _folder.File("s.db");

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void ShouldStoreWhatItRouted()
    {
        JsonElement result = DayFiles.Routed.Json;
        using SqliteDatabase database = SqliteDatabase.Open(DayFiles.Store, SqliteOpenMode.ReadOnly);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
            Assert.That(result.GetProperty("run").GetString(), Is.EqualTo("training"));
            Assert.That(result.GetProperty("parents").GetInt64(), Is.GreaterThan(50).And.EqualTo(database.QueryLong("SELECT count(*) FROM parents")));
            Assert.That(result.GetProperty("children").GetInt64(), Is.EqualTo(database.QueryLong("SELECT count(*) FROM child_orders")));
            Assert.That(result.GetProperty("openParents").GetInt64(), Is.Zero);
            Assert.That(result.GetProperty("packets").GetInt64(), Is.EqualTo(DayFiles.Simulated.Number("packets")));
            Assert.That(result.GetProperty("latencyNs").EnumerateObject().Select(s => s.Name), Is.EqualTo(new[] { "decode", "book", "features", "score", "waterfall", "total" }));
            Assert.That(database.QueryLong("SELECT count(*) FROM decisions WHERE explored = 1"), Is.Positive);
            Assert.That(database.QueryLong("SELECT count(*) FROM decisions WHERE explored = 1 AND (slate_probability < 0.02 OR slate_probability > 1)"), Is.Zero, "logged, with a floor of 2 %");
            Assert.That(Directory.Exists($"{DayFiles.Store}.journals/training"), Is.True);
        }
    }

    [Test]
    public void ShouldRouteTheSameParentsTheSameWayAgain()
    {
        CommandResult again = Route("static", "--explore", "0.2", "--run", "training", "--store", _folder.File("again.db"));
        string one = Directory.GetFiles($"{DayFiles.Store}.journals/training", "*.seg").Order(StringComparer.Ordinal).First();
        string two = Directory.GetFiles($"{_folder.File("again.db")}.journals/training", "*.seg").Order(StringComparer.Ordinal).First();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.ExitCode, Is.Zero, again.Stderr);
            Assert.That(again.Json.GetProperty("bookPathHash").GetString(), Is.EqualTo(DayFiles.Routed.Json.GetProperty("bookPathHash").GetString()));
            Assert.That(File.ReadAllBytes(two).AsSpan().SequenceEqual(File.ReadAllBytes(one)), Is.True, "the journal, to the byte");
        }
    }

    [Test]
    public void ShouldStoreWhatItRoutedBeforeTheCaptureWasCutOff()
    {
        string cut = _folder.File("cut.pcap");
        byte[] bytes = File.ReadAllBytes(DayFiles.Capture);
        File.WriteAllBytes(cut, bytes[..(bytes.Length / 2)]);
        File.Copy(DayFiles.Capture + ".day.json", cut + ".day.json");
        Expect.Failed(InProcess.Run("replay", "--capture", cut, "--policy", "static", "--store", _folder.File("cut.db"), "--run", "cut", "--no-warm-up"), 3, "ER2007", "cut.pcap");
        using SqliteDatabase database = SqliteDatabase.Open(_folder.File("cut.db"), SqliteOpenMode.ReadOnly);
        long parents = database.QueryLong("SELECT count(*) FROM parents");
        Assert.That(parents, Is.GreaterThan(10).And.LessThan(DayFiles.Routed.Number("parents")));
        Assert.That(database.QueryLong("SELECT count(*) FROM sessions WHERE end_time_ns IS NULL"), Is.EqualTo(1), "not closed in order");
    }

    [Test]
    public void ShouldRouteByAModel()
    {
        CommandResult result = Route("rank-and-fill", "--model", DayFiles.Models, "--run", "learned", "--store", _folder.File("learned.db"));
        Expect.Done(result);
        using SqliteDatabase database = SqliteDatabase.Open(_folder.File("learned.db"), SqliteOpenMode.ReadOnly);
        Assert.That(database.QueryLong("SELECT count(*) FROM decisions WHERE model_id <> 0"), Is.Positive);
        Assert.That(result.Json.GetProperty("parents").GetInt64(), Is.EqualTo(DayFiles.Routed.Number("parents")));
    }

    // The parameters stand in the journal's setup: it replays to the bit without the file that they came from.
    [Test]
    public void ShouldRouteByTheParametersThatConvexWasTunedTo()
    {
        string folder = CopyModels("tuned");
        CommandResult plain = Route("convex", "--run", "plain", "--store", _folder.File("convex.db"));
        CommandResult tuned = Route("convex", "--model", folder, "--run", "tuned", "--store", _folder.File("convex.db"));
        Expect.Done(plain);
        Expect.Done(tuned);
        string fitted = DayFiles.Trained.Json.GetProperty("convex").GetRawText();
        Directory.Delete(folder, recursive: true);
        string journal = $"{_folder.File("convex.db")}.journals/tuned";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(JsonNode.DeepEquals(Node(tuned.Json.GetProperty("convex").GetRawText()), Node(fitted)), Is.True, "what training said");
            Assert.That(JsonNode.DeepEquals(Node(plain.Json.GetProperty("convex").GetRawText()), Node(fitted)), Is.False);
            Assert.That(tuned.Number("children"), Is.Not.EqualTo(plain.Number("children")));
            Assert.That(InProcess.Run("replay", "--journal", journal, "--capture", DayFiles.Capture, "--json").Json.GetProperty("identical").GetBoolean(), Is.True);
        }
    }

    [Test]
    public void ShouldNameTheParametersThatConvexCannotUse()
    {
        string folder = CopyModels("untuned");
        string path = Path.Combine(folder, "convex.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"takeFillPart\": ", "\"takeFillPart\": 1", StringComparison.Ordinal));
        Expect.Failed(Route("convex", "--store", Store, "--model", folder), 3, "ER1149", "convex.json", "TakeFillPart");
        File.Delete(path);
        Expect.Failed(Route("convex", "--store", Store, "--model", folder), 3, "ER7015", "convex.json", "train again");
        Expect.Done(Route("static", "--run", "older", "--store", _folder.File("older.db"), "--model", folder));
    }

    private static JsonNode Node(string json) => JsonNode.Parse(json)!;

    [Test]
    public void ShouldShowATableToPeople()
    {
        CommandResult result = CommandResult.Of("replay", "--capture", DayFiles.Capture, "--policy", "best-price", "--store", _folder.File("text.db"));
        Expect.Done(result);
        Assert.That(result.Stdout, Does.Contain("day-best-price: ").And.Contain("waterfall").And.Contain("p99.9"));
    }

    [Test]
    public void ShouldRefuseARunThatTheStoreHasAndKeepItsJournal()
    {
        string journal = Directory.GetFiles($"{DayFiles.Store}.journals/training", "*.seg").Order(StringComparer.Ordinal).First();
        byte[] before = File.ReadAllBytes(journal);
        Expect.Failed(Route("best-price", "--run", "training", "--store", DayFiles.Store), 2, "ER9015", "training", "--run");
        Assert.That(File.ReadAllBytes(journal).AsSpan().SequenceEqual(before), Is.True);
    }

    [TestCase("../../outside")]
    [TestCase("..")]
    [TestCase("/etc")]
    [TestCase("a b")]
    [TestCase("")]
    public void ShouldRefuseARunNameThatLeadsElsewhere(string name) => Expect.Failed(Route("static", "--run", name, "--store", Store), 2, "ER9014", $"'{name}'");

    [Test]
    public void ShouldListThePoliciesThatThereAre() => Expect.Failed(Route("statc", "--store", Store), 2, "ER9012", "statc", "rank-and-fill", "best-price");

    [TestCase("1.5")]
    [TestCase("-0.1")]
    [TestCase("NaN")]
    public void ShouldRefuseARateThatIsNoFraction(string rate) => Expect.Failed(Route("static", "--explore", rate, "--store", Store), 2, "ER9012", "--explore", rate);

    [TestCase("--protection", "maybe", "ER9082")]
    [TestCase("--objective", "luck", "ER9082")]
    [TestCase("--score-deadline-us", "0", "ER9081")]
    [TestCase("--score-deadline-us", "1000001", "ER9081")]
    public void ShouldRefuseValuesThatMeanNothing(string option, string value, string id) => Expect.Failed(Route("static", "--store", Store, option, value), 2, id, option, value);

    [Test]
    public void ShouldSwitchLimitsInOrRefuseThemByName()
    {
        string limits = _folder.File("limits.json");
        File.WriteAllText(limits, """{ "schemaVersion": 1, "orderQuantityMax": 100 }""");
        CommandResult tight = Route("static", "--store", _folder.File("tight.db"), "--limits", limits);
        Expect.Done(tight);
        using SqliteDatabase database = SqliteDatabase.Open(_folder.File("tight.db"), SqliteOpenMode.ReadOnly);
        Assert.That(tight.Json.GetProperty("limits").GetString(), Is.EqualTo(limits));
        Assert.That(database.QueryLong("SELECT max(quantity) FROM child_orders"), Is.EqualTo(100), "what the policies wanted beyond it was withheld");
        File.WriteAllText(limits, """{ "schemaVersion": 1, "restrictedSymbols": ["NONE"] }""");
        Expect.Failed(Route("static", "--store", Store, "--run", "refused", "--limits", limits), 3, "ER7119", limits, "NONE");
        Expect.Failed(Route("static", "--store", Store, "--limits", _folder.File("no.json")), 3, "ER9010", "no.json");
    }

    [Test]
    public void ShouldTakeOptionsFromSettingsAndPutTheCommandLineFirst()
    {
        CommandResult result = Route("best-price", "--store", _folder.File("settings.db"), "--set", "routing:protection=off", "--set", "routing:objective=speed", "--objective", "stealth", "--set", "routing:scoreDeadlineUs=250");
        Expect.Done(result);
        Assert.That((result.Json.GetProperty("protection").GetString(), result.Json.GetProperty("objective").GetString(), result.Number("scoreDeadlineUs")), Is.EqualTo(("off", "stealth", 250L)));
        Assert.That(result.Stderr, Does.Contain("protection off, objective stealth, score deadline 250 µs, built-in limits"));
    }

    [Test]
    public void ShouldFallBackWhereScoresComeTooLate()
    {
        CommandResult result = Route("rank-and-fill", "--model", DayFiles.Models, "--store", _folder.File("late.db"), "--score-deadline-us", "1");
        Expect.Done(result);
        Assert.That(result.Number("scorerFallbacks"), Is.Positive, "24 rows of three models in a microsecond");
    }

    [Test]
    public void ShouldAskForAStore() => Expect.Failed(Route("static"), 2, "ER9009", "--store");

    [Test]
    public void ShouldAskForAModel() => Expect.Failed(Route("rank-and-fill", "--store", Store), 2, "ER7102", "edgerouter train");

    [TestCase("--store", "x.db")]
    [TestCase("--model", "m")]
    [TestCase("--explore", "0.1")]
    [TestCase("--run", "r")]
    [TestCase("--limits", "l")]
    [TestCase("--statistics", "s")]
    [TestCase("--objective", "speed")]
    public void ShouldRefuseOptionsThatNeedAPolicy(string option, string value) =>
        Expect.Failed(InProcess.Run("replay", "--feed", "memoir-depth", "--capture", DayFiles.Capture, option, value), 2, "ER9016", option);

    [TestCase("--feed", "cme-mdp3")]
    [TestCase("--lines", "a")]
    [TestCase("--line-a", "239.1.1.1:5000")]
    public void ShouldRefuseFeedOptionsThatADayKnowsItself(string option, string value) => Expect.Failed(Route("static", "--store", Store, option, value), 2, "ER9017", option);

    [Test]
    public void ShouldRefuseAFolderWithoutModels()
    {
        string folder = Directory.CreateDirectory(_folder.File("empty")).FullName;
        Expect.Failed(Learned(folder), 3, "ER4001", "model.json");
    }

    [Test]
    public void ShouldRefuseModelFilesThatAreNone()
    {
        string folder = CopyModels("garbage");
        File.WriteAllText(Path.Combine(folder, "model.json"), "not json");
        Expect.Failed(Learned(folder), 3, "ER4007", "model.json");
        folder = CopyModels("swapped");
        File.WriteAllText(Path.Combine(folder, "fill.ubj"), "not a model");
        Expect.Failed(Learned(folder), 3, "ER4008", "fill.ubj");
    }

    [Test]
    public void ShouldRefuseModelsOfOtherFeatures()
    {
        string folder = CopyModels("other");
        string path = Path.Combine(folder, "model.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"spread_bps\"", "\"spread_furlongs\"", StringComparison.Ordinal));
        Expect.Failed(Learned(folder), 3, "ER4006", "spread_furlongs", "spread_bps");
    }

    [Test]
    public void ShouldRefuseACaptureThatNoMarketCanAnswer()
    {
        string capture = _folder.File("alone.pcap");
        File.Copy(DayFiles.Capture, capture);
        Expect.Failed(InProcess.Run("replay", "--capture", capture, "--policy", "static", "--store", Store), 3, "ER7104", "alone.pcap.day.json");
        File.WriteAllText(capture + ".day.json", "{}");
        Expect.Failed(InProcess.Run("replay", "--capture", capture, "--policy", "static", "--store", Store), 3, "ER7105", "alone.pcap.day.json");
    }

    [Test]
    public void ShouldSayThatAStoreIsLockedAndKeepTheJournal()
    {
        string path = _folder.File("locked.db");
        using FeedbackStore store = FeedbackStore.Open(path, SqliteOpenMode.Create);
        store.Database.Begin();
        Expect.Failed(Route("static", "--run", "waiting", "--store", path), 4, "ER5013", path);
        store.Database.Rollback();
        Assert.That(Directory.GetFiles($"{path}.journals/waiting", "*.seg"), Is.Not.Empty);
        Assert.That(Route("static", "--run", "waiting", "--store", path).ExitCode, Is.Zero, "once the lock is gone");
    }

    [Test]
    public void ShouldSayThatAStoreCannotBeMade() =>
        Expect.Failed(Route("static", "--store", Path.Combine(DayFiles.Market, "below.db")), 4, "ER5012", "below.db");

    private static CommandResult Route(string policy, params string[] options) =>
        InProcess.Run(["replay", "--capture", DayFiles.Capture, "--policy", policy, "--no-warm-up", "--json", .. options]);

    private CommandResult Learned(string models) => Route("rank-and-fill", "--store", Store, "--run", Path.GetFileName(models), "--model", models);

    private string CopyModels(string name)
    {
        string folder = Directory.CreateDirectory(_folder.File(name)).FullName;
        foreach (string file in Directory.GetFiles(DayFiles.Models))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return folder;
    }
}
