using System.Xml.Linq;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.Calibration.Facts;
using EdgeRouter.Simulation.Calibration.Report;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Tests.Support;

namespace EdgeRouter.Simulation.Tests.Calibration;

public sealed class CalibratorTests
{
    private static readonly SessionWindow Hour = new(300_000, 3_600_000);

    [Test]
    public void ShouldRecordWhatTheBooksAndExecutionsWere()
    {
        var window = new SessionWindow(60_000, 120_000);
        var market = new MarketSimulator(TestMarket.Short(200), 3, 0, feed: null);
        TapeRecorder recorder = market.RecordTape(window);
        var seen = new List<(int Ms, long Bid, long Ask)>();
        for (int ms = 61_000; ms < 180_000; ms += 1_000)
        {
            TestMarket.RunTo(market, market.StartTimeNs + (ms * 1_000_000L) + 999_999);
            (long bid, long ask) = TestMarket.National(market, 1);
            seen.Add((ms - 60_000, bid, ask));
        }

        long before = market.Summarise().Instruments[1].TradeShares;
        TestMarket.RunTo(market, long.MaxValue);
        MarketTape tape = recorder.ToTapes()[1];

        foreach ((int ms, long bid, long ask) in seen.Where(s => s.Ask > s.Bid))
        {
            BestQuote quote = tape.Quotes.Last(q => q.TimeMs <= ms);
            Assert.That((quote.BidNanos, quote.AskNanos), Is.EqualTo((bid, ask)), $"at {ms} ms");
        }

        Assert.That(tape.Quotes.Zip(tape.Quotes.Skip(1)).All(pair => pair.First.TimeMs < pair.Second.TimeMs), Is.True);
        Assert.That(tape.Trades.Sum(t => t.Shares), Is.LessThanOrEqualTo(before).And.GreaterThan(before / 2));
        Assert.That(tape.Trades.All(t => t.TimeMs >= 0 && t.TimeMs < window.LengthMs), Is.True);
    }

    [Test]
    public void ShouldLeaveTheMarketAsItIsWhileRecording()
    {
        var plain = new MarketSimulator(TestMarket.Short(120), 5, 1, feed: null);
        var recorded = new MarketSimulator(TestMarket.Short(120), 5, 1, feed: null);
        recorded.RecordTape(new SessionWindow(0, 120_000));
        TestMarket.RunTo(plain, plain.StartTimeNs + (100 * TestMarket.Second));
        TestMarket.RunTo(recorded, plain.TimeNs);

        Assert.That(TestMarket.Picture(recorded), Is.EqualTo(TestMarket.Picture(plain)));
    }

    [Test]
    public void ShouldFitAnHourOfOneSymbolAndJudgeItOnAnotherDay()
    {
        CalibrationOptions options = Options();
        CalibrationResult raw = Run(options with { Rounds = 0 });
        CalibrationResult fitted = Run(options);
        TestContext.Out.WriteLine(string.Join('\n', fitted.Rows.Where(r => !r.IsInBand).Select(r => $"{r.Rule.Key} test {r.Test} simulated {r.Simulated}")));

        Assert.Multiple(() =>
        {
            Assert.That(fitted.Rows, Has.Count.EqualTo(BandTable.Rules.Count));
            Assert.That(fitted.OutsideCount, Is.LessThan(raw.OutsideCount), "the fit brings facts into their bands");
            Assert.That(Off(fitted, FactKey.Rate), Is.LessThan(0.35), "against the fit day the rate is near, not only in a wide band");
            Assert.That(Off(fitted, FactKey.Volatility10), Is.LessThan(0.35));
            Assert.That(Off(fitted, FactKey.OffExchange), Is.LessThan(0.35));
            Assert.That(MarketLabels.Of(fitted.Market), Is.EqualTo("calibrated simulation"));
            Assert.That(MarketParametersJson.Parse(MarketParametersJson.Format(fitted.Market), "fitted").FittedTo, Is.EqualTo("AIG on 2013-10-08"));
            Assert.That(fitted.Market.Venues.Count(v => v.Kind != VenueKind.Midpoint), Is.InRange(10, 13));
        });
        ReportIsWellFormed(fitted);
    }

    [Test]
    public void ShouldGiveTheSameMarketForTheSameData()
    {
        CalibrationOptions options = Options() with { Rounds = 1, Window = new SessionWindow(300_000, 900_000), SimulatedDays = 1 };

        string first = MarketParametersJson.Format(Run(options).Market);
        string second = MarketParametersJson.Format(Run(options).Market);

        Assert.That(second, Is.EqualTo(first));
    }

    [Test]
    public void ShouldRefuseToBeJudgedOnAFitDay()
    {
        EdgeRouterException error = Assert.Throws<EdgeRouterException>(() => Run(new CalibrationOptions { Folder = ".", FitDays = [new(2013, 10, 7)], TestDay = new(2013, 10, 7) }))!;

        Assert.That(error.Id, Is.EqualTo("ER7084"));
    }

    [Test]
    public void ShouldDriveAFittedMarketByATape()
    {
        string folder = SharedData.FolderOrIgnore("taq");
        MarketParameters fitted = Run(Options() with { Rounds = 1, SimulatedDays = 1 }).Market;
        MarketParameters driven = fitted with { TaqPath = folder, TaqDate = "20131010", DurationSeconds = 600 };
        var market = new MarketSimulator(driven, 1, 0, feed: null);
        TestMarket.RunTo(market, long.MaxValue);

        Assert.That(market.Summarise().Instruments[0].TradeCount, Is.GreaterThan(500));
        Assert.That(MarketLabels.Of(driven), Is.EqualTo("calibrated simulation"));
    }

    private static double Off(CalibrationResult result, string key)
    {
        FactRow row = result.Rows.Single(r => r.Rule.Key == key);
        return Math.Abs((row.Simulated / row.Fit) - 1.0);
    }

    private static CalibrationOptions Options() => new()
    {
        Folder = SharedData.FolderOrIgnore("taq"),
        FitDays = [new(2013, 10, 8)],
        TestDay = new(2013, 10, 9),
        Symbols = ["AIG"],
        Window = Hour,
        Rounds = 8,
        SimulatedDays = 1,
        ImpactDays = 6,
    };

    private static CalibrationResult Run(CalibrationOptions options) => Calibrator.Run(options, static (_, _) => { }, CancellationToken.None);

    private static void ReportIsWellFormed(CalibrationResult result)
    {
        string folder = Path.Combine(TestContext.CurrentContext.WorkDirectory, "report-" + TestContext.CurrentContext.Test.ID);
        CalibrationReport.Write(folder, result);
        string page = File.ReadAllText(Path.Combine(folder, "index.html"));
        string[] pictures = [.. Directory.GetFiles(folder, "*.svg")];

        Assert.That(pictures, Has.Length.GreaterThanOrEqualTo(FactPicture.All.Count + 1));
        foreach (string picture in pictures)
        {
            XElement svg = XElement.Load(picture);
            Assert.That(svg.Descendants().Count(e => e.Name.LocalName == "text"), Is.GreaterThan(5), $"{picture}: title, axes, a tick and legend");
            Assert.That(File.ReadAllText(picture), Does.Not.Contain("NaN").And.Not.Contain("Infinity"));
            Assert.That(page, Does.Contain(Path.GetFileName(picture)));
        }

        Directory.Delete(folder, recursive: true);
    }
}
