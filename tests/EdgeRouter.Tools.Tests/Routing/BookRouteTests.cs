using System.Text;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Routing.Policies;
using EdgeRouter.Tools.Routing;

namespace EdgeRouter.Tools.Tests.Routing;

[TestFixture]
public sealed class BookRouteTests
{
    [Test]
    public void ShouldReadTheTextbookCaseRight()
    {
        DecisionExplanation decision = Decide("rank-and-fill", "cost");
        RowExplanation dark = decision.Rows.Single(r => r.Venue == "DARK");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Steps(decision), Is.EqualTo(new[] { "1 DARK 10000", "2 ECN 6000", "3 EXCH 4000" }));
            Assert.That(Market(decision, "order_size_adv"), Is.EqualTo(0.005).Within(1e-9));
            Assert.That(Market(decision, "spread_bps"), Is.EqualTo(1.5).Within(1e-6));
            Assert.That(Market(decision, "imbalance_5"), Is.EqualTo(0.75).Within(1e-6));
            Assert.That(Market(decision, "volatility_5min_bps"), Is.EqualTo(12.0).Within(0.01));
            Assert.That(Term(dark.Scores, "fill probability"), Is.EqualTo(0.35).Within(1e-6));
            Assert.That(Term(dark.Scores, "cost if filled"), Is.EqualTo(0.75).Within(1e-6));
            Assert.That(Term(dark.Scores, "score"), Is.EqualTo((0.35 * 0.75) + (0.65 * 1.30)).Within(1e-5));
            Assert.That(decision.Children.Single(c => c.ChildId != 0).Venue, Is.EqualTo("DARK"));
            Assert.That(decision.Children[0].Risk, Has.Count.GreaterThan(20).And.All.Property("IsPassed").True);
        }
    }

    [Test]
    public void ShouldGoToTheExchangeFirstWhenSpeedCounts()
    {
        DecisionExplanation decision = Decide("rank-and-fill", "speed");
        RowExplanation exchange = decision.Rows.Single(r => r.Venue == "EXCH");

        // 50 bps/s on a round trip of 2 x 45 us and 3 % of 100 ms.
        Assert.That(Steps(decision), Is.EqualTo(new[] { "1 EXCH 4000", "2 ECN 6000" }));
        Assert.That(Term(exchange.Scores, "score"), Is.EqualTo((0.97 * 1.35) + (0.03 * 1.50) + (50 * (0.00009 + 0.003))).Within(1e-5));
    }

    [TestCaseSource(nameof(Policies))]
    public void ShouldExplainEveryPolicy(string policy)
    {
        DecisionExplanation decision = Decide(policy, "cost");
        Assert.That(decision.Policy, Is.EqualTo(policy));
        Assert.That(decision.Children, Is.Not.Empty);
        Assert.That(decision.Rows.SelectMany(r => r.Policy), Is.Not.Empty);
        Assert.That(decision.Rows.Where(r => r.Scored.Chosen).Select(r => Term(r.Policy, "sent now")).Sum(), Is.EqualTo(decision.Children.Where(c => c.Planned.StepIndex == 0).Sum(c => c.Planned.Quantity)));
    }

    [Test]
    public void ShouldSayWhichLimitBlocks()
    {
        RouteResult result = BookRoute.Run(Request() with { Limits = Encoding.UTF8.GetBytes("""{"schemaVersion":1,"orderQuantityMax":5000}""") });
        ChildExplanation first = result.Decision!.Children[0];
        Assert.That(first.ChildId, Is.Zero);
        Assert.That(first.Risk.Single(c => !c.IsPassed), Has.Property("Value").EqualTo(10_000L).And.Property("Limit").EqualTo(5_000L).And.Property("Reason").EqualTo(RejectReason.SizeLimit));
        Assert.That(result.Alerts.Select(a => (a.Kind, a.Value, a.Limit)), Does.Contain((AlertKind.RiskReject, 10_000L, 5_000L)));
        Assert.That(result.Outcome, Does.Contain("nothing can be sent now"));
    }

    [Test]
    public void ShouldSayThatAnOrderWaitsForItsPrice() =>
        Assert.That(BookRoute.Run(Request() with { Order = "buy 1000 ACME limit 399.00 day" }).Outcome, Does.Contain("waits for a price"));

    [Test]
    public void ShouldRouteOverACrossedMarketWithoutMidpoint()
    {
        DecisionExplanation decision = BookRoute.Run(Request("\"asks\": [[400.03, 4000]]", "\"asks\": [[400.03, 4000]]".Replace("400.03", "399.96", StringComparison.Ordinal), "[[399.97, 28000]]", "[[399.95, 28000]]", "\"volatility5MinBps\": 12", "\"midpoints\": []")).Decision!;
        Assert.That(decision.Rows.Select(r => r.Name), Does.Not.Contain("DARK midpoint"));
        Assert.That(Steps(decision)[0], Is.EqualTo("1 EXCH 4000"), "the better price, at the one venue that shows it");
    }

    [TestCase("\"kind\": \"midpoint\"", "\"kind\": \"pool\"", "ER4060", "kind 'pool' of venue DARK is none of lit, inverted, midpoint, auction")]
    [TestCase("\"venue\": \"EXCH\", \"bids\"", "\"venue\": \"NYSE\", \"bids\"", "ER4060", "venue 'NYSE' is none of DARK, ECN, EXCH")]
    [TestCase("[[400.03, 6000]]", "[[399.90, 6000]]", "ER4060", "crossed or locked in itself")]
    [TestCase("[[400.03, 6000]]", "[[400.03, 6000], [400.02, 100]]", "ER4060", "best first")]
    [TestCase("[[400.03, 6000]]", "[[400.0300001, 6000]]", "ER4060", "six decimal places")]
    [TestCase("\"schemaVersion\": 1", "\"schemaVersion\": 2", "ER4059", "schemaVersion is 2")]
    [TestCase("\"waterfall\"", "\"waterfal\"", "ER4059", "waterfal")]
    [TestCase("\"roundLot\": 100", "\"roundLot\": 0", "ER4060", "round lot")]
    [TestCase("\"time\": \"2025", "\"time\": \"x2025", "ER4059", "time")]
    [TestCase("\"action\": \"midpoint\"", "\"action\": \"post\"", "ER4061", "venue DARK, action midpoint")]
    [TestCase("]", "", "ER4059", "is no book file")]
    public void ShouldRefuseABadBook(string from, string to, string id, string mentions)
    {
        EdgeRouterException failure = Assert.Throws<EdgeRouterException>(() => BookRoute.Run(Request(from, to)))!;
        Assert.That(failure.Id, Is.EqualTo(id), failure.Message);
        Assert.That(failure.Message, Does.Contain(mentions));
        Assert.That(failure.ExitCode, Is.EqualTo(ExitCode.BadInput));
    }

    [TestCase("buy 10000 ACMEE limit 400.10", "symbol 'ACMEE' is none of ACME")]
    [TestCase("by 10000 ACME market", "side 'by' is none of buy, sell")]
    [TestCase("buy ten ACME market", "quantity 'ten'")]
    [TestCase("buy 100 ACME limit 400.105", "off the tick of 0.01: take 400.1 or 400.11")]
    [TestCase("buy 100 ACME limit", "'limit' needs a price")]
    [TestCase("buy 100 ACME market fok", "'fok' is none of market, limit")]
    [TestCase("buy 100 ACME market urgency=101", "urgency '101'")]
    [TestCase("buy 100 ACME market speed=1", "key 'speed' is none of")]
    [TestCase("buy 100 ACME market day ioc", "says its tif twice")]
    [TestCase("buy 100 ACME market instructions=dark", "instructions 'dark' is none of lit-only, dark-only")]
    [TestCase("buy 100 ACME market exclude=NYSE", "exclude 'NYSE' is none of DARK, ECN, EXCH")]
    [TestCase("buy 100 ACME market limit=400", "has a limit")]
    [TestCase("{\"side\":\"buy\",\"quantity\":100}", "lacks its symbol")]
    [TestCase("{\"side\":", "is no JSON object")]
    [TestCase("", "lacks its side")]
    public void ShouldRefuseABadOrder(string order, string mentions)
    {
        EdgeRouterException failure = Assert.Throws<EdgeRouterException>(() => BookRoute.Run(Request() with { Order = order }))!;
        Assert.That((failure.Id, failure.ExitCode), Is.EqualTo(("ER4058", ExitCode.Usage)));
        Assert.That(failure.Message, Does.Contain(mentions));
    }

    [Test]
    public void ShouldReadAnOrderInWordsAndInJsonAlike()
    {
        ParentOrder words = BookRoute.Run(Request() with { Order = "sell 500 ACME midpoint-peg 399 ioc urgency=80 min=100 instructions=dark-only exclude=ECN client=3" }).Decision!.Order;
        ParentOrder json = BookRoute.Run(Request() with { Order = """{"side":"sell","quantity":500,"symbol":"ACME","type":"midpoint-peg","limit":399,"tif":"ioc","urgency":80,"min":100,"instructions":["dark-only"],"exclude":"ECN","client":3}""" }).Decision!.Order;
        Assert.That(json, Is.EqualTo(words));
        Assert.That((words.Type, words.TimeInForce, words.ExcludedVenues, words.MinimumQuantity, words.LimitPrice.ToDecimal()), Is.EqualTo((OrderType.MidpointPeg, TimeInForce.ImmediateOrCancel, 2UL, 100L, 399m)));
    }

    [Test]
    public void ShouldDocumentTheExample()
    {
        string? folder = TestContext.CurrentContext.TestDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "src/docs/ROUTE.md")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        string page = File.ReadAllText(Path.Combine(folder!, "src/docs/ROUTE.md"));
        int start = page.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        string book = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.That(book.Trim(), Is.EqualTo(RouteExample.Book.Trim()));
        Assert.That(RouteBookReader.Parse(Encoding.UTF8.GetBytes(book), "ROUTE.md").Venues, Has.Count.EqualTo(3));
    }

    private static IEnumerable<string> Policies() => PolicyIds.Names;

    private static DecisionExplanation Decide(string policy, string objective) => BookRoute.Run(Request() with { Policy = policy, Objective = objective }).Decision!;

    private static RouteRequest Request(params string[] replacements)
    {
        string book = RouteExample.Book;
        for (int i = 0; i < replacements.Length; i += 2)
        {
            int at = book.IndexOf(replacements[i], StringComparison.Ordinal);
            book = string.Concat(book.AsSpan(0, at), replacements[i + 1], book.AsSpan(at + replacements[i].Length));
        }

        return new RouteRequest { Book = RouteBookReader.Parse(Encoding.UTF8.GetBytes(book), "book.json"), BookName = "book.json", Order = RouteExample.Order, Policy = "rank-and-fill" };
    }

    private static string[] Steps(DecisionExplanation decision) => [.. decision.Children.Select(c => $"{c.Planned.StepIndex + 1} {c.Venue} {c.Planned.Quantity}")];

    private static double Market(DecisionExplanation decision, string name) => decision.Market.Single(f => f.Name == name).Value;

    private static double Term(IEnumerable<NamedValue> terms, string name) => terms.Single(t => t.Name == name).Value;
}
