using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Simulation.Tests.Parameters;

public sealed class MarketParametersJsonTests
{
    private const string Least = """
        { "schemaVersion": 1, "market": { "instruments": [ { "symbol": "XYZ", "openPrice": 10 } ], "venues": [ { "name": "A", "kind": "Lit" } ] } }
        """;

    [Test]
    public void ShouldReadBackWhatItWrote()
    {
        foreach (MarketParameters parameters in new[] { MarketParameters.CreateDefault(), MarketParameters.CreateNull(), MarketParameters.CreateTaq("folder", "20131007") })
        {
            string text = MarketParametersJson.Format(parameters);
            MarketParameters back = MarketParametersJson.Parse(text, "test");

            Assert.That(MarketParametersJson.Format(back), Is.EqualTo(text));
            Assert.That(back.Venues, Is.EqualTo(parameters.Venues));
            Assert.That(back.Instruments, Is.EqualTo(parameters.Instruments));
            Assert.That((back.Price, back.Flow, back.TaqPath, back.DurationSeconds), Is.EqualTo((parameters.Price, parameters.Flow, parameters.TaqPath, parameters.DurationSeconds)));
        }
    }

    [Test]
    public void ShouldRunAMarketOfOneVenueAndOneInstrument()
    {
        MarketParameters parameters = MarketParametersJson.Parse(Least, "test") with { DurationSeconds = 10 };
        var market = new MarketSimulator(parameters, 1, 0, null);
        while (market.AdvanceTo(market.StartTimeNs + 5_000_000_000))
        {
        }

        Assert.That(market.CopyLevels(new VenueId(0), new InstrumentId(0), Side.Buy, new (Price, long)[8]), Is.EqualTo(5));
    }

    [TestCase("\"openPrice\": 10", "\"openPrise\": 10", "ER7052", "openPri")]
    [TestCase("\"name\": \"A\"", "\"name\": \"A\", \"latencyNanos\": 3", "ER7052", "latencyNanos")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lid\"", "ER7052", "venues[0].kind")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": 0", "ER7052", "venues[0].kind")]
    [TestCase("\"openPrice\": 10", "\"openPrice\": \"ten\"", "ER7052", "openPrice")]
    [TestCase("\"symbol\": \"XYZ\"", "\"symbol\": null", "ER7052", "symbol")]
    [TestCase("{ \"schemaVersion\"", "{{ \"schemaVersion\"", "ER7052", "line 1")]
    [TestCase("\"schemaVersion\": 1", "\"schemaVersion\": 2", "ER7052", "schemaVersion")]
    [TestCase("\"openPrice\": 10", "\"openPrice\": 0.5", "ER7053", "instruments[0].openPrice is 0.5")]
    [TestCase("\"symbol\": \"XYZ\"", "\"symbol\": \"xyz\"", "ER7053", "instruments[0].symbol")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Midpoint\"", "ER7053", "hidden")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Auction\"", "ER7053", "venues[0].auction")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lit\", \"auction\": {}", "ER7053", "venues[0].auction is given")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lit\", \"proRata\": { \"firstShareBps\": 10001 }", "ER7053", "venues[0].proRata.firstShareBps is 10001")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lit\", \"feeTiers\": [ { \"fromShares\": 5 }, { \"fromShares\": 5 } ]", "ER7053", "venues[0].feeTiers[1].fromShares is 5")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lit\", \"makerReserveShare\": 0.6, \"makerHiddenShare\": 0.5", "ER7053", "venues[0].makerHiddenShare is 0.5")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lit\", \"wayBackTail\": { \"capNs\": 5 }", "ER7053", "venues[0].wayBackTail.capNs is 5")]
    [TestCase("\"openPrice\": 10", "\"openPrice\": 10, \"tickBands\": [ { \"priceFromNanos\": 0, \"tickNanos\": 3000000 } ]", "ER7053", "instruments[0].tickBands[0].tickNanos is 3000000")]
    [TestCase("\"openPrice\": 10", "\"openPrice\": 10, \"tickBands\": [ { \"priceFromNanos\": 1, \"tickNanos\": 10000000 } ]", "ER7053", "instruments[0].tickBands[0].priceFromNanos is 1")]
    [TestCase("\"kind\": \"Lit\"", "\"kind\": \"Lit\", \"latencyNs\": 0", "ER7053", "venues[0].latencyNs is 0")]
    [TestCase("\"openPrice\": 10", "\"openPrice\": 10, \"tickNanos\": 3000", "ER7053", "instruments[0].tickNanos")]
    [TestCase("\"kind\": \"Lit\" }", "\"kind\": \"Lit\" }, { \"name\": \"A\", \"kind\": \"Lit\" }", "ER7053", "'A' twice")]
    public void ShouldNameTheOffendingKeyInOneLine(string from, string to, string id, string part)
    {
        string text = Least.Replace(from, to, StringComparison.Ordinal);
        Assert.That(text, Is.Not.EqualTo(Least));
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => MarketParametersJson.Parse(text, "m.json"))!;

        Assert.That(error.Id, Is.EqualTo(id), error.Message);
        Assert.That(error.Message, Does.Contain(part));
        Assert.That(error.Message, Does.Contain("m.json"));
        Assert.That(error.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void ShouldNameAFileThatIsNotThere()
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => MarketParametersJson.Load("/nowhere/market.json"))!;

        Assert.That(error.Id, Is.EqualTo("ER7051"));
        Assert.That(error.Message, Does.Contain("/nowhere/market.json"));
    }

    [Test]
    public void ShouldSaveAndLoadAFile()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "market-test.json");
        MarketParametersJson.Save(MarketParameters.CreateDefault(), path);

        Assert.That(MarketParametersJson.Load(path).Venues, Is.EqualTo(MarketParameters.CreateDefault().Venues));
        File.Delete(path);
    }
}
