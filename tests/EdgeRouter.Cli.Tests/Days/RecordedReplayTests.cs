using System.Text.Json;
using EdgeRouter.Cli.Tests.Captures;

namespace EdgeRouter.Cli.Tests.Days;

/// <summary>Orders of ours over captured feeds: the real capture, and a simulated one whose market is left aside.</summary>
[TestFixture]
[Parallelizable(ParallelScope.Self)]
public sealed class RecordedReplayTests
{
    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void ShouldRouteOverTheRealCaptureAndReplayItsJournal()
    {
        string capture = SharedData.CmeCapture;
        CommandResult first = Recorded(capture, "cme-mdp3", "a.db");
        CommandResult again = Recorded(capture, "cme-mdp3", "b.db");

        Assert.That(first.ExitCode, Is.Zero, first.Stderr);
        JsonElement result = first.Json;
        Assert.That(result.GetProperty("fills").GetString(), Is.EqualTo("queue model"));
        Assert.That(result.GetProperty("packets").GetInt64(), Is.EqualTo(10_000));
        Assert.That(result.GetProperty("parents").GetInt64(), Is.InRange(30, 200));
        Assert.That(result.GetProperty("children").GetInt64(), Is.GreaterThan(30));
        Assert.That(result.GetProperty("openParents").GetInt64(), Is.Zero);
        Assert.That(result.GetProperty("bookHash").GetString(), Has.Length.EqualTo(16));
        Assert.That(Bytes("b.db").AsSpan().SequenceEqual(Bytes("a.db")), Is.True, "the same journal, to the byte");
        Assert.That(again.ExitCode, Is.Zero);

        CommandResult replayed = CommandResult.Of("replay", "--journal", JournalOf("a.db"), "--capture", capture);
        Assert.That(replayed.ExitCode, Is.Zero, replayed.Stderr);
        Assert.That(replayed.Stdout, Does.Contain("bit-identical"));
    }

    [Test]
    public void ShouldRouteOverAnOrderByOrderFeedWithoutItsMarket()
    {
        string capture = _folder.File("lost.pcap");
        File.Copy(DayFiles.Capture, capture);
        CommandResult result = Recorded(capture, "memoir-depth", "c.db", "--instruments", "2", "--impact", "0", "--cancels", "behind", "--parent-every", "10");

        Assert.That(result.ExitCode, Is.Zero, result.Stderr);
        Assert.That(result.Json.GetProperty("children").GetInt64(), Is.GreaterThan(10));
        Assert.That(CommandResult.Of("tca", "--store", _folder.File("c.db"), "--json").Json.GetProperty("market").GetString(), Is.EqualTo("queue model"));
    }

    [TestCase("ER9104", "--instruments has no meaning without --recorded", "--policy", "static", "--store", "x.db", "--instruments", "3")]
    [TestCase("ER9105", "--instruments 65", "--policy", "static", "--store", "x.db", "--recorded", "--instruments", "65")]
    [TestCase("ER9105", "--order-latency-us -1", "--policy", "static", "--store", "x.db", "--recorded", "--order-latency-us=-1")]
    [TestCase("ER7130", "ReportLatencyNs", "--policy", "static", "--store", "x.db", "--recorded", "--report-latency-us", "1")]
    [TestCase("ER7130", "ImpactCoefficient", "--policy", "static", "--store", "x.db", "--recorded", "--impact", "11")]
    [TestCase("ER9106", "--policy", "--recorded")]
    public void ShouldNameTheOptionThatIsWrong(string id, string named, params string[] options)
    {
        string capture = SharedData.CmeCapture;
        string[] placed = [.. options.Select(o => o == "x.db" ? _folder.File(o) : o)];

        Expect.Failed(CommandResult.Of(["replay", "--feed", "cme-mdp3", "--capture", capture, .. placed]), 2, id, named);
    }

    [Test]
    public void ShouldSayThatNothingCanBeTradedWhereNoBookHasTwoSides()
    {
        // The CME capture read as MEMOIR: not one message is taken for an order.
        CommandResult result = Recorded(SharedData.CmeCapture, "memoir-depth", "d.db");

        Expect.Failed(result, 3, "ER7131", "--feed");
    }

    private CommandResult Recorded(string capture, string feed, string store, params string[] more) => CommandResult.Of(
        ["replay", "--feed", feed, "--capture", capture, "--policy", "best-price", "--recorded", "--store", _folder.File(store), "--run", "run", "--no-warm-up", "--json", .. more]);

    private string JournalOf(string store) => Path.Combine(_folder.File(store) + ".journals", "run");

    private byte[] Bytes(string store) => [.. Directory.GetFiles(JournalOf(store), "*.seg").Order(StringComparer.Ordinal).SelectMany(File.ReadAllBytes)];
}
