using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Routing.Tests.Risk;

[TestFixture]
public sealed class RiskLimitsJsonTests
{
    private static readonly RiskLimits Full = new()
    {
        PriceCollarBps = 100,
        OrderQuantityMax = 1,
        OrderNotionalMax = 2,
        OpenNotionalMax = 3,
        PositionMax = 4,
        PositionNotionalMax = 5,
        OrderRateMax = 6,
        VenueOrderRateMax = 7,
        ClientOrderRateMax = 8,
        OrderRateWindowNs = 9,
        DuplicateWindowNs = 10,
        ParentQuantityMax = 11,
        ParentNotionalMax = long.MaxValue,
        IsClientListClosed = true,
        RestrictedSymbols = ["BBB", "AAA"],
        HardToBorrowSymbols = ["AAA"],
        Instruments =
        [
            new InstrumentRiskLimits { Symbol = "BBB", PositionMax = 1 },
            new InstrumentRiskLimits { Symbol = "AAA", PriceCollarBps = 2, OrderQuantityMax = 3, OrderNotionalMax = 4, PositionMax = 5 },
        ],
        Venues = [new VenueRiskLimits { Name = "LIT", OrderQuantityMax = 1, OrderNotionalMax = 2, OrderRateMax = 3 }, new VenueRiskLimits { Name = "DARK" }],
        Clients = [new ClientRiskLimits { ClientId = 12 }, new ClientRiskLimits { ClientId = -3, OrderQuantityMax = 1, OrderNotionalMax = 2, OpenNotionalMax = 3, OrderRateMax = 4 }],
    };

    private static readonly string FullText = """
        {"schemaVersion":1,"priceCollarBps":100,"orderQuantityMax":1,"orderNotionalMax":2,"openNotionalMax":3,"positionMax":4,"positionNotionalMax":5,
        "orderRateMax":6,"venueOrderRateMax":7,"clientOrderRateMax":8,"orderRateWindowNs":9,"duplicateWindowNs":10,"parentQuantityMax":11,
        "parentNotionalMax":9223372036854775807,"isClientListClosed":true,"restrictedSymbols":["AAA","BBB"],"hardToBorrowSymbols":["AAA"],
        "instruments":[{"symbol":"AAA","priceCollarBps":2,"orderQuantityMax":3,"orderNotionalMax":4,"positionMax":5},{"symbol":"BBB","positionMax":1}],
        "venues":[{"name":"DARK"},{"name":"LIT","orderQuantityMax":1,"orderNotionalMax":2,"orderRateMax":3}],
        "clients":[{"clientId":-3,"orderQuantityMax":1,"orderNotionalMax":2,"openNotionalMax":3,"orderRateMax":4},{"clientId":12}]}
        """.ReplaceLineEndings(string.Empty);

    [Test]
    public void ShouldWriteOneForm() => Assert.That(Encoding.UTF8.GetString(RiskLimitsJson.Format(Full)), Is.EqualTo(FullText));

    [Test]
    public void ShouldReadWhatItWrites()
    {
        RiskLimits read = Parse(FullText);
        Assert.That(RiskLimitsJson.Format(read), Is.EqualTo(RiskLimitsJson.Format(Full)));
        Assert.That((read.OpenNotionalMax, read.Instruments[0].PriceCollarBps, read.Venues[1].OrderRateMax, read.Clients[0].OpenNotionalMax), Is.EqualTo(((long?)3, (int?)2, (int?)3, (long?)3)));
    }

    [Test]
    public void ShouldTakeDefaultsForWhatIsLeftOut() =>
        Assert.That(RiskLimitsJson.Format(Parse("""{ "schemaVersion": 1 }""")), Is.EqualTo(RiskLimitsJson.Format(new RiskLimits())));

