using System.Text.Json.Nodes;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Reference;

namespace EdgeRouter.Core.Tests.Reference;

/// <summary>Expectations come from the published calendars of the exchanges and from rules of daylight saving time, worked out by hand into UTC.</summary>
[TestFixture]
public sealed class TradingScheduleTests
{
    private static readonly VenueId Lit = new(0);
    private static readonly VenueId Dark = new(1);

    private static TradingSchedule Schedule { get; } = ReferenceSample.File1.Resolve(ReferenceSample.File1.ValidFromNs).Schedule;

    [TestCase("2024-03-08T09:00:00Z", TradingSession.Pre, TestName = "ShouldOpenEarlySessionInWinter")]
    [TestCase("2024-03-08T14:30:00Z", TradingSession.Regular, TestName = "ShouldOpenInWinterTime")]
    [TestCase("2024-03-08T21:00:00Z", TradingSession.Post, TestName = "ShouldCloseInWinterTime")]
    [TestCase("2024-03-09T01:00:00Z", TradingSession.Closed, TestName = "ShouldEndTheDayAfterMidnightUtc")]
    [TestCase("2024-03-11T08:00:00Z", TradingSession.Pre, TestName = "ShouldOpenEarlySessionAfterTheSpringChange")]
    [TestCase("2024-03-11T13:30:00Z", TradingSession.Regular, TestName = "ShouldOpenAfterTheSpringChange")]
    [TestCase("2024-03-11T20:00:00Z", TradingSession.Post, TestName = "ShouldCloseAfterTheSpringChange")]
    [TestCase("2024-03-12T00:00:00Z", TradingSession.Closed, TestName = "ShouldEndTheDayAtMidnightUtcInSummer")]
    [TestCase("2024-07-03T17:00:00Z", TradingSession.Post, TestName = "ShouldCloseEarly")]
    [TestCase("2024-07-03T21:00:00Z", TradingSession.Closed, TestName = "ShouldEndAnEarlyDay")]
    [TestCase("2024-07-05T08:00:00Z", TradingSession.Pre, TestName = "ShouldOpenAfterTheHoliday")]
    [TestCase("2024-11-01T13:30:00Z", TradingSession.Regular, TestName = "ShouldOpenBeforeTheAutumnChange")]
    [TestCase("2024-11-04T14:30:00Z", TradingSession.Regular, TestName = "ShouldOpenAfterTheAutumnChange")]
    [TestCase("2024-11-05T01:00:00Z", TradingSession.Closed, TestName = "ShouldEndTheDayAfterTheAutumnChange")]
    public void ShouldChangeSessionsToTheNanosecond(string at, TradingSession session)
    {
        long timeNs = Ns(at);
        Assert.That(Schedule.SessionAt(Lit, timeNs), Is.EqualTo(session));
        Assert.That(Schedule.SessionAt(Lit, timeNs - 1), Is.Not.EqualTo(session));
        Assert.That(Schedule.NextChangeNs(Lit, timeNs - 1), Is.EqualTo(timeNs));
        Assert.That(Schedule.IsOpen(Lit, timeNs), Is.EqualTo(session != TradingSession.Closed));
    }

    [TestCase("2024-03-29T15:00:00Z", TestName = "ShouldCloseOnGoodFriday")]
    [TestCase("2024-07-04T15:00:00Z", TestName = "ShouldCloseOnIndependenceDay")]
    [TestCase("2024-03-10T15:00:00Z", TestName = "ShouldCloseOnSunday")]
    [TestCase("2024-03-08T04:59:59Z", TestName = "ShouldCloseBeforeTheValidity")]
    [TestCase("2024-12-31T15:00:00Z", TestName = "ShouldCloseAfterTheValidity")]
    public void ShouldBeClosed(string at) => Assert.That(Schedule.SessionAt(Lit, Ns(at)), Is.EqualTo(TradingSession.Closed));

