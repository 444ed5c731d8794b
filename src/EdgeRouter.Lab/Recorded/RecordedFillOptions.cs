using System.Globalization;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Lab.Recorded;

/// <summary>What is assumed where a captured feed cannot answer our orders. <c>src/docs/RECORDED.md</c> has the reasons.</summary>
public sealed record RecordedFillOptions
{
    /// <summary>Time from our sending an order to its taking effect at the venue, ns. 0 to 10 s.</summary>
    public long OrderLatencyNs { get; init; } = 100 * TimeUnits.Microsecond;

    /// <summary>Time from an event at the venue to our having its report, ns. At least <see cref="FeedLatencyNs"/>, at most 10 s.</summary>
    public long ReportLatencyNs { get; init; } = 100 * TimeUnits.Microsecond;

    /// <summary>Time from an event at the venue to its packet's time stamp in the capture, ns. 0 to 10 s.</summary>
    public long FeedLatencyNs { get; init; } = 20 * TimeUnits.Microsecond;

    /// <summary>Who cancels, where the feed does not say.</summary>
    public QueueRule Queue { get; init; }

    /// <summary>How long shares that we took are missing from the displayed book, ns; 0 = they are there again for the next order. 0 to 1 hour.</summary>
    public long TakenMemoryNs { get; init; } = 5 * TimeUnits.Second;

    /// <summary>Factor of the square-root law: an execution of q shares costs this times the daily volatility times √((q + what we just executed) / daily volume).
    /// 0 = no impact. 0 to 10.</summary>
    public double ImpactCoefficient { get; init; } = 0.5;

    /// <summary>Time in which what we executed fades from the square-root law by a factor e, ns. 1 ms to 1 day.</summary>
    public long ImpactDecayNs { get; init; } = 60 * TimeUnits.Second;

    /// <summary>Share of an undisplayed venue's print that an order of ours standing there would have had. 0 to 1.</summary>
    public double PrintShare { get; init; } = 0.5;

    /// <summary>Checks every range.</summary>
    /// <returns>This.</returns>
    /// <exception cref="EdgeRouterException">ER7130: a value is out of range; the message names it.</exception>
    public RecordedFillOptions Validated()
    {
        Require(OrderLatencyNs is >= 0 and <= 10 * TimeUnits.Second, nameof(OrderLatencyNs), OrderLatencyNs);
        Require(FeedLatencyNs is >= 0 and <= 10 * TimeUnits.Second, nameof(FeedLatencyNs), FeedLatencyNs);
        Require(ReportLatencyNs >= FeedLatencyNs && ReportLatencyNs <= 10 * TimeUnits.Second, nameof(ReportLatencyNs), ReportLatencyNs);
        Require(Queue is QueueRule.CancelsSpread or QueueRule.CancelsBehind, nameof(Queue), (double)Queue);
        Require(TakenMemoryNs is >= 0 and <= 3_600 * TimeUnits.Second, nameof(TakenMemoryNs), TakenMemoryNs);
        Require(ImpactCoefficient is >= 0.0 and <= 10.0, nameof(ImpactCoefficient), ImpactCoefficient);
        Require(ImpactDecayNs is >= TimeUnits.Millisecond and <= 86_400 * TimeUnits.Second, nameof(ImpactDecayNs), ImpactDecayNs);
        Require(PrintShare is >= 0.0 and <= 1.0, nameof(PrintShare), PrintShare);
        return this;
    }

    private static void Require(bool isGood, string key, double value)
    {
        if (!isGood)
        {
            throw EdgeRouterException.Usage("ER7130", string.Create(CultureInfo.InvariantCulture, $"fills over a captured feed: {key} {value} is out of range (reports need at least the feed's latency)"));
        }
    }
}