    [TestCase("", "not valid JSON")]
    [TestCase("[]", "the text must be an object")]
    [TestCase("{}", "schemaVersion")]
    [TestCase("""{"schemaVersion":2}""", "schemaVersion")]
    [TestCase("""{"schemaVersion":1,}""", "not valid JSON")]
    [TestCase("""{"schemaVersion":1} x""", "not valid JSON")]
    [TestCase("""{"schemaVersion":1,"positionmax":5}""", "key positionmax is not known")]
    [TestCase("""{"schemaVersion":1,"positionMax":5,"positionMax":6}""", "key positionMax stands twice")]
    [TestCase("""{"schemaVersion":1,"positionMax":0}""", "positionMax is 0")]
    [TestCase("""{"schemaVersion":1,"positionMax":1.5}""", "positionMax is 1.5: it must be a whole number")]
    [TestCase("""{"schemaVersion":1,"positionMax":9223372036854775808}""", "positionMax is 9223372036854775808")]
    [TestCase("""{"schemaVersion":1,"openNotionalMax":null}""", "openNotionalMax is null")]
    [TestCase("""{"schemaVersion":1,"orderRateMax":"10"}""", "orderRateMax is \"10\"")]
    [TestCase("""{"schemaVersion":1,"isClientListClosed":1}""", "isClientListClosed is 1: it must be true or false")]
    [TestCase("""{"schemaVersion":1,"restrictedSymbols":"AAA"}""", "restrictedSymbols is \"AAA\": it must be a list")]
    [TestCase("""{"schemaVersion":1,"restrictedSymbols":[5]}""", "restrictedSymbols holds 5")]
    [TestCase("""{"schemaVersion":1,"restrictedSymbols":["CCC"]}""", "restrictedSymbols names 'CCC'")]
    [TestCase("""{"schemaVersion":1,"restrictedSymbols":["\ud800"]}""", "not valid JSON")]
    [TestCase("""{"schemaVersion":1,"instruments":[{"positionMax":5}]}""", "every entry of instruments must be an object with symbol")]
    [TestCase("""{"schemaVersion":1,"instruments":[{"symbol":"AAA","orderRateMax":5}]}""", "key instruments[AAA].orderRateMax is not known")]
    [TestCase("""{"schemaVersion":1,"instruments":[{"symbol":"AAA","priceCollarBps":10001}]}""", "instruments[AAA].priceCollarBps is 10001")]
    [TestCase("""{"schemaVersion":1,"venues":[{"name":7}]}""", "venues[].name holds 7")]
    [TestCase("""{"schemaVersion":1,"venues":[{"name":"LIT"},{"name":"LIT"}]}""", "venues names 'LIT' twice")]
    [TestCase("""{"schemaVersion":1,"clients":[{"clientId":1.5}]}""", "clients[].clientId is 1.5")]
    [TestCase("""{"schemaVersion":1,"clients":[{"clientId":1,"orderRateMax":0}]}""", "clients[1].orderRateMax is 0")]
    [TestCase("""{"schemaVersion":1,"clients":[[[[[]]]]]}""", "not valid JSON")]
    public void ShouldNameWhatIsWrong(string text, string what)
    {
        EdgeRouterException fault = Assert.Throws<EdgeRouterException>(() => Parse(text))!;
        Assert.That((fault.Id, fault.Message.Contains('\n', StringComparison.Ordinal)), Is.EqualTo(("ER1143", false)));
        Assert.That(fault.Message, Does.Contain(what));
        Assert.That(RiskLimitsJson.TryParse(Encoding.UTF8.GetBytes(text), RiskDesk.World, out RiskLimits? limits, out string problem), Is.False);
        Assert.That((limits, problem), Is.EqualTo(((RiskLimits?)null, fault.ToUserLine())));
    }

    [Test]
    public void ShouldRefuseATextWithoutEnd() =>
        Assert.That(() => RiskLimitsJson.Parse(new byte[RiskLimitsJson.SizeMaxBytes + 1], RiskDesk.World), Throws.TypeOf<EdgeRouterException>().With.Message.Contains("at most"));

    [Test]
    public void ShouldAnswerAnyTextWithLimitsOrOneLine()
    {
        const ulong Seed = 5;
        TestContext.Out.WriteLine($"seed {Seed}");
        var random = new DeterministicRandom(Seed);
        int accepted = 0;
        for (int i = 0; i < 3_000; i++)
        {
            byte[] text = Encoding.UTF8.GetBytes(FullText);
            for (int edits = random.NextInt32(4); edits >= 0; edits--)
            {
                text[random.NextInt32(text.Length)] = (byte)(random.NextBool(0.7) ? '0' + random.NextInt32(10) : random.NextInt32(256));
            }

            if (RiskLimitsJson.TryParse(text, RiskDesk.World, out RiskLimits? limits, out string problem))
            {
                accepted++;
                Assert.That(RiskLimitsJson.Format(RiskLimitsJson.Parse(RiskLimitsJson.Format(limits), RiskDesk.World)), Is.EqualTo(RiskLimitsJson.Format(limits)));
            }
            else
            {
                Assert.That(problem, Does.StartWith("ER1143: ").And.Not.Contain("\n"));
            }
        }

        Assert.That(accepted, Is.InRange(10, 2_000), "both answers are seen");
    }

    [Test]
    public void ShouldReadTheExampleInTheDocumentation()
    {
        string page = File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "RISK.md"));
        int start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        string example = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        RiskLimits limits = Parse(example);
        Assert.That((limits.Instruments.Count, limits.Venues.Count, limits.Clients.Count, limits.IsClientListClosed), Is.EqualTo((1, 1, 2, true)));
    }

    private static RiskLimits Parse(string text) => RiskLimitsJson.Parse(Encoding.UTF8.GetBytes(text), RiskDesk.World);
}
