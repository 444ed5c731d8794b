using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Calibration;
using EdgeRouter.Simulation.Calibration.Report;
using EdgeRouter.Simulation.Parameters;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter simulate --calibrate</c>: fits a market to real trades and best quotes, and prints real against simulated.</summary>
internal sealed class CalibrateCommand
{
    private const int SchemaVersion = 1;
    private const long ProgressSteps = 1_000;
    private readonly Option<string?> _folder = new("--calibrate") { Description = "fit a market to the real trades and quotes of a folder, and hold it against another day; exit code 1 = a figure is out of its band", HelpName = "FOLDER" };
    private readonly Option<string> _fitDays = new("--fit-days") { Description = "days to fit to", HelpName = "yyyyMMdd,…", DefaultValueFactory = _ => "20131007,20131008" };
    private readonly Option<string> _testDay = new("--test-day") { Description = "day to hold the market against", HelpName = "yyyyMMdd", DefaultValueFactory = _ => "20131010" };
    private readonly Option<string?> _symbols = new("--symbols") { Description = "symbols to fit; default: all of the folder's", HelpName = "A,B" };
    private readonly Option<string?> _report = new("--report") { Description = "folder for a page with the table and pictures", HelpName = "FOLDER" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _folder, _fitDays, _testDay, _symbols, _report })
        {
            command.Add(option);
        }
    }

    /// <summary>Whether a calibration is asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9097: an option of it stands without it.</exception>
    public bool IsAsked(VerbContext context)
    {
        bool isAsked = context.Get(_folder) is not null;
        return isAsked || !new Option[] { _fitDays, _testDay, _symbols, _report }.Any(context.IsGiven)
            ? isAsked
            : throw EdgeRouterException.Usage("ER9097", "--fit-days, --test-day, --symbols and --report belong to --calibrate FOLDER: add it, or leave them out");
    }

    /// <summary>Runs it.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="market">The options that name a market: none may stand here.</param>
    /// <param name="output">Market file to write; null = none.</param>
    /// <param name="isPlain">Whether no other option of the verb stands.</param>
    public ExitCode Run(VerbContext context, MarketOptionsReader market, string? output, bool isPlain)
    {
        if (market.NamesMarket(context) || !isPlain)
        {
            throw EdgeRouterException.Usage("ER9097", "--calibrate makes a market: leave out --world, --regime, --null, --market, --taq, --taq-date, --day, --save-market, --udp, --dpdk, --pace, --line-b, --loss, --reorder, --duplicate and --snapshots");
        }

        CalibrationOptions options = Options(context, market);
        CalibrationResult result;
        using (WorkProgress progress = context.Reporter.StartProgress("calibrate", ProgressSteps))
        {
            result = Calibrator.Run(options, (_, share) => progress.Report((long)(share * ProgressSteps)), context.Cancellation);
        }

        if (output is not null)
        {
            MarketParametersJson.Save(result.Market, output);
        }

        if (context.Get(_report) is { } folder)
        {
            CalibrationReport.Write(folder, result);
        }

        Show(context.Reporter, result, output);
        return result.OutsideCount == 0 ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void Show(ConsoleReporter reporter, CalibrationResult result, string? output)
    {
        if (reporter.IsJson)
        {
            reporter.ResultJson(SchemaVersion, json => CalibrationTables.WriteJson(json, result, output));
        }
        else
        {
            CalibrationTables.WriteText(reporter, result, output);
        }
    }

    private CalibrationOptions Options(VerbContext context, MarketOptionsReader market)
    {
        var options = new CalibrationOptions
        {
            Folder = context.Get(_folder)!,
            FitDays = [.. context.Get(_fitDays)!.Split(',').Select(text => Day("--fit-days", text))],
            TestDay = Day("--test-day", context.Get(_testDay)!),
            Symbols = context.Get(_symbols)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [],
            Seed = market.Seed(context),
        };
        return market.DurationSeconds(context) is { } seconds
            ? options with { Window = options.Window with { LengthMs = 1_000 * Math.Min(seconds, options.Window.LengthMs / 1_000) } }
            : options;
    }

    private static DateOnly Day(string option, string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw EdgeRouterException.Usage("ER9098", $"{option}: '{text}' is not a date; write it as 20131007");
}