    [Test]
    public void ShouldOpenAVenueOnlyInItsSessions()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Schedule.IsOpen(Dark, Ns("2024-03-08T14:29:59Z")), Is.False);
            Assert.That(Schedule.SessionAt(Dark, Ns("2024-03-08T14:30:00Z")), Is.EqualTo(TradingSession.Regular));
            Assert.That(Schedule.NextChangeNs(Dark, Ns("2024-03-08T14:30:00Z")), Is.EqualTo(Ns("2024-03-08T21:00:00Z")));
            Assert.That(Schedule.NextChangeNs(Dark, Ns("2024-03-08T21:00:00Z")), Is.EqualTo(Ns("2024-03-11T13:30:00Z")));
            Assert.That(Schedule.NextChangeNs(Ns("2024-03-08T09:30:00Z")), Is.EqualTo(Ns("2024-03-08T14:30:00Z")));
            Assert.That(Schedule.NextChangeNs(Ns("2025-01-01T00:00:00Z")), Is.EqualTo(long.MaxValue));
        }
    }

    /// <summary>Futures in Chicago: from 17:00 to 16:00 of the next day, Sunday to Thursday. Open and close on both sides of both changes of the clock.</summary>
    [TestCase("2024-03-07T23:00:00Z", "2024-03-08T22:00:00Z")]
    [TestCase("2024-03-10T22:00:00Z", "2024-03-11T21:00:00Z")]
    [TestCase("2024-10-31T22:00:00Z", "2024-11-01T21:00:00Z")]
    [TestCase("2024-11-03T23:00:00Z", "2024-11-04T22:00:00Z")]
    public void ShouldTradeAcrossMidnight(string open, string close)
    {
        TradingSchedule futures = Futures();
        long openNs = Math.Max(Ns(open), ReferenceSample.File1.ValidFromNs);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(futures.IsOpen(Lit, openNs - 1), Is.False);
            Assert.That(futures.SessionAt(Lit, openNs), Is.EqualTo(TradingSession.Regular));
            Assert.That(futures.NextChangeNs(Lit, openNs), Is.EqualTo(Ns(close)));
            Assert.That(futures.IsOpen(Lit, Ns(close)), Is.False);
        }
    }

    /// <summary>On 10 March 2024 New York had no 02:30; on 3 November it had two.</summary>
    [TestCase("2024-03-10", "01:30", "02:30", "2024-03-10T06:30:00Z", "2024-03-10T07:00:00Z")]
    [TestCase("2024-03-10", "02:30", "03:30", "2024-03-10T07:00:00Z", "2024-03-10T07:30:00Z")]
    [TestCase("2024-11-03", "00:30", "01:30", "2024-11-03T04:30:00Z", "2024-11-03T05:30:00Z")]
    [TestCase("2024-11-03", "01:30", "02:30", "2024-11-03T05:30:00Z", "2024-11-03T07:30:00Z")]
    public void ShouldReadTimesThatTheClockSkipsOrShowsTwice(string day, string from, string to, string fromUtc, string toUtc)
    {
        TradingSchedule schedule = With(root => root["calendars"]![0]!["specialDays"]!.AsArray().Add(new JsonObject
        {
            ["day"] = day,
            ["sessions"] = new JsonArray(new JsonObject { ["session"] = "regular", ["from"] = from, ["to"] = to }),
        }));
        Assert.That(schedule.NextChangeNs(Lit, Ns(fromUtc) - 1), Is.EqualTo(Ns(fromUtc)));
        Assert.That(schedule.NextChangeNs(Lit, Ns(fromUtc)), Is.EqualTo(Ns(toUtc)));
    }

    [Test]
    public void ShouldFollowVersionsOfTheWeek()
    {
        TradingSchedule schedule = With(root => root["calendars"]![0]!["versions"]!.AsArray().Add(JsonNode.Parse(
            """{ "effectiveFrom": "2024-04-08", "week": [ { "days": ["sat"], "sessions": [ { "session": "regular", "from": "10:00", "to": "11:00" } ] } ] }""")));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schedule.IsOpen(Lit, Ns("2024-04-05T15:00:00Z")), Is.True);
            Assert.That(schedule.IsOpen(Lit, Ns("2024-04-08T15:00:00Z")), Is.False);
            Assert.That(schedule.IsOpen(Lit, Ns("2024-04-13T14:30:00Z")), Is.True);
            Assert.That(schedule.IsOpen(Lit, Ns("2024-07-03T14:30:00Z")), Is.True, "special days stay");
        }
    }

    /// <summary>Every day of the year against the runtime's own conversion of local times.</summary>
    [TestCase("America/New_York")]
    [TestCase("Europe/London")]
    [TestCase("Asia/Kolkata")]
    [TestCase("Australia/Sydney")]
    [TestCase("Pacific/Auckland")]
    public void ShouldAgreeWithTheRuntimeOnEveryDay(string zoneName)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        TradingSchedule schedule = With(root =>
        {
            root["calendars"]![0]!["timeZone"] = zoneName;
            root["calendars"]![0]!["holidays"] = new JsonArray();
            root["calendars"]![0]!["specialDays"] = new JsonArray();
        });
        for (var day = new DateTime(2024, 3, 11); day.Year == 2024 && day.Month < 12; day = day.AddDays(1))
        {
            bool isWeekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            long openNs = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.AddHours(9.5), zone)).ToUnixTimeSeconds() * 1_000_000_000;
            Assert.That(schedule.SessionAt(Lit, openNs), Is.EqualTo(isWeekend ? TradingSession.Closed : TradingSession.Regular), $"{day:yyyy-MM-dd}");
            Assert.That(schedule.SessionAt(Lit, openNs - 1), Is.EqualTo(isWeekend ? TradingSession.Closed : TradingSession.Pre), $"{day:yyyy-MM-dd}");
        }
    }

    private static TradingSchedule Futures() => With(root => root["calendars"]![0] = JsonNode.Parse(
        """
        {
          "name": "us-equities", "timeZone": "America/Chicago", "firstDay": "2024-03-01", "lastDay": "2024-12-31", "holidays": [], "specialDays": [],
          "versions": [ { "week": [ { "days": ["sun", "mon", "tue", "wed", "thu"], "sessions": [ { "session": "regular", "from": "17:00", "to": "16:00" } ] } ] } ]
        }
        """));

    private static TradingSchedule With(Action<JsonNode> edit)
    {
        ReferenceFile file = ReferenceSample.Parse(edit);
        return file.Resolve(file.ValidFromNs).Schedule;
    }

    private static long Ns(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds() * 1_000_000_000;
}
