using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Tests.Support;

namespace EdgeRouter.Engine.Tests;

/// <summary>Reference data: every venue is open from 00:10 to 00:20 UTC; the desk's clock begins at 00:16:40 of 1970-01-01. From 00:18 on a new tick holds.</summary>
internal sealed class ScheduleTests : DeskTests
{
    private const long CloseNs = 1200 * TimeUnits.Second;
    private const long NextOpenNs = (86_400 + 600) * TimeUnits.Second;

    [Test]
    public void ShouldEndADayOrderWithItsDay()
    {
        Assert.That(Configure(Reference()), Is.True);
        Market.Parent(1, 100, limitCents: 9_000);
        At(CloseNs - 1);
        Assert.That(Out.Outcomes, Is.Empty);
        At(CloseNs);
        Assert.That((Out.Outcomes.Single().State, Out.Outcomes[0].EndTimeNs), Is.EqualTo((ParentOrderState.Expired, CloseNs)));
        Assert.That(Market.Parent(2, 100), Is.EqualTo(RejectReason.SessionClosed));
        At(NextOpenNs);
        Assert.That(Market.Parent(3, 100), Is.EqualTo(RejectReason.None));
    }

    [TestCase(CloseNs + 1)]
    [TestCase(NextOpenNs + 1)]
    public void ShouldNotLetAnOpenChildCarryADayOrderOverNight(long answerNs)
    {
        Configure(Reference());
        Market.NowNs = CloseNs - 5;
        Market.MoveOffer(10_000);
        Market.Parent(1, 300);
        At(CloseNs);
        Assert.That((Out.Cancels.Count, Out.Outcomes.Count), Is.EqualTo((1, 0)));
        At(answerNs);
        Market.Report(Desk.Cancelled(Child));
        At(answerNs + TimeUnits.Second);
        Assert.That((Out.Outcomes.Single().State, Out.Orders.Count), Is.EqualTo((ParentOrderState.Expired, 1)));
    }

    [Test]
    public void ShouldKeepADatedOrderOverNight()
    {
        Configure(Reference());
        Market.NowNs = CloseNs - 5;
        Market.Submit(Desk.Order(1, 100, limitCents: 10_000) with { TimeInForce = TimeInForce.GoodTillDate, ExpireTimeNs = NextOpenNs + 1000 });
        At(CloseNs);
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.DecideAll();
        Assert.That((Out.Orders.Count, Out.Outcomes.Count), Is.EqualTo((0, 0)), "closed");
        At(NextOpenNs);
        At(NextOpenNs + 500);
        Assert.That(Out.Orders.Count + Out.Outcomes.Count, Is.LessThanOrEqualTo(1));
        At(NextOpenNs + 1000);
        Assert.That(Out.Outcomes.Count(o => o.State == ParentOrderState.Expired) + Out.Cancels.Count, Is.EqualTo(1));
    }

    [Test]
    public void ShouldDecideByTheReferenceDataOfTheMoment()
    {
        Market.Parent(1, 100);
        Configure(Reference());
        ulong first = Market.Engine.Universe.Version;
        Market.Parent(2, 100);
        Assert.That(Market.Engine.NextTimerNs, Is.LessThanOrEqualTo(1080 * TimeUnits.Second));
        At(1080 * TimeUnits.Second);
        Assert.That(Market.Engine.Universe[Desk.Aaa].TickNanos, Is.EqualTo(5 * Desk.Cent));
        Assert.That(Market.Submit(Desk.Order(3, 100, limitCents: 10_001)), Is.EqualTo(RejectReason.BadPrice), "off the new tick");
        Market.Add(3, 9, Side.Sell, 10_000, 100);
        Market.Submit(Desk.Order(4, 100, limitCents: 10_000));
        ulong second = Market.Engine.Universe.Version;
        Assert.That(Out.ReferenceVersions, Is.EqualTo(new[] { 0UL, first, second }));
        Assert.That(new[] { 0UL, first, second }, Is.Unique);
        Assert.That(
            Out.Alerts.Where(a => a.Kind == AlertKind.ConfigurationSwitched).Select(a => (a.Value, (ulong)a.Limit)),
            Is.EqualTo(new[] { ((long)ConfigurationKind.ReferenceData, first), ((long)ConfigurationKind.ReferenceData, second) }));
    }

