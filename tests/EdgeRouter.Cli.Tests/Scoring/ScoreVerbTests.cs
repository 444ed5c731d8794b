using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Scoring;

[TestFixture]
[NonParallelizable]
public sealed class ScoreVerbTests
{
    // 0.5 + (size < 1.5 ? (spread < 0 ? 0.25 : -0.5) : 2), as XGBoost would write it.
    private const string Model = """
        {"learner":{"attributes":{"best_iteration":"0"},"feature_names":["size","spread"],"feature_types":[],"gradient_booster":{"model":{
        "gbtree_model_param":{"num_parallel_tree":"1"},"tree_info":[0,0],"trees":[
        {"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_indices":[0,1,0,0,0],
        "split_conditions":[1.5E0,0,2E0,2.5E-1,-5E-1],"default_left":[0,1,0,0,0],"split_type":[0,0,0,0,0],"tree_param":{"num_nodes":"5","size_leaf_vector":"0"}},
        {"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[8E0],"default_left":[0],"split_type":[0],"tree_param":{"num_nodes":"1","size_leaf_vector":"0"}}
        ]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"2","num_target":"1"},"objective":{"name":"reg:squarederror"}},"version":[1,7,4]}
        """;

    private readonly TemporaryFolder _folder = new();
    private string _model = string.Empty;
    private string _rows = string.Empty;

