using System.IO.Compression;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.History;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.History;

public sealed class TaqTests
{
    private const string Quotes = "34200000,100000,300,0,0,P,0,0\n34200000,0,0,100200,500,Q,0,0\n34201500,100100,100,0,0,N,0,0\n34202000,0,0,100300,100,N,0,1\n";
    private const string Trades = "34199999,100100,100,N,0,0\n34200500,100200,300,N,0,0\n34201000,100000,200,Q,0,0\n34202500,100190,50,D,0,0\n34202600,100000,70,N,0,1\n";
    private string _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "taq-" + TestContext.CurrentContext.Test.ID);
        Directory.CreateDirectory(_folder);
        Write("quote", Quotes);
        Write("trade", Trades);
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ShouldTakePathAndSignedTapeFromTheFiles()
    {
        InstrumentHistory history = TaqHistory.Build(Market(), 0, seed: 1, new DateOnly(2013, 10, 7));
        long open = 1_381_152_600_000_000_000;

        Assert.That(history.OpenTicks, Is.EqualTo(1001.0));
        Assert.That(history.Moves, Is.EqualTo(new[] { new PriceStep(open + 1_500_000_000, 1001.5) }));
        Assert.That(history.Takers.Where(t => t.Kind == TakerKind.Natural).Select(t => (t.Sign, t.Shares, t.Route)), Is.EqualTo(new[]
        {
            ((sbyte)1, 300, 1.0f), ((sbyte)-1, 200, 1.0f), ((sbyte)1, 50, -1.0f),
        }));
        Assert.That((history.Takers[0].TimeNs - open) / 1_000_000, Is.EqualTo(500));
    }

    [TestCase("34200000,100000,300,0,0,P,0,0\n34199000,100000,300,0,0,P,0,0\n", "line 2")]
    [TestCase("34200000,100000,300,0,0,P,0\n", "line 1")]
    [TestCase("34200000,abc,300,0,0,P,0,0\n", "bid 'abc'")]
    [TestCase("34200000,-5,300,0,0,P,0,0\n", "bid '-5'")]
    [TestCase("86400000,1,300,0,0,P,0,0\n", "time '86400000'")]
    [TestCase("34200000,100000,NaN,0,0,P,0,0\n", "size 'NaN'")]
    [TestCase("34200000,99999999999999999999,1,0,0,P,0,0\n", "bid")]
    [TestCase("", "no two-sided quote")]
    public void ShouldNameFileAndLineOfABadRow(string rows, string part)
    {
        Write("quote", rows);
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => _ = new MarketSimulator(Market(), 1, 0, null))!;

        Assert.That(error.Id, Is.EqualTo(rows.Length == 0 ? "ER7062" : "ER7061"));
        Assert.That(error.Message, Does.Contain("xyz_20131007_quote.zip").And.Contain(part));
    }

    [Test]
    public void ShouldNameAMissingFileAFileThatIsNoZipAndADayThatIsNotThere()
    {
        string trade = TaqFile.PathOf(_folder, "XYZ", new DateOnly(2013, 10, 7), "trade");
        File.WriteAllText(trade, "no zip");
        Assert.That(Error(0).Id, Is.EqualTo("ER7060"));
        File.Delete(trade);
        Assert.That(Error(0).Id, Is.EqualTo("ER7060"));
        Assert.That(Error(0).Message, Does.Contain(trade));
        Assert.That(Error(1).Id, Is.EqualTo("ER7062"));
    }

    [Test]
    public void ShouldFollowTheRealBestQuote()
    {
        string folder = SharedData.FolderOrIgnore("taq");
        MarketParameters parameters = MarketParameters.CreateTaq(folder, "20131007") with { DurationSeconds = 1_800 };
        var market = new MarketSimulator(parameters, 1, 0, null);
        List<TaqQuote> quotes = TaqFile.ReadQuotes(TaqFile.PathOf(folder, "BAC", new DateOnly(2013, 10, 7), "quote"));
        int near = 0;
        int next = 0;
        long bid = 0;
        const int Samples = 170;
        for (int i = 1; i <= Samples; i++)
        {
            long ms = 34_200_000 + (i * 10_000);
            TestMarket.RunTo(market, TradingCalendar.MidnightNs(new DateOnly(2013, 10, 7)) + (ms * 1_000_000));
            while (next < quotes.Count && quotes[next].Ms <= ms)
            {
                bid = quotes[next].Bid > 0 ? quotes[next].Bid : bid;
                next++;
            }

            (long simulatedBid, long simulatedAsk) = TestMarket.National(market, 0);
            Assert.That(simulatedAsk, Is.GreaterThan(simulatedBid));
            near += Math.Abs(simulatedBid - (bid * 100_000)) <= 10_000_000 ? 1 : 0;
        }

        Assert.That(near, Is.GreaterThan(Samples * 95 / 100), "bids within a tick of the real one");
    }

    [Test]
    public void ShouldFindARunOfThePriceAndItsDirection()
    {
        List<PriceStep> path = [new(0, 1000.0), new(5_000_000_000, 1000.1), new(5_200_000_000, 1000.3), new(5_400_000_000, 1000.5), new(9_000_000_000, 1000.4)];

        Assert.That(TaqHistory.FindBursts(path, 3.0), Is.EqualTo(new[] { new Burst(5_000_000_000, 5_400_000_000, 1) }));
    }

    private EdgeRouterException Error(int day) => Assert.Throws<EdgeRouterException>(() => _ = new MarketSimulator(Market(), 1, day, null))!;

    private MarketParameters Market() => MarketParameters.CreateTaq(_folder, "20131001") with
    {
        DurationSeconds = 60,
        Instruments = [new InstrumentParameters { Symbol = "XYZ", OpenPrice = 10.0, RequoteTicks = 0.5 }],
    };

    private void Write(string kind, string rows)
    {
        string path = TaqFile.PathOf(_folder, "XYZ", new DateOnly(2013, 10, 7), kind);
        File.Delete(path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        using var writer = new StreamWriter(zip.CreateEntry("rows.csv").Open());
        writer.Write(rows);
    }
}
