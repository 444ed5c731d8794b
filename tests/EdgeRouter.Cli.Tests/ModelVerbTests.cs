using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Tests.Captures;
using EdgeRouter.Cli.Verbs;

namespace EdgeRouter.Cli.Tests;

/// <summary><c>edgerouter model</c>, run inside this process but for one test of the real command.</summary>
[TestFixture]
public sealed class ModelVerbTests
{
    // x0 < 1.5 ? (x1 < 0 ? 0.25 : -0.5) : 2, missing x0 right and x1 left; feature "idle" is not used.
    private const string Model = """
        {"learner":{"attributes":{"best_iteration":"0"},"feature_names":["size","spread","idle"],"feature_types":[],"gradient_booster":{"model":{
        "gbtree_model_param":{"num_parallel_tree":"1"},"tree_info":[0,0],"trees":[
        {"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_indices":[0,1,0,0,0],"split_conditions":[1.5,0,2,0.25,-0.5],"default_left":[0,1,0,0,0],
        "tree_param":{"size_leaf_vector":"0"}},
        {"left_children":[-1],"right_children":[-1],"split_indices":[0],"split_conditions":[0.125],"default_left":[0],"tree_param":{"size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"0","num_feature":"3","num_target":"1"},"objective":{"name":"reg:squarederror"}},"version":[1,7,4]}
        """;

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ShouldShowHelpWithExamples()
    {
        CommandResult result = CommandResult.Of("model", "--help");
        Assert.That(result.ExitCode, Is.Zero);
        Assert.That(result.Stdout, Does.Contain("edgerouter model info").And.Contain("edgerouter model compile").And.Contain("edgerouter model diff"));
    }

    [Test]
    public void ShouldShowAModel()
    {
        CommandResult result = Run("info", Write("shown.json", Model));
        Expect(result, 0);
        Assert.That(result.Stdout, Does.Contain("reg:squarederror").And.Contain("features used: 2: size spread").And.Contain("features unused: 1: idle").And.Contain("scalar"));
    }

