using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Time;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that say what the lines of simulated feeds do to their packets, and whether there are snapshots. A market file says more.</summary>
internal sealed class FeedFaultOptionsReader
{
    private const double SnapshotSecondsMin = 0.01;
    private const double SnapshotSecondsMax = 3_600;
    private readonly Option<bool> _lineB = new("--line-b") { Description = "send every packet on line B too" };
    private readonly Option<double?> _loss = Probability("--loss", "share of packets that each line loses by itself");
    private readonly Option<double?> _reorder = Probability("--reorder", "share of packets that each line holds back behind up to three others");
    private readonly Option<double?> _duplicate = Probability("--duplicate", "share of packets that each line sends twice");
    private readonly Option<double?> _snapshots = new("--snapshots") { Description = "every venue sends its whole book this often, on a channel of its own; 0.01 to 3600", HelpName = "SECONDS" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public FeedFaultOptionsReader(Command command)
    {
        foreach (Option option in new Option[] { _lineB, _loss, _reorder, _duplicate, _snapshots })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether anything is asked of the lines.</summary>
    /// <param name="context">The verb's context.</param>
    public bool IsAsked(VerbContext context) => new Option[] { _lineB, _loss, _reorder, _duplicate, _snapshots }.Any(context.IsGiven);

    /// <summary>The market with these lines.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="market">The market.</param>
    /// <exception cref="EdgeRouterException">ER9093: a share is outside 0 to 1; ER9094: the time between snapshots is out of range.</exception>
    public MarketParameters Apply(VerbContext context, MarketParameters market)
    {
        MarketParameters changed = context.Get(_lineB) ? market with { HasLineB = true } : market;
        double? loss = Share(context, _loss);
        double? reorder = Share(context, _reorder);
        double? duplicate = Share(context, _duplicate);
        if (loss is not null || reorder is not null || duplicate is not null)
        {
            FeedParameters feed = changed.Feed ?? new FeedParameters();
            changed = changed with { Feed = feed with { LineA = With(feed.LineA, loss, reorder, duplicate), LineB = With(feed.LineB, loss, reorder, duplicate) } };
        }

        return context.Get(_snapshots) is { } seconds
            ? changed with { Feed = (changed.Feed ?? new FeedParameters()) with { HasSnapshots = true, SnapshotPeriodNs = PeriodNs(seconds) } }
            : changed;
    }

    private static Option<double?> Probability(string name, string description) => new(name) { Description = description, HelpName = "SHARE" };

    private static double? Share(VerbContext context, Option<double?> option) => context.Get(option) is not { } share ? null
        : share is >= 0 and <= 1 ? share
        : throw EdgeRouterException.Usage("ER9093", string.Create(CultureInfo.InvariantCulture, $"{option.Name} {share} is outside 0 to 1: 0.01 is one packet in a hundred"));

    private static FeedFaults With(FeedFaults? line, double? loss, double? reorder, double? duplicate)
    {
        FeedFaults faults = line ?? new FeedFaults();
        return faults with
        {
            LossProbability = loss ?? faults.LossProbability,
            ReorderProbability = reorder ?? faults.ReorderProbability,
            DuplicateProbability = duplicate ?? faults.DuplicateProbability,
        };
    }

    private static long PeriodNs(double seconds) => seconds is >= SnapshotSecondsMin and <= SnapshotSecondsMax
        ? (long)(seconds * TimeUnits.Second)
        : throw EdgeRouterException.Usage("ER9094", string.Create(CultureInfo.InvariantCulture, $"--snapshots {seconds} is outside 0.01 to 3600 seconds"));
}
