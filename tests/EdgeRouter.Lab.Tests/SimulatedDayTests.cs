using EdgeRouter.Core.Errors;
using EdgeRouter.Lab.Tests.Support;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Lab.Tests;

[TestFixture]
public sealed class SimulatedDayTests
{
    private static readonly SimulatedDay Day = new(ulong.MaxValue - 3, 17, MarketParameters.CreateDefault() with { DurationSeconds = 123 });

    private Folder _folder = null!;
    private string _capture = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new Folder();
        _capture = _folder["day.pcap"];
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void ShouldComeBackAsItWas()
    {
        Day.Save(_capture);
        SimulatedDay back = SimulatedDay.Load(_capture);
        Assert.That((back.Seed, back.Day), Is.EqualTo((Day.Seed, Day.Day)));
        Assert.That(MarketParametersJson.Format(back.Market), Is.EqualTo(MarketParametersJson.Format(Day.Market)));
        Assert.That(File.Exists(_capture + ".day.json"), Is.True);
    }

    [Test]
    public void ShouldSayThatThereIsNone() => ErrorIs("ER7104", "edgerouter simulate");

    [Test]
    public void ShouldSayThatItCannotBeRead()
    {
        Directory.CreateDirectory(_capture + ".day.json");
        ErrorIs("ER7104", "edgerouter simulate");
    }

    [TestCase("", "does not describe")]
    [TestCase("not json", "does not describe")]
    [TestCase("[1, 2]", "does not describe")]
    [TestCase("{}", "does not describe")]
    [TestCase("{\"schemaVersion\": \"one\"}", "does not describe")]
    [TestCase("{\"schemaVersion\": 1.5}", "does not describe")]
    [TestCase("{\"schemaVersion\": 1, \"seed\": 1, \"day\": 1}", "does not describe")]
    [TestCase("{\"schemaVersion\": 1, \"seed\": -1, \"day\": 1, \"market\": {}}", "does not describe")]
    [TestCase("{\"schemaVersion\": 1, \"seed\": 1, \"day\": 99999999999, \"market\": {}}", "does not describe")]
    [TestCase("{\"schemaVersion\": 1, \"seed\": 1, \"day\": -1, \"market\": {}}", "is of day -1")]
    [TestCase("{\"schemaVersion\": 2}", "version 2, this program reads up to 1: use a newer one")]
    [TestCase("{\"schemaVersion\": 0}", "version 0")]
    public void ShouldSayWhatIsWrongInOneLine(string text, string part)
    {
        File.WriteAllText(SimulatedDay.PathBeside(_capture), text);
        ErrorIs("ER7105", part);
    }

    [Test]
    public void ShouldNameABadMarketParameter()
    {
        Day.Save(_capture);
        string path = SimulatedDay.PathBeside(_capture);
        string good = File.ReadAllText(path);
        File.WriteAllText(path, good.Replace("\"durationSeconds\": 123", "\"durationSeconds\": -5", StringComparison.Ordinal));
        ErrorIs("ER7053", "-5");
        File.WriteAllText(path, good.Replace("\"durationSeconds\": 123", "\"durationMinutes\": 2", StringComparison.Ordinal));
        ErrorIs("ER7052", "durationMinutes");
    }

    [Test]
    public void ShouldSayWhereItCannotWrite()
    {
        string nowhere = Path.Combine(_folder["none"], "day.pcap");
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => Day.Save(nowhere));
        Assert.That(e!.Id, Is.EqualTo("ER7103"));
        Assert.That(e.Message, Does.Contain(nowhere));
    }

    private void ErrorIs(string id, string part)
    {
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => SimulatedDay.Load(_capture));
        Assert.That(e!.Id, Is.EqualTo(id));
        Assert.That(e.Message, Does.Contain(part).And.Contain(_capture).And.Not.Contain("\n"));
    }
}