    [OneTimeSetUp]
    public void WriteFiles()
    {
        _model = _folder.Write("model.json", Encoding.UTF8.GetBytes(Model));
        _rows = _folder.Write("rows.csv", "spread,size\n-1,1\n1,1\n7,-9\n"u8.ToArray());
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldPrintScores()
    {
        CommandResult result = CommandResult.Of("score", "--model", _model, "--input", _rows, "--output", "-", "--rounds", "best", "--missing", "-9");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.ExitCode, result.Stdout), Is.EqualTo((0, "score\n0.75\n0\n2.5\n")));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1).And.One.StartsWith("info: 3 rows of 2 features scored by model "));
        }
    }

    [TestCase("all", "8.75")]
    [TestCase("best", "0.75")]
    [TestCase("1", "0.75")]
    [TestCase("2", "8.75")]
    public void ShouldUseTheRoundsAskedFor(string rounds, string first)
    {
        string output = _folder.File("rounds.csv");
        CommandResult result = InProcess.Run("score", "--model", _model, "--input", _rows, "--output", output, "--rounds", rounds);
        Assert.That((result.ExitCode, File.ReadAllLines(output)[1]), Is.EqualTo((0, first)));
    }

    [Test]
    public void ShouldSumUpAsJson()
    {
        string rows = _folder.Write("extra.csv", "id,size,spread\n1,1,-1\n"u8.ToArray());
        CommandResult result = InProcess.Run("score", "--model", _model, "--input", rows, "--output", _folder.File("sum.f32"), "--evaluator", "scalar", "--json");
        JsonElement json = result.Json;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ErrorLines, Is.EqualTo(new[] { $"info: {rows}: columns that the model does not read: id" }));
            Assert.That(json.EnumerateObject().Select(static p => p.Name), Is.EqualTo(new[] { "schemaVersion", "rows", "features", "outputs", "modelId", "evaluator", "seconds", "rowsPerSecond" }));
            Assert.That((result.Number("rows"), result.Number("features"), result.Number("outputs"), json.GetProperty("evaluator").GetString()), Is.EqualTo((1L, 2L, 1L, "scalar")));
            Assert.That(json.GetProperty("modelId").GetString(), Has.Length.EqualTo(16));
            Assert.That(File.ReadAllBytes(_folder.File("sum.f32")), Is.EqualTo(BitConverter.GetBytes(8.75f)));
        }
    }

    [Test]
    public void ShouldNameTheLineThatIsWrong()
    {
        string rows = _folder.Write("bad.csv", "size,spread\n1,2\n3,x\n"u8.ToArray());
        CommandResult result = CommandResult.Of("score", "--model", _model, "--input", rows, "--output", _folder.File("bad-out.csv"));
        result.AssertFailed(3, "ER4054", "bad.csv: line 3: column 2 (spread): 'x' is no number");
        Assert.That(Directory.GetFiles(_folder.Path, "bad-out*"), Is.Empty);
    }

    [TestCase(2, "ER4056", "--input", "rows.txt")]
    [TestCase(2, "ER4056", "--output", "scores.txt")]
    [TestCase(2, "ER9061", "--rounds", "0")]
    [TestCase(2, "ER9061", "--rounds", "some")]
    [TestCase(2, "ER9062", "--exact", "--evaluator", "scalar")]
    [TestCase(2, "ER9063", "--json", "--output", "-")]
    [TestCase(2, "ER9001", "--evaluator", "gpu")]
    [TestCase(3, "ER4050", "--input", "nowhere.csv")]
    [TestCase(3, "ER4001", "--model", "nowhere.json")]
    [TestCase(3, "ER4051", "--features", "3")]
    [TestCase(4, "ER4057", "--output", "nowhere/scores.csv")]
    public void ShouldRefuse(int exitCode, string id, params string[] options)
    {
        Dictionary<string, string> defaults = new() { ["--model"] = _model, ["--input"] = _rows, ["--output"] = _folder.File("refused.csv") };
        foreach (string option in options)
        {
            defaults.Remove(option);
        }

        InProcess.Run(["score", .. defaults.SelectMany(static o => new[] { o.Key, o.Value }), .. options]).AssertFailed(exitCode, id);
        Assert.That(Directory.GetFiles(_folder.Path, "refused*"), Is.Empty);
    }

    [Test]
    public void ShouldLeaveNothingBehindWhenStopped()
    {
        string rows = _folder.File("zeros.f64");
        using (FileStream sparse = File.Create(rows))
        {
            sparse.SetLength(8L << 30);
        }

        string output = _folder.File("stopped.f64");
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "score", "--model", _model, "--input", rows, "--output", output])
        {
            RedirectStandardError = true,
        })!;
        var partial = new FileInfo(output + ".partial");
        for (int i = 0; i < 3000 && (!partial.Exists || partial.Length == 0) && !process.WaitForExit(10); i++)
        {
            partial.Refresh();
        }

        Assert.That(process.HasExited, Is.False);
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Task<string> stderr = process.StandardError.ReadToEndAsync();
        Assert.That(process.WaitForExit(TimeSpan.FromSeconds(60)), Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((process.ExitCode, stderr.GetAwaiter().GetResult().Trim().Split('\n')[^1]), Is.EqualTo((130, "error ER9030: stopped by the user")));
            Assert.That(Directory.GetFiles(_folder.Path, "stopped*"), Is.Empty);
        }
    }

    [Test]
    public void ShouldMeasureModelsFused()
    {
        CommandResult result = InProcess.Run("bench", "score", "--model", _model, _model, "--rows", "1,5", "--evaluator", "scalar", "--calls", "300", "--seed", "9", "--json");
        JsonElement json = result.Json;
        JsonElement[] series = [.. json.GetProperty("series").EnumerateArray()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((result.ExitCode, json.EnumerateObject().First().Name), Is.EqualTo((0, "schemaVersion")));
            Assert.That((result.Number("trees"), result.Number("features"), result.Number("outputs"), result.Number("calls"), result.Number("seed")), Is.EqualTo((4L, 2L, 2L, 300L, 9L)));
            Assert.That(series.Select(static s => (s.GetProperty("rows").GetInt32(), s.GetProperty("evaluator").GetString(), s.GetProperty("ran").GetString())), Is.EqualTo(new[] { (1, "scalar", "scalar"), (5, "scalar", "scalar") }));
            foreach (JsonElement one in series)
            {
                double[] figures = [.. new[] { "minNs", "medianNs", "p99Ns", "p999Ns", "maxNs" }.Select(name => one.GetProperty(name).GetDouble())];
                Assert.That(figures, Is.Ordered.And.All.Positive);
                Assert.That(one.GetProperty("allocatedBytes").GetInt64(), Is.Zero);
            }
        }
    }

    [Test]
    public void ShouldMeasureTheRowsOfAFile()
    {
        CommandResult result = InProcess.Run("bench", "score", "--model", _model, "--rows", "2", "--calls", "100", "--calibrate", "--input", _rows);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.Zero);
            Assert.That(result.Stdout, Does.Contain("2 trees, 2 features").And.Contain($"on {_rows} rows").And.Contain("p99.9"));
        }
    }

    [TestCase("ER9064", "--rows", "")]
    [TestCase("ER9064", "--rows", "1,0")]
    [TestCase("ER9064", "--rows", "1;2")]
    [TestCase("ER9064", "--rows", "99999999")]
    [TestCase("ER9065", "--calls", "0")]
    [TestCase("ER9061", "--rounds", "-1")]
    public void ShouldRefuseToMeasure(string id, params string[] options) =>
        InProcess.Run(["bench", "score", "--model", _model, .. options]).AssertFailed(2, id);
}
