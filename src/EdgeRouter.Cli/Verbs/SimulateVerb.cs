using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Lab;
using EdgeRouter.Lab.Reports;
using EdgeRouter.Simulation;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Statistics;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter simulate</c>: sends a simulated day's feeds to a capture, to multicast groups, to a DPDK port.</summary>
internal sealed class SimulateVerb : IVerb
{
    private const int SchemaVersion = 1;
    private readonly Option<int> _day = new("--day") { Description = "day number, 1 to 9999; each day is another market of the same seed", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly CalibrateCommand _calibrate = new();
    private readonly Option<string?> _saveMarket = new("--save-market") { Description = "write the market's parameters too, to be changed and given to --market", HelpName = "FILE" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        MarketOptionsReader? market = null;
        CompareOptionsReader? compare = null;
        FeedFaultOptionsReader? faults = null;
        FeedOutputOptionsReader? outputs = null;
        Command command = host.Verb(
            "simulate",
            "Simulate a day of all venues and send their feeds out: to a capture, to multicast groups, to a DPDK port; with faulty lines where wanted. Or compare policies.",
            "edgerouter simulate --seed 7 --day 1 --output day1.pcap\n  edgerouter simulate --udp eth0 --pace real --line-b --loss 0.001 --snapshots 1\n  edgerouter simulate --compare all --world street --regime all",
            context => compare!.IsAsked(context)
                ? Compare(context, compare.Read(context, market!))
                : Run(context, market!, compare, faults!, outputs!));
        market = new MarketOptionsReader(command);
        compare = new CompareOptionsReader(command);
        command.Add(_day);
        outputs = new FeedOutputOptionsReader(command);
        faults = new FeedFaultOptionsReader(command);
        command.Add(_saveMarket);
        _calibrate.AddTo(command);
        return command;
    }

    private static ExitCode Compare(VerbContext context, ComparisonOptions options)
    {
        ComparisonReport report;
        using (WorkProgress progress = context.Reporter.StartProgress("instrument-days", PolicyComparison.SessionCount(options)))
        {
            report = PolicyComparison.Run(options, done => ReportDone(progress, done), context.Cancellation);
        }

        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => ComparisonTables.WriteJson(json, report));
        }
        else
        {
            ComparisonTables.WriteText(context.Reporter, report);
        }

        return report.IsGood ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    // Sessions end on several threads.
    private static void ReportDone(WorkProgress progress, int done)
    {
        lock (progress)
        {
            progress.Report(done);
        }
    }

    private ExitCode Run(
        VerbContext context, MarketOptionsReader options, CompareOptionsReader compare, FeedFaultOptionsReader faults, FeedOutputOptionsReader outputOptions)
    {
        compare.RefuseElsewhere(context);
        if (_calibrate.IsAsked(context))
        {
            bool isPlain = !context.IsGiven(_day) && !context.IsGiven(_saveMarket) && !outputOptions.NamesFeeds(context) && !faults.IsAsked(context);
            return _calibrate.Run(context, options, outputOptions.OutputPath(context), isPlain);
        }

        FeedOutputOptions chosen = outputOptions.Outputs(context);
        MarketParameters market = faults.Apply(context, options.Market(context));
        int number = context.Get(_day);
        var day = number is >= 1 and <= 9999
            ? new SimulatedDay(options.Seed(context), number, market)
            : throw EdgeRouterException.Usage("ER9018", string.Create(CultureInfo.InvariantCulture, $"--day {number} is outside 1 to 9999"));
        if (context.Get(_saveMarket) is { } file)
        {
            MarketParametersJson.Save(market, file);
        }

        context.Reporter.Info(string.Create(CultureInfo.InvariantCulture, $"seed {day.Seed}, day {day.Day}, {market.DurationSeconds} s"));
        MarketSimulator simulated;
        using var outputs = new FeedOutputs(chosen, context.Ticks, context.Cancellation);
        using (WorkProgress progress = context.Reporter.StartProgress("simulate", market.DurationSeconds))
        {
            simulated = DayWriter.Write(day, outputs, progress.Report, context.Cancellation);
        }

        MarketSummary summary = simulated.Summarise();

        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                MarketSummaryReport.WriteJson(json, day, chosen.CapturePath, summary);
                FeedOutputReport.WriteJson(json, outputs, simulated);
            });
        }
        else
        {
            MarketSummaryReport.WriteText(context.Reporter, day, FeedOutputReport.Describe(chosen), summary);
            FeedOutputReport.WriteText(context.Reporter, outputs, simulated);
        }

        return ExitCode.Ok;
    }
}
