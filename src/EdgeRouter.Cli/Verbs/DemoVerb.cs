using System.CommandLine;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Doctor;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Dpdk;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter demo</c>: simulate, train, replay, compare.</summary>
internal sealed class DemoVerb : IVerb
{
    private const int SchemaVersion = 1;
    private const string OneProcess = "one";
    private const string Separate = "separate";
    private readonly Option<string?> _output = new("--output") { Description = "folder for captures, models, journals and the store; what an older demo left there is replaced", HelpName = "FOLDER" };
    private readonly Option<string?> _source = new("--source") { Description = "how the fresh day's frames come in: dpdk (default where it is installed) or file", HelpName = "NAME" };
    private readonly Option<string> _policy = new("--policy") { Description = "policy that uses the models", DefaultValueFactory = _ => "rank-and-fill" };
    private readonly Option<int> _days = new("--training-days") { Description = "days that are learned from, 1 to 20", HelpName = "N", DefaultValueFactory = _ => 1 };

    private readonly Option<string> _tiers = new("--tiers") { Description = "whether router, market and recorder are one process or separate ones joined by Aeron; results are the same", DefaultValueFactory = _ => OneProcess };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        MarketOptionsReader? market = null;
        var routing = new RoutingOptionsReader();
        Command command = host.Verb(
            "demo",
            "Simulate a training day, train, replay a fresh day with the model against two baselines, and show what it cost and how long it took.",
            "edgerouter demo --seed 7",
            context => Run(context, market!, routing));
        market = new MarketOptionsReader(command);
        _source.AcceptOnlyFromAmong(FrameSources.Dpdk, FrameSources.File);
        _policy.AcceptOnlyFromAmong("rank-and-fill", "top-n-split");
        command.Add(_output);
        command.Add(_source);
        command.Add(_policy);
        command.Add(_days);
        _tiers.AcceptOnlyFromAmong(OneProcess, Separate);
        command.Add(_tiers);
        foreach (Option option in routing.All)
        {
            command.Add(option);
        }

        return command;
    }

    private ExitCode Run(VerbContext context, MarketOptionsReader market, RoutingOptionsReader routing)
    {
        int days = context.Get(_days);
        var plan = new DemoPlan
        {
            Seed = market.Seed(context),
            Market = market.Market(context),
            Folder = Path.GetFullPath(context.Get(_output) ?? Path.Combine(OutputRoot(context), "demo")),
            Source = SourceOf(context),
            LearnedPolicy = context.Get(_policy)!,
            Routing = routing.Read(context),
            HasSeparateTiers = context.Get(_tiers) == Separate,
            TrainingDays = days is >= 1 and <= 20 ? days : throw EdgeRouterException.Usage("ER9013", $"--training-days {days} is outside 1 to 20"),
        };
        DemoResult result = new DemoRun(context, plan).Run();
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => DemoReport.WriteJson(json, result));
        }
        else
        {
            DemoReport.WriteText(context.Reporter, result);
        }

        return ExitCode.Ok;
    }

    private static string OutputRoot(VerbContext context) =>
        new InstallFolders(context.Settings, Environment.GetEnvironmentVariable("EDGEROUTER_NATIVE"), AppContext.BaseDirectory, Environment.CurrentDirectory).Output;

    private string SourceOf(VerbContext context)
    {
        if (context.Get(_source) is { } named)
        {
            return named;
        }

        if (DpdkEnvironment.IsAvailable(out string reason))
        {
            return FrameSources.Dpdk;
        }

        context.Reporter.Warn($"DPDK is not there ({reason}): the capture is read as a file instead");
        return FrameSources.File;
    }
}
