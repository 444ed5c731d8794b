using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Lab;
using EdgeRouter.Lab.Reports;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Statistics;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter simulate</c>: writes a simulated day's feeds to a capture.</summary>
internal sealed class SimulateVerb : IVerb
{
    private const int SchemaVersion = 1;
    private readonly Option<int> _day = new("--day") { Description = "day number, 1 to 9999; each day is another market of the same seed", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _output = new("--output") { Description = "capture to write; what it was made from goes beside it, into FILE.day.json", HelpName = "FILE" };
    private readonly Option<string?> _saveMarket = new("--save-market") { Description = "write the market's parameters too, to be changed and given to --market", HelpName = "FILE" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        MarketOptionsReader? market = null;
        CompareOptionsReader? compare = null;
        Command command = host.Verb(
            "simulate",
            "Simulate a day of all venues and write their feeds to one capture.",
            "edgerouter simulate --seed 7 --day 1 --output day1.pcap",
            context => compare!.IsAsked(context) ? Compare(context, compare.Read(context, market!)) : Run(context, market!, compare));
        market = new MarketOptionsReader(command);
        compare = new CompareOptionsReader(command);
        command.Add(_day);
        command.Add(_output);
        command.Add(_saveMarket);
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

    private ExitCode Run(VerbContext context, MarketOptionsReader options, CompareOptionsReader compare)
    {
        compare.RefuseElsewhere(context);
        MarketParameters market = options.Market(context);
        int number = context.Get(_day);
        var day = number is >= 1 and <= 9999
            ? new SimulatedDay(options.Seed(context), number, market)
            : throw EdgeRouterException.Usage("ER9018", string.Create(CultureInfo.InvariantCulture, $"--day {number} is outside 1 to 9999"));
        string path = context.Get(_output) ?? throw EdgeRouterException.Usage("ER9100", "nowhere to write the day: name the capture by --output, or policies by --compare");
        if (context.Get(_saveMarket) is { } file)
        {
            MarketParametersJson.Save(market, file);
        }

        context.Reporter.Info(string.Create(CultureInfo.InvariantCulture, $"seed {day.Seed}, day {day.Day}, {market.DurationSeconds} s"));
        MarketSummary summary;
        using (WorkProgress progress = context.Reporter.StartProgress("simulate", market.DurationSeconds))
        {
            summary = DayWriter.Write(day, path, progress.Report, context.Cancellation);
        }

        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => MarketSummaryReport.WriteJson(json, day, path, summary));
        }
        else
        {
            MarketSummaryReport.WriteText(context.Reporter, path, summary);
        }

        return ExitCode.Ok;
    }
}
