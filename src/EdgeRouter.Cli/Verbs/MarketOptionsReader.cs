using System.CommandLine;
using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Simulation.Parameters;
using EdgeRouter.Simulation.Worlds;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that say which market is simulated.</summary>
internal sealed class MarketOptionsReader
{
    private const string AllRegimes = "all";
    private readonly Option<ulong> _seed = new("--seed") { Description = "the same seed gives the same bytes", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _world = new("--world") { Description = $"one of {string.Join(", ", MarketWorlds.Names)}; default {MarketWorlds.Names[0]}", HelpName = "NAME" };
    private readonly Option<string> _regime = new("--regime")
    {
        Description = $"kind of day: {string.Join(", ", MarketRegimes.Names)}; for --compare also all, or several parted by commas",
        HelpName = "NAME",
        DefaultValueFactory = _ => MarketRegimes.Names[0],
    };

    private readonly Option<bool> _null = new("--null") { Description = "short for --world null: identical venues, in which no routing can gain" };
    private readonly Option<string?> _market = new("--market") { Description = "JSON file with all market parameters; simulate --save-market writes one", HelpName = "FILE" };
    private readonly Option<string?> _taq = new("--taq") { Description = "folder of real trades and quotes that drive price and tape", HelpName = "FOLDER" };
    private readonly Option<string> _taqDate = new("--taq-date") { Description = "first day of the tape", HelpName = "yyyyMMdd", DefaultValueFactory = _ => "20131007" };
    private readonly Option<int?> _duration = new("--duration") { Description = "seconds of the session, 120 to 23400; default: the market's own, which is a day of 6.5 h", HelpName = "SECONDS" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public MarketOptionsReader(Command command)
    {
        foreach (Option option in new Option[] { _seed, _world, _regime, _null, _market, _taq, _taqDate, _duration })
        {
            command.Add(option);
        }
    }

    /// <summary>The seed.</summary>
    /// <param name="context">The verb's context.</param>
    public ulong Seed(VerbContext context) => context.Get(_seed);

    /// <summary>Whether a market or a kind of day is named on the command line.</summary>
    /// <param name="context">The verb's context.</param>
    public bool NamesMarket(VerbContext context) => new Option[] { _world, _regime, _null, _market, _taq, _taqDate }.Any(context.IsGiven);

    /// <summary>The length of the session where one is asked for, s.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9008: it is out of its range.</exception>
    public int? DurationSeconds(VerbContext context) => context.Get(_duration) is not { } seconds ? null : seconds is >= 120 and <= 23_400
        ? seconds
        : throw EdgeRouterException.Usage("ER9008", string.Create(CultureInfo.InvariantCulture, $"--duration {seconds} is outside 120 to 23400 seconds"));

    /// <summary>The world by its name, for runs that make its market themselves.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9101: the market is named by a file or a tape.</exception>
    public string World(VerbContext context) => context.Get(_market) is null && context.Get(_taq) is null && !context.IsGiven(_duration)
        ? context.Get(_null) ? "null" : context.Get(_world) ?? MarketWorlds.Names[0]
        : throw EdgeRouterException.Usage("ER9101", "--compare plays named worlds in sessions of its own length: leave out --market, --taq and --duration");

    /// <summary>The regimes asked for.</summary>
    /// <param name="context">The verb's context.</param>
    public IReadOnlyList<string> Regimes(VerbContext context)
    {
        string text = context.Get(_regime)!;
        return text == AllRegimes ? MarketRegimes.Names : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The market's parameters.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9007: two markets are named; ER7070, ER7071: no such world or regime; what reading the parameters throws.</exception>
    public MarketParameters Market(VerbContext context)
    {
        string? file = context.Get(_market);
        string? taq = context.Get(_taq);
        string? world = context.Get(_world);
        bool isNull = context.Get(_null);
        if ((file is null && taq is null ? 0 : 1) + (world is null ? 0 : 1) + (isNull ? 1 : 0) > 1)
        {
            throw EdgeRouterException.Usage("ER9007", "--world, --null and --market or --taq each name a market: take one; only --market and --taq go together");
        }

        MarketParameters market = file is not null ? Driven(MarketParametersJson.Load(file), taq, context.Get(_taqDate)!)
            : taq is not null ? MarketParameters.CreateTaq(taq, context.Get(_taqDate)!)
            : MarketWorlds.Create(isNull ? "null" : world ?? MarketWorlds.Names[0]);
        market = DurationSeconds(context) is { } seconds ? market with { DurationSeconds = seconds } : market;
        return MarketRegimes.Apply(market, context.Get(_regime)!);
    }

    // Venues and makers of the file, price and takers of the tape.
    private static MarketParameters Driven(MarketParameters market, string? folder, string date)
    {
        MarketParameters driven = folder is null ? market : market with { TaqPath = folder, TaqDate = date };
        MarketParametersValidator.Validate(driven, "--taq-date");
        return driven;
    }
}
