using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Days;

[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class SimulateTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void ShouldWriteTheSameBytesForTheSameSeedAndOthersForAnother()
    {
        byte[] again = Simulate("again.pcap", "--seed", "7");
        byte[] other = Simulate("other.pcap", "--seed", "8");
        byte[] nextDay = Simulate("next.pcap", "--seed", "7", "--day", "2");
        byte[] first = File.ReadAllBytes(DayFiles.Capture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(again.AsSpan().SequenceEqual(first), Is.True);
            Assert.That(other.AsSpan().SequenceEqual(first), Is.False);
            Assert.That(nextDay.AsSpan().SequenceEqual(first), Is.False);
            Assert.That(File.ReadAllText(_folder.File("again.pcap.day.json")), Is.EqualTo(File.ReadAllText($"{DayFiles.Capture}.day.json")));
        }
    }

    [Test]
    public void ShouldCountWhatReplayThenFinds()
    {
        CommandResult replayed = InProcess.Run("replay", "--feed", "memoir-depth", "--capture", DayFiles.Capture, "--no-warm-up", "--json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(replayed.ExitCode, Is.Zero, replayed.Stderr);
            Assert.That(DayFiles.Simulated.Number("packets"), Is.GreaterThan(1000).And.EqualTo(replayed.Number("packets")));
            Assert.That(DayFiles.Simulated.Number("messages"), Is.EqualTo(replayed.Number("messages")));
            Assert.That(replayed.Number("instruments"), Is.GreaterThanOrEqualTo(3).And.EqualTo(DayFiles.Simulated.Json.GetProperty("instruments").GetArrayLength()));
            Assert.That(DayFiles.Simulated.Json.GetProperty("venues").GetArrayLength(), Is.GreaterThanOrEqualTo(6));
        }
    }

    [Test]
    public void ShouldTakeBackTheMarketThatItSaved()
    {
        byte[] again = Simulate("saved.pcap", "--seed", "7", "--market", DayFiles.Market);
        Assert.That(again.AsSpan().SequenceEqual(File.ReadAllBytes(DayFiles.Capture)), Is.True);
    }

    [Test]
    public void ShouldMakeVenuesAlikeInTheNullMarket()
    {
        CommandResult result = InProcess.Run("simulate", "--null", "--duration", "120", "--output", _folder.File("null.pcap"), "--save-market", _folder.File("null.json"), "--json");
        Expect.Done(result);
        using JsonDocument market = JsonDocument.Parse(File.ReadAllText(_folder.File("null.json")));
        string[] venues = [.. market.RootElement.GetProperty("market").GetProperty("venues").EnumerateArray().Select(WithoutName)];
        Assert.That(venues, Has.Length.GreaterThanOrEqualTo(2));
        Assert.That(venues.Distinct().Count(), Is.EqualTo(1), "but for the name");
    }

    [Test]
    public void ShouldShowTablesToPeople()
    {
        CommandResult result = InProcess.Run("simulate", "--duration", "120", "--output", _folder.File("text.pcap"));
        Expect.Done(result);
        Assert.That(result.Stdout, Does.Contain("by venue").And.Contain("by instrument").And.Not.Contain("-0.00").And.Not.Contain("NaN"));
    }

    [TestCase("{", "ER7052")]
    [TestCase("[1, 2]", "ER7052")]
    [TestCase("{\"schemaVersion\": 99}", "ER7052")]
    [TestCase("", "ER7052")]
    public void ShouldRefuseWhatIsNoMarketFile(string text, string id) =>
        Expect.Failed(Refused(text), 3, id, "bad.json");

    [Test]
    public void ShouldNameAnUnknownKey() =>
        Expect.Failed(Refused(Changed("\"tickNanos\"", "\"tickNannos\"")), 3, "ER7052", "bad.json", "tickNannos", "no such key");

    [Test]
    public void ShouldNameAValueOfTheWrongKind() =>
        Expect.Failed(Refused(Changed("\"tickNanos\": 10000000", "\"tickNanos\": \"cheap\"")), 3, "ER7052", "bad.json", "tickNanos", "wrong kind");

    [Test]
    public void ShouldNameAValueOutOfRange() =>
        Expect.Failed(Refused(Changed("\"tickNanos\": 10000000", "\"tickNanos\": -1")), 3, "ER7053", "bad.json", "tickNanos");

    [Test]
    public void ShouldNameAMissingMarketFile() =>
        Expect.Failed(InProcess.Run("simulate", "--market", _folder.File("none.json"), "--output", _folder.File("x.pcap")), 3, "ER7051", "none.json");

    [Test]
    public void ShouldSayThatAFolderCannotBeWritten()
    {
        string below = Path.Combine(DayFiles.Market, "below");
        using (Assert.EnterMultipleScope())
        {
            Expect.Failed(InProcess.Run("simulate", "--duration", "120", "--output", below), 4, "ER2010", below);
            Expect.Failed(InProcess.Run("simulate", "--duration", "120", "--output", _folder.File("y.pcap"), "--save-market", below), 4, "ER7051", below);
        }
    }

    [TestCase("--duration 5", "ER9008", "120 to 23400")]
    [TestCase("--duration 90000", "ER9008", "120 to 23400")]
    [TestCase("--report r", "ER9097", "--calibrate")]
    [TestCase("--calibrate . --null", "ER9097", "--null")]
    [TestCase("--calibrate . --line-b", "ER9097", "--line-b")]
    [TestCase("--calibrate . --loss 0.1", "ER9097", "--loss")]
    [TestCase("--calibrate . --reorder 0.1", "ER9097", "--reorder")]
    [TestCase("--calibrate . --duplicate 0.1", "ER9097", "--duplicate")]
    [TestCase("--calibrate . --snapshots 1", "ER9097", "--snapshots")]
    [TestCase("--calibrate . --test-day 2013-10-10", "ER9098", "2013-10-10")]
    [TestCase("--calibrate . --test-day 20131007", "ER7084", "test day")]
    [TestCase("--duration long", "ER9001", "whole number")]
    [TestCase("--day 0", "ER9018", "1 to 9999")]
    [TestCase("--day -3", "ER9018", "1 to 9999")]
    [TestCase("--seed -1", "ER9001", "0 or more")]
    [TestCase("--null --taq folder", "ER9007", "take one")]
    public void ShouldRefuseOptionsOutOfRange(string options, string id, string mention) =>
        Expect.Failed(InProcess.Run(["simulate", "--output", _folder.File("z.pcap"), .. options.Split(' ')]), 2, id, mention);

    private static string WithoutName(JsonElement venue) =>
        string.Join(' ', venue.EnumerateObject().Where(p => p.Name is not ("name" or "mic" or "symbol")).Select(p => $"{p.Name}={p.Value.GetRawText()}"));

    private static string Changed(string from, string to)
    {
        string text = File.ReadAllText(DayFiles.Market);
        Assert.That(text, Does.Contain(from));
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private CommandResult Refused(string market)
    {
        string path = _folder.File("bad.json");
        File.WriteAllText(path, market);
        return InProcess.Run("simulate", "--duration", "120", "--market", path, "--output", _folder.File("bad.pcap"));
    }

    private byte[] Simulate(string name, params string[] options)
    {
        CommandResult result = InProcess.Run(["simulate", "--duration", "300", "--output", _folder.File(name), "--json", .. options]);
        Assert.That(result.ExitCode, Is.Zero, result.Stderr);
        return File.ReadAllBytes(_folder.File(name));
    }
}