    [Test]
    public void ShouldShowAModelAsJson()
    {
        CommandResult result = Run("info", Write("json.json", Model), "--json");
        Expect(result, 0);
        JsonElement file = result.Json.GetProperty("files")[0];
        JsonElement model = file.GetProperty("models")[0];
        JsonElement output = file.GetProperty("outputs")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Number("schemaVersion"), Is.EqualTo(1));
            Assert.That(file.GetProperty("kind").GetString(), Is.EqualTo("model"));
            Assert.That(model.GetProperty("trees").GetInt32(), Is.EqualTo(2));
            Assert.That(model.GetProperty("depth").GetProperty("max").GetInt32(), Is.EqualTo(2));
            Assert.That(model.GetProperty("treesOfDepth").GetRawText(), Is.EqualTo("[1,0,1]"));
            Assert.That(file.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("used").GetBoolean()), Is.EqualTo(new[] { true, true, false }));
            Assert.That(file.GetProperty("forest").GetProperty("complete").GetInt32(), Is.EqualTo(1));
            Assert.That(file.GetProperty("forest").GetProperty("lanes").GetInt32(), Is.EqualTo(2));
            Assert.That(output.GetProperty("scaleBits").GetInt32(), Is.EqualTo(25), "the largest leaf, 2, fits 27 bits with 25 behind the point");
            Assert.That(output.GetProperty("quantisationBound").GetDouble(), Is.EqualTo(1.5 / (1 << 25)));
        }
    }

    [Test]
    public void ShouldCompileAndFindTheSameModelsAgain()
    {
        string model = Write("source.json", Model);
        string forest = _folder.File("out.erf");
        CommandResult compiled = Run("compile", model, "-o", forest, "--json");
        Expect(compiled, 0);
        CommandResult info = Run("info", forest, "--json");
        Expect(info, 0);
        CommandResult diff = Run("diff", model, forest);
        Expect(diff, 0);
        JsonElement file = info.Json.GetProperty("files")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(compiled.Number("bytes"), Is.EqualTo(new FileInfo(forest).Length));
            Assert.That(file.GetProperty("kind").GetString(), Is.EqualTo("forest"));
            Assert.That(file.GetProperty("sound").GetBoolean(), Is.True);
            Assert.That(file.GetProperty("id").GetString(), Is.EqualTo(compiled.Json.GetProperty("id").GetString()));
            Assert.That(diff.Stdout, Is.EqualTo("the models are the same\n"));
            Assert.That(Run("compile", model, "-o", forest).ExitCode, Is.Zero, "an older forest file is replaced");
        }
    }

    [Test]
    public void ShouldFuseModelsAndChooseRounds()
    {
        string model = Write("fused.json", Model);
        CommandResult fused = Run("compile", model, model, "-o", _folder.File("fused.erf"), "--rounds", "best", "--json");
        Expect(fused, 0);
        Assert.That((fused.Number("models"), fused.Number("outputs"), fused.Number("trees")), Is.EqualTo((2L, 2L, 2L)), "the best round is the first");
        Assert.That(Run("compile", model, "-o", _folder.File("fused.erf"), "--rounds", "1", "--json").Number("trees"), Is.EqualTo(1));
        Assert.That(Run("compile", model, "-o", _folder.File("fused.erf"), "--rounds", "all", "--json").Number("trees"), Is.EqualTo(2));
    }

    [Test]
    public void ShouldScoreWithAForestFileAsWithItsModel()
    {
        string model = Write("scored.json", Model);
        string forest = _folder.File("scored.erf");
        string rows = Write("rows.csv", "size,spread,idle\n1,-1,0\n1,1,0\n7,0,0\n");
        Expect(Run("compile", model, "-o", forest), 0);
        foreach (string file in new[] { model, forest })
        {
            foreach (string[] more in new string[][] { [], ["--exact"] })
            {
                string output = _folder.File("scores.csv");
                CommandResult result = InProcess.Run(["score", "--model", file, "--input", rows, "--output", output, .. more]);
                Assert.That(result.ExitCode, Is.Zero, result.Stderr);

                // 0.5 + 0.125 + the leaf of the first tree.
                Assert.That(File.ReadAllLines(output)[1..], Is.EqualTo(new[] { "0.875", "0.125", "2.625" }), $"{file} {string.Join(' ', more)}");
            }
        }
    }

    [Test]
    public void ShouldShowDifferences()
    {
        string first = Write("first.json", Model);
        string second = Write("second.json", Model.Replace("[1.5,0,2,", "[1.5,0,3,", StringComparison.Ordinal));
        CommandResult text = Run("diff", first, second);
        CommandResult json = Run("diff", first, second, "--json");
        Expect(text, 1);
        Expect(json, 1);
        Assert.That(text.Stdout, Does.StartWith("model 0 tree 0 node 2: leaf 2 [2] | leaf 3 [2]\n").And.Contain("1 trees (0 splits, 1 leaves"));
        Assert.That(json.Json.GetProperty("same").GetBoolean(), Is.False);
        Assert.That(json.Number("leaves"), Is.EqualTo(1));
        Assert.That(json.Json.GetProperty("differences")[0].GetProperty("second").GetString(), Is.EqualTo("leaf 3 [2]"));
    }

    [Test]
    public void ShouldNeverOverwriteWhatIsNoForest()
    {
        string model = Write("kept.json", Model);
        string forest = _folder.File("kept.erf");
        Expect(Run("compile", model, "-o", forest), 0);
        using (Assert.EnterMultipleScope())
        {
            Run("compile", model, "-o", model).AssertFailed(2, "ER9046", model);
            Run("compile", model, "-o", Write("other.json", Model)).AssertFailed(2, "ER9046", "other.json");
            Run("compile", forest, "-o", Path.Combine(_folder.Path, ".", "kept.erf")).AssertFailed(2, "ER9046", "kept.erf");
            Assert.That(File.ReadAllText(model), Is.EqualTo(Model));
        }
    }

    [Test]
    public void ShouldSayWhatIsWrong()
    {
        string model = Write("right.json", Model);
        string forest = _folder.File("cut.erf");
        Expect(Run("compile", model, "-o", forest), 0);
        File.WriteAllBytes(forest, File.ReadAllBytes(forest)[..^64]);
        using (Assert.EnterMultipleScope())
        {
            Run("info", _folder.File("none.ubj")).AssertFailed(3, "ER4001", "none.ubj");
            Run("info", Write("text.txt", "hello")).AssertFailed(3, "ER4002", "text.txt");
            Run("info", forest).AssertFailed(3, "ER4011", "cut.erf");
            Run("info", model, "--rounds", "0").AssertFailed(2, "ER9061", "--rounds 0");
            Run("info", model, "--rounds", "many").AssertFailed(2, "ER9061", "many");
            Run("compile", model, "-o", _folder.File("no/folder.erf")).AssertFailed(4, "ER4015", "folder.erf");
            Run("info").AssertFailed(2, "ER9001");
            Run("compile", model).AssertFailed(2, "ER9001", "--output");
            Run("diff", model).AssertFailed(2, "ER9001");
        }
    }

    private static void Expect(CommandResult result, int exitCode)
    {
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Stderr);
        Assert.That(result.Stderr, Is.Empty);
    }

    private static CommandResult Run(params string[] args)
    {
        using StringWriter stdout = new();
        using StringWriter stderr = new();
        int exitCode = new CommandHost([new ModelVerb()], stdout, stderr).Run(["model", .. args]);
        return new CommandResult(exitCode, stdout.ToString(), stderr.ToString());
    }

    private string Write(string name, string text) => _folder.Write(name, System.Text.Encoding.UTF8.GetBytes(text));
}
