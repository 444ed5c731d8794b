using System.Diagnostics;
using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Aeron;

/// <summary>The verb as processes of its own: a driver, looks at its directory, measurements over it.</summary>
[TestFixture]
public sealed class AeronVerbTests
{
    private const int SignalInterrupt = 2;
    private string _directory = string.Empty;
    private Process _driver = null!;
    private JsonElement _announced;

    [OneTimeSetUp]
    public void StartDriver()
    {
        _directory = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"edgerouter-test-{Environment.ProcessId}-verb");
        string[] line = [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "aeron", "driver", "--dir", _directory, "--ipc-term", "128k", "--seed", "5", "--json"];
        _driver = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _announced = JsonDocument.Parse(_driver.StandardOutput.ReadLine() ?? _driver.StandardError.ReadToEnd()).RootElement;
    }

    [OneTimeTearDown]
    public void EndDriver()
    {
        if (!_driver.HasExited)
        {
            _driver.Kill();
            _driver.WaitForExit();
        }

        _driver.Dispose();
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Test]
    public void ShouldAnnounceTheDriver()
    {
        Assert.That(_announced.GetProperty("directory").GetString(), Is.EqualTo(_directory));
        Assert.That((_announced.GetProperty("seed").GetInt64(), _announced.GetProperty("ipcTermBytes").GetInt32(), _announced.GetProperty("threading").GetString()), Is.EqualTo((5L, 131_072, "shared")));
    }

    [Test]
    public void ShouldShowCounters()
    {
        CommandResult stat = CommandResult.Of("aeron", "stat", "--dir", _directory, "--json");
        JsonElement driver = stat.Json.GetProperty("driver");
        Assert.That((stat.ExitCode, driver.GetProperty("isAlive").GetBoolean(), driver.GetProperty("processId").GetInt32()), Is.EqualTo((0, true, _driver.Id)));
        JsonElement[] counters = [.. stat.Json.GetProperty("counters").EnumerateArray()];
        Assert.That(counters.Take(46).Select(counter => counter.GetProperty("id").GetInt32()), Is.EqualTo(Enumerable.Range(0, 46)));
        Assert.That(counters[0].GetProperty("label").GetString(), Does.StartWith("Bytes sent"));
        string table = CommandResult.Of("aeron", "stat", "--dir", _directory, "--once", "--type", "system").Stdout;
        Assert.That(table, Does.Contain("alive").And.Contain("Bytes sent"));
    }

    [Test]
    public void ShouldShowErrorsAndLosses()
    {
        CommandResult errors = CommandResult.Of("aeron", "errors", "--dir", _directory, "--once");
        CommandResult losses = CommandResult.Of("aeron", "loss", "--dir", _directory, "--json");
        Assert.That((errors.ExitCode, losses.ExitCode), Is.EqualTo((0, 0)), errors.Stderr + losses.Stderr);
        Assert.That(errors.Stdout, Does.Contain("alive").And.Contain("no errors"));
        Assert.That(losses.Json.GetProperty("losses").GetArrayLength(), Is.Zero);
    }

    [Test]
    public void ShouldShowStreams()
    {
        using Process subscriber = Start("subscribe", "--stream", "2001", "--idle", "park");
        using Process publisher = Start("publish", "--stream", "2001", "--count", "0", "--rate", "100", "--size", "96", "--timeout", "40");
        try
        {
            string[] kinds = [];
            for (int look = 0; look < 20 && kinds.Length < 2; look++)
            {
                CommandResult streams = CommandResult.Of("aeron", "streams", "--dir", _directory, "--json", "--interval", "0.2");
                Assert.That(streams.ExitCode, Is.Zero, streams.Stderr);
                kinds = [.. streams.Json.GetProperty("streams").EnumerateArray()
                    .Where(row => row.GetProperty("streamId").GetInt32() == 2001)
                    .Select(row => $"{row.GetProperty("kind").GetString()} {row.GetProperty("channel").GetString()}")];
            }

            Assert.That(kinds, Is.EqualTo(new[] { "publication aeron:ipc", "subscriber aeron:ipc" }));
        }
        finally
        {
            publisher.Kill();
            subscriber.Kill();
        }
    }

    [Test]
    public void ShouldPingOverADriverInside()
    {
        CommandResult ping = CommandResult.Of("aeron", "ping", "--embedded", "--dir", _directory + "-inside", "--raw", "--count", "300", "--warm-up", "10", "--json");
        Assert.That(ping.ExitCode, Is.Zero, ping.Stderr);
        Assert.That(ping.Json.GetProperty("roundTrip").GetProperty("count").GetInt64(), Is.EqualTo(300));
        Assert.That(ping.Json.GetProperty("raw").GetProperty("p50Ns").GetInt64(), Is.Positive);
        Assert.That((ping.Number("mismatches"), Directory.Exists(_directory + "-inside")), Is.EqualTo((0L, false)));
    }

    [Test]
    public void ShouldCarryNumberedMessagesBetweenProcesses()
    {
        string[] line = [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "aeron", "subscribe", "--dir", _directory, "--count", "20000", "--idle", "yield", "--json"];
        using Process subscriber = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> log = subscriber.StandardError.ReadToEndAsync();
        CommandResult publish = CommandResult.Of("aeron", "publish", "--dir", _directory, "--count", "20000", "--size", "100", "--json", "--timeout", "40");
        Assert.That(publish.ExitCode, Is.Zero, publish.Stderr);
        using JsonDocument taken = JsonDocument.Parse(subscriber.StandardOutput.ReadToEnd());
        subscriber.WaitForExit();
        Assert.That(subscriber.ExitCode, Is.Zero, log.GetAwaiter().GetResult());
        Assert.That(new[] { "messages", "bytes", "lost", "disordered", "foreign" }.Select(name => taken.RootElement.GetProperty(name).GetInt64()), Is.EqualTo(new[] { 20_000L, 2_000_000, 0, 0, 0 }));
        Assert.That(publish.Number("messages"), Is.EqualTo(20_000));
    }

    [Test]
    public void ShouldRefuseASecondDriverInOneLine() =>
        CommandResult.Of("aeron", "driver", "--dir", _directory).AssertFailed(4, "ER2230", _directory);

    [Test]
    public void ShouldEndInOrderWhenInterrupted()
    {
        string directory = _directory + "-ended";
        string[] line = [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "aeron", "driver", "--dir", directory, "--threading", "invoker", "--idle", "park"];
        using Process driver = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.That(driver.StandardOutput.ReadLine(), Is.EqualTo($"directory: {directory}"));
        using Process kill = Process.Start("kill", [$"-{SignalInterrupt}", $"{driver.Id}"]);
        Assert.That(driver.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.That((driver.ExitCode, Directory.Exists(directory)), Is.EqualTo((130, false)));
        Assert.That(driver.StandardError.ReadToEnd(), Does.StartWith("error ER9030"));
    }

    [Test]
    public void ShouldRefuseAMessageThatNoTermTakes() =>
        CommandResult.Of("aeron", "ping", "--dir", _directory, "--size", "300k", "--stream", "2101").AssertFailed(2, "ER9108", "--size 307200", "16384");

    [Test]
    public void ShouldStopWaitingForADriverWhenInterrupted()
    {
        string[] line = [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "aeron", "publish", "--dir", _directory + "-none", "--set", "routing:objective=speed"];
        using Process publisher = Process.Start(new ProcessStartInfo("dotnet", line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.That(publisher.StandardError.ReadLine(), Does.StartWith("info: settings"), "said when signals are heard and before the work begins");
        using Process kill = Process.Start("kill", [$"-{SignalInterrupt}", $"{publisher.Id}"]);
        string rest = publisher.StandardError.ReadToEnd();
        publisher.WaitForExit();
        Assert.That(publisher.ExitCode, Is.EqualTo(130));
        Assert.That(rest, Does.StartWith("error ER9030"), "it would say ER2210 if it had waited until the end");
    }

    [TestCase(3, "ER2280", "stat", "--dir", "/dev/shm/edgerouter-no-such-directory")]
    [TestCase(2, "ER9111", "stat", "--type", "publmt")]
    [TestCase(2, "ER9107", "driver", "--dir", "/dev/shm/edgerouter-no-such-directory", "--ipc-term", "large")]
    [TestCase(2, "ER2232", "driver", "--dir", "/dev/shm/edgerouter-no-such-directory", "--ipc-term", "100000")]
    [TestCase(2, "ER9108", "ping", "--size", "10")]
    [TestCase(2, "ER9108", "ping", "--count", "0")]
    [TestCase(2, "ER9108", "publish", "--rate", "-1")]
    [TestCase(3, "ER2205", "subscribe", "--channel", "tcp:somewhere")]
    [TestCase(2, "ER9001", "ping", "--idle", "sleepy")]
    public void ShouldRefuseNonsenseInOneLine(int exitCode, string id, params string[] args) => CommandResult.Of(["aeron", .. args]).AssertFailed(exitCode, id);

    private Process Start(string command, params string[] more) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "edgerouter.dll"), "aeron", command, "--dir", _directory, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
}
