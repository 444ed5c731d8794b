using System.Diagnostics;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Days;

[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class DemoTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    [CancelAfter(60_000)]
    public void ShouldRunTheWholeLoop()
    {
        CommandResult result = CommandResult.Of("demo", "--duration", "600", "--source", "file", "--output", _folder.File("demo"), "--json");
        Expect.Done(result);
        JsonElement json = result.Json;
        string[] policies = [.. json.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("policy").GetString()!)];
        JsonElement[] comparisons = [.. json.GetProperty("comparisons").EnumerateArray()];
        JsonElement[] runs = [.. json.GetProperty("runs").EnumerateArray()];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(1));
            Assert.That(policies, Is.EquivalentTo(new[] { "static", "best-price", "rank-and-fill" }));
            Assert.That(json.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("parents").GetInt64()).Distinct().Count(), Is.EqualTo(1), "identical parents");
            Assert.That(comparisons.Select(c => (c.GetProperty("policy").GetString(), c.GetProperty("baseline").GetString())), Is.EqualTo(new[] { ("rank-and-fill", "static"), ("rank-and-fill", "best-price") }));
            Assert.That(json.GetProperty("learnedIsBetter").GetBoolean(), Is.EqualTo(comparisons.All(c => c.GetProperty("highBps").GetDouble() < 0)), "it says what its intervals say");
            Assert.That(json.GetProperty("venues").EnumerateArray().Select(v => v.GetProperty("venue").GetString()).Distinct().Count(), Is.GreaterThanOrEqualTo(6));
            Assert.That(runs.Select(r => r.GetProperty("bookPathHash").GetString()).Distinct().Count(), Is.EqualTo(1), "no router alters the capture's books, at any time of the day");
            Assert.That(runs[0].GetProperty("bookPathHash").GetString(), Is.Not.EqualTo(DayFiles.Routed.Json.GetProperty("bookPathHash").GetString()), "another day goes another way");
            Assert.That(runs.Select(r => r.GetProperty("openParents").GetInt64()), Has.All.Zero);
            Assert.That(json.GetProperty("trainingMetrics").EnumerateObject().Select(m => m.Name), Does.Contain("cost.rmse_bps"));
            Assert.That(File.Exists(json.GetProperty("store").GetString()), Is.True);
            Assert.That(Directory.Exists(json.GetProperty("models").GetString()), Is.True);
        }

        AssertLatencies(json.GetProperty("latencyNs"));
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    [CancelAfter(60_000)]
    public async Task ShouldEndInOrderWhenStopped(string signal)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "demo", "--source", "file", "--output", _folder.File($"stop-{signal}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process demo = Process.Start(start)!;
        string first = await demo.StandardError.ReadLineAsync() ?? string.Empty;
        using (Process kill = Process.Start("kill", [$"-{signal}", $"{demo.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        string rest = await demo.StandardError.ReadToEndAsync();
        string result = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first, Does.Contain("simulating day 1"));
            Assert.That(demo.ExitCode, Is.EqualTo(130), rest);
            Assert.That(rest, Does.EndWith("error ER9030: stopped by the user\n").And.Not.Contain("   at "));
            Assert.That(result, Is.Empty);
        }
    }

    [TestCase("--training-days 0", "ER9013")]
    [TestCase("--policy static", "ER9001")]
    [TestCase("--source nic", "ER9001")]
    public void ShouldRefuseOptionsOutOfRange(string options, string id) =>
        Expect.Failed(CommandResult.Of(["demo", "--output", _folder.File("no"), .. options.Split(' ')]), 2, id, options.Split(' ')[0]);

    [Test]
    public void ShouldSayThatItsFolderCannotBeMade() =>
        Expect.Failed(CommandResult.Of("demo", "--duration", "120", "--source", "file", "--output", Path.Combine(DayFiles.Market, "below")), 4, "ER9011", DayFiles.Market);

    private static void AssertLatencies(JsonElement latencies)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (string stage in new[] { "decode", "book", "features", "score", "waterfall", "total" })
            {
                JsonElement figures = latencies.GetProperty(stage);
                Assert.That(figures.GetProperty("count").GetInt64(), Is.Positive, stage);
                long[] ordered = [.. new[] { "p50", "p99", "p999", "max" }.Select(p => figures.GetProperty(p).GetInt64())];
                Assert.That(ordered, Is.Ordered, stage);
            }
        }
    }
}
