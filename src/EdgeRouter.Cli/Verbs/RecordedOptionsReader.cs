using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Lab.Recorded;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options of a replay that routes over a captured feed: what is traded, and what is assumed of fills.</summary>
internal sealed class RecordedOptionsReader
{
    private const int InstrumentCountMax = 64;
    private const double LatencyMaxUs = 10_000_000;
    private const double ParentSizeMax = 1e9;
    private const double ParentIntervalMax = 86_400;
    private const double ParentIntervalDefault = 30;

    private readonly Option<bool> _recorded = new("--recorded") { Description = "with --policy: route over a feed captured elsewhere; fills follow from the queue in its books, see the options below" };
    private readonly Option<int?> _instruments = new("--instruments") { Description = "trade the instruments with the busiest books, 1 to 64; default 3", HelpName = "N" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "draws the parents; default 1", HelpName = "N" };
    private readonly Option<double?> _orderLatency = new("--order-latency-us") { Description = "time until an order takes effect at the venue; default 100", HelpName = "US" };
    private readonly Option<double?> _reportLatency = new("--report-latency-us") { Description = "time until we have a report, at least the feed's latency; default 100", HelpName = "US" };
    private readonly Option<double?> _feedLatency = new("--feed-latency-us") { Description = "time from the venue to the capture's time stamp; default 20", HelpName = "US" };
    private readonly Option<string?> _cancels = new("--cancels") { Description = "who cancels where the feed does not say: spread (ahead and behind alike, default) or behind (cautious)", HelpName = "RULE" };
    private readonly Option<double?> _impact = new("--impact") { Description = "factor of the square-root impact of our executions, 0 to 10; 0 = off; default 0.5", HelpName = "FACTOR" };
    private readonly Option<double?> _taken = new("--taken-seconds") { Description = "how long shares that we took are missing from the book, 0 to 3600; default 5", HelpName = "SECONDS" };
    private readonly Option<double?> _parentSize = new("--parent-size") { Description = "median size of parents; default: what stands at the touch on average", HelpName = "SHARES" };
    private readonly Option<double?> _parentEvery = new("--parent-every") { Description = "mean seconds between parents of one instrument; default 30", HelpName = "SECONDS" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public RecordedOptionsReader(Command command)
    {
        _cancels.AcceptOnlyFromAmong("spread", "behind");
        foreach (Option option in All)
        {
            command.Add(option);
        }
    }

    private Option[] All => [_recorded, _instruments, _seed, _orderLatency, _reportLatency, _feedLatency, _cancels, _impact, _taken, _parentSize, _parentEvery];

    /// <summary>Whether orders are routed over a captured feed.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9104: one of the options without --recorded.</exception>
    public bool IsRecorded(VerbContext context)
    {
        bool isRecorded = context.Get(_recorded);
        Option? alone = isRecorded ? null : Array.Find(All, context.IsGiven);
        return alone is null ? isRecorded : throw EdgeRouterException.Usage("ER9104", $"{alone.Name} has no meaning without --recorded");
    }

    /// <summary>The first of these options that was given; null = none.</summary>
    /// <param name="context">The verb's context.</param>
    public Option? Given(VerbContext context) => Array.Find(All, context.IsGiven);

    /// <summary>Instruments to trade.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9105: out of range.</exception>
    public int InstrumentCount(VerbContext context) => (int)InRange(_instruments.Name, context.Get(_instruments) ?? 3, 1, InstrumentCountMax);

    /// <summary>Draws the parents.</summary>
    /// <param name="context">The verb's context.</param>
    public ulong Seed(VerbContext context) => context.Get(_seed) ?? 1;

    /// <summary>What is assumed of fills.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER7130, ER9105: an assumption is out of range.</exception>
    public RecordedFillOptions Fills(VerbContext context)
    {
        var defaults = new RecordedFillOptions();
        return new RecordedFillOptions
        {
            OrderLatencyNs = Nanoseconds(context, _orderLatency, defaults.OrderLatencyNs),
            ReportLatencyNs = Nanoseconds(context, _reportLatency, defaults.ReportLatencyNs),
            FeedLatencyNs = Nanoseconds(context, _feedLatency, defaults.FeedLatencyNs),
            Queue = context.Get(_cancels) == "behind" ? QueueRule.CancelsBehind : QueueRule.CancelsSpread,
            ImpactCoefficient = context.Get(_impact) ?? defaults.ImpactCoefficient,
            TakenMemoryNs = context.Get(_taken) is { } seconds ? (long)(InRange(_taken.Name, seconds, 0, 3_600) * TimeUnits.Second) : defaults.TakenMemoryNs,
        }.Validated();
    }

    /// <summary>The parents that are sent.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="typicalQuantity">Median size unless one is given.</param>
    /// <exception cref="EdgeRouterException">ER9105: out of range.</exception>
    public Lab.ParentScheduleOptions Parents(VerbContext context, long typicalQuantity)
    {
        var defaults = new Lab.ParentScheduleOptions();
        double median = InRange(_parentSize.Name, context.Get(_parentSize) ?? typicalQuantity, 1, ParentSizeMax);
        return defaults with
        {
            MedianQuantity = median,
            QuantityMax = (long)(median * 10),
            MeanIntervalSeconds = InRange(_parentEvery.Name, context.Get(_parentEvery) ?? ParentIntervalDefault, 0.01, ParentIntervalMax),
        };
    }

    private static long Nanoseconds(VerbContext context, Option<double?> option, long otherwise) =>
        context.Get(option) is { } us ? (long)(InRange(option.Name, us, 0, LatencyMaxUs) * TimeUnits.Microsecond) : otherwise;

    private static double InRange(string name, double value, double min, double max) => value >= min && value <= max
        ? value
        : throw EdgeRouterException.Usage("ER9105", string.Create(CultureInfo.InvariantCulture, $"{name} {value} is outside {min} to {max}"));
}