    [Test]
    public void ShouldRefuseReferenceDataWithAHoleAndKeepWhatItHas()
    {
        Configure(Reference());
        ulong version = Market.Engine.Universe.Version;
        foreach (string bad in new[]
        {
            Reference().Replace("\"roundLot\": 100, \"averageDailyVolume\": 2000000", "\"roundLot\": 100", StringComparison.Ordinal),
            Reference().Replace("LITB", "LITX", StringComparison.Ordinal),
            Reference().Replace("1970-01-04", "1969-12-31", StringComparison.Ordinal),
        })
        {
            Assert.That(Configure(bad), Is.False);
            Assert.That(Out.Alerts[^1].Kind, Is.EqualTo(AlertKind.ConfigurationRefused));
        }

        Assert.That(Market.Engine.Universe.Version, Is.EqualTo(version));
        At(1080 * TimeUnits.Second);
        Assert.That(Market.Engine.Universe.Version, Is.Not.EqualTo(version), "its own next version comes all the same");
    }

    [Test]
    public void ShouldRefuseReferenceDataThatAreOverAndSayWhy()
    {
        Configure(Reference());
        At(NextOpenNs);
        string old = Reference().Replace("\"validUntil\": \"1970-01-04\"", "\"validUntil\": \"1970-01-02\"", StringComparison.Ordinal);
        Assert.That(Market.Configure(ConfigurationKind.ReferenceData, old, out string problem), Is.False);
        Assert.That(problem, Does.Contain("over"));
        Assert.That(Market.Parent(1, 100), Is.EqualTo(RejectReason.None), "what is in force goes on");
    }

    private static string Reference()
    {
        const string early = "\"ticks\": [ { \"priceFrom\": 0, \"tick\": 0.01 } ], \"roundLot\": 100, \"averageDailyVolume\": 2000000, \"averageTrueRange\": 1, \"restrictions\": []";
        string late = early.Replace("\"tick\": 0.01", "\"tick\": 0.05", StringComparison.Ordinal);
        string Venue(string name, string kind, int rank) => $$"""
            { "name": "{{name}}", "kind": "{{kind}}", "calendar": "c",
              "versions": [ { "protected": true, "latencyNs": 0, "staticRank": {{rank}}, "sessions": ["regular"],
                "capabilities": ["minimumQuantity", "conditional", "midpointPeg", "primaryPeg", "immediateOrCancel", "intermarketSweep"] } ],
              "feeSchedules": [ { "tiers": [ { "name": "t", "volumeShareFrom": 0, "volumeShareTo": 1, "taker": 0.003, "maker": 0, "midpoint": 0 } ] } ],
              "tierInForce": [ { "tier": "t" } ] }
            """;
        string Instrument(string symbol) => $$"""
            { "symbol": "{{symbol}}", "primaryVenue": "LITA", "versions": [ { {{early}} }, { "effectiveFrom": "1970-01-01T00:18:00Z", {{late}} } ] }
            """;
        return $$"""
            {
              "schemaVersion": 1, "timeZone": "Etc/UTC", "validFrom": "1970-01-01", "validUntil": "1970-01-04",
              "zones": [ { "name": "Etc/UTC", "offsetSeconds": 0, "transitions": [] } ],
              "calendars": [ { "name": "c", "timeZone": "Etc/UTC", "firstDay": "1970-01-01", "lastDay": "1970-01-10", "holidays": [], "specialDays": [],
                "versions": [ { "week": [ { "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "sessions": [ { "session": "regular", "from": "00:10", "to": "00:20" } ] } ] } ] } ],
              "venues": [ {{Venue("LITA", "lit", 2)}}, {{Venue("LITB", "lit", 3)}}, {{Venue("DARK", "midpoint", 1)}}, {{Venue("LITC", "lit", 4)}} ],
              "instruments": [ {{Instrument("AAA")}}, {{Instrument("BBB")}} ],
              "symbolMaps": [ { "venue": "LITA", "versions": [ { "symbols": "same" } ] }, { "venue": "LITB", "versions": [ { "symbols": "same" } ] },
                { "venue": "DARK", "versions": [ { "symbols": "same" } ] }, { "venue": "LITC", "versions": [ { "symbols": "same" } ] } ]
            }
            """;
    }

    private bool Configure(string content)
    {
        bool isTaken = Market.Configure(ConfigurationKind.ReferenceData, content, out string problem);
        TestContext.Out.WriteLine(problem);
        return isTaken;
    }

    private void At(long timeNs)
    {
        Market.NowNs = timeNs;
        Market.Tick(0);
    }
}
