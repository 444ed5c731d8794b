using EdgeRouter.Sbe.Schema;
using EdgeRouter.Sbe.Schema.Compatibility;

namespace EdgeRouter.Sbe.Tests;

/// <summary>What exchanges really changed from version to version, as a line-by-line comparison of their files shows it.</summary>
public sealed class CompatibilityExchangeTests
{
    [TestCase("Memx.Equities.MemoirLastSale.Sbe.v1.1.xml", "Memx.Equities.MemoirLastSale.Sbe.v1.3.xml")]
    [TestCase("Memx.Equities.MemoirTop.Sbe.v1.1.xml", "Memx.Equities.MemoirTop.Sbe.v1.3.xml")]
    public void ShouldFindNothingWhereOnlyTheVersionRose(string older, string newer) => Assert.That(Compare(older, newer), Is.Empty);

    [Test]
    public void ShouldFindFieldsThatCameWithoutVersion()
    {
        string[] expected =
        [
            "Safe: schema: package 'com.memx.us_options.memoir.depth.sbe.v1_3' is called 'com.memx.us_options.memoir.depth.sbe.v1_6'",
            "Safe: message InstrumentTradingStatus: renamed to 'OptionsInstrumentStatus'",
            "Safe: message InstrumentTradingStatus.Symbol: type 'InstrumentTradingStatusSymbol' is called 'OptionsInstrumentStatusSymbol'",
            "Breaking: message InstrumentTradingStatus.TradingSession: field is new and has no sinceVersion",
            "Safe: message TradingSessionStatus: renamed to 'UnderlierInstrumentStatus'",
            "Safe: enum TradingSessionType.Trading: renamed to 'Open'",
            "Breaking: message TradingSessionStatus.Underlier: field is new and has no sinceVersion",
            "Breaking: message OrderAddedLong.OrderID: type was int64 and is uint64",
            "Breaking: message OrderAddedExtended.OrderID: type was int64 and is uint64",
        ];
        IReadOnlyList<SbeCompatibilityFinding> findings = Compare("Memx.Options.MemoirDepth.Sbe.v1.3.xml", "Memx.Options.MemoirDepth.Sbe.v1.6.a.xml");
        Assert.That(findings.Select(finding => finding.ToString().Split([": newer", "; add"], StringSplitOptions.None)[0]), Is.EqualTo(expected));
        Assert.That(findings.Where(finding => finding.Place.EndsWith("OrderID", StringComparison.Ordinal)).Select(finding => (finding.OlderLine, finding.NewerLine)),
            Is.EqualTo(new[] { (126, 129), (135, 138) }));
    }

    [Test]
    public void ShouldFindTemplatesThatWereReplaced()
    {
        int[] removed = [27, 29, 32, 33, 34, 35, 36, 38, 41, 42, 43, 44];
        IReadOnlyList<SbeCompatibilityFinding> findings = Compare("Cme.Futures.Mdp3.Sbe.v1.8.xml", "Cme.Futures.Mdp3.Sbe.v1.13.xml");
        List<SbeCompatibilityFinding> broken = [.. findings.Where(finding => finding.Severity == SbeCompatibilitySeverity.Breaking)];
        Assert.That(broken.Select(finding => finding.Message), Has.All.StartsWith("message was removed"));
        Assert.That(broken.Select(finding => int.Parse(finding.Place[^2..])), Is.EqualTo(removed));
        IEnumerable<string> added = findings.Where(finding => finding.Message.StartsWith("message was added", StringComparison.Ordinal)).Select(finding => finding.Message[^2..]);
        Assert.That(added.Select(int.Parse), Is.EqualTo(Enumerable.Range(46, 24)));
        Assert.That(findings.Select(finding => finding.Place), Does.Contain("enum HaltReason.TradeDateRoll"));
        Assert.That(findings, Has.Count.EqualTo(removed.Length + 24 + 4), "the rest are four enum values");
    }

    [TestCase("v3.0", "v5.20", "message FullTradeInformation.tradeUniqueIdentifier", "message PriceUpdate.Prices.priceQualifier", "set PhaseQualifier_set.QuotingPeriod")]
    [TestCase("v5.20", "v6.67", "message FullTradeInformation.missingPrice", "enum StatusReason_enum.Due_to_Main_Market", "message FullTradeInformation.mMTDuplicativeIndicator")]
    public void ShouldFindOrderlyExtensionsSafe(string older, string newer, params string[] places)
    {
        IReadOnlyList<SbeCompatibilityFinding> findings = Compare($"Euronext.Optiq.MarketDataGateway.Sbe.{older}.xml", $"Euronext.Optiq.MarketDataGateway.Sbe.{newer}.xml");
        Assert.That(findings.Where(finding => finding.Severity == SbeCompatibilitySeverity.Breaking), Is.Empty);
        Assert.That(findings.Select(finding => finding.Place), Is.SupersetOf(places));
    }

    private static IReadOnlyList<SbeCompatibilityFinding> Compare(string older, string newer) => SbeCompatibility.Compare(Load(older), Load(newer));

    private static SbeSchema Load(string name)
    {
        string path = SharedData.Path("schemas/" + name);
        return SbeSchemaParser.Parse(path, File.ReadAllText(path)).Schema!;
    }
}
