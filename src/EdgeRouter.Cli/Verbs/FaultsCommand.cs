using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Lab.Faults;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter audit faults</c>: runs the router among simulated faults and checks every invariant after every step.</summary>
internal static class FaultsCommand
{
    private const int SchemaVersion = 1;

    /// <summary>Makes the command.</summary>
    /// <param name="host">The frame around it.</param>
    public static Command Build(CommandHost host)
    {
        Option<ulong> seed = new("--seed") { Description = "first seed; one seed is one run", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> seeds = new("--seeds") { Description = "how many seeds, 1 to 1,000,000", HelpName = "K", DefaultValueFactory = _ => 1 };
        Option<int> steps = new("--steps") { Description = "steps of a run, 1 to 1,000,000", HelpName = "M", DefaultValueFactory = _ => new FaultOptions().StepCount };
        Option<int?> crashEvery = new("--crash-every") { Description = "crash at every N-th record; 0 = never; without it at random", HelpName = "N" };
        Option<int> crashAt = new("--crash-at") { Description = "crash once, when so many records are there", HelpName = "N", DefaultValueFactory = _ => 0 };
        Option<bool?> reference = new("--reference") { Description = "whether reference data come; without it the seed decides", HelpName = "true|false" };
        Option<bool> replay = new("--replay") { Description = "replay the run's journal too" };
        Command command = host.Verb(
            "faults",
            "Run the router among simulated faults from seeds; exit 1 when an invariant breaks.",
            "edgerouter audit faults --seed 1 --seeds 100",
            context => Run(context, context.Get(seeds), new FaultOptions
            {
                Seed = context.Get(seed),
                StepCount = context.Get(steps),
                CrashEvery = context.Get(crashEvery),
                CrashAt = context.Get(crashAt),
                HasReference = context.Get(reference),
                Replays = context.Get(replay),
            }));
        foreach (Option option in new Option[] { seed, seeds, steps, crashEvery, crashAt, reference, replay })
        {
            command.Add(option);
        }

        return command;
    }

    private static ExitCode Run(VerbContext context, int count, FaultOptions options)
    {
        if (count is < 1 or > 1_000_000)
        {
            throw EdgeRouterException.Usage("ER7108", FormattableString.Invariant($"--seeds {count} is outside 1 to 1,000,000"));
        }

        var results = new List<FaultResult>();
        using (WorkProgress progress = context.Reporter.StartProgress("seeds", count))
        {
            for (int i = 0; i < count; i++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                results.Add(FaultRun.Run(options with { Seed = options.Seed + (ulong)i }) with { Records = [] });
                progress.Report(i + 1);
            }
        }

        Report(context, results);
        return results.TrueForAll(r => r.IsGood) ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private static void Report(VerbContext context, List<FaultResult> results)
    {
        FaultResult[] bad = [.. results.Where(r => !r.IsGood)];
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                json.WriteNumber("runs", results.Count);
                json.WriteNumber("records", results.Sum(r => r.RecordCount));
                json.WriteNumber("children", results.Sum(r => r.ChildCount));
                json.WriteNumber("crashes", results.Sum(r => r.CrashCount));
                json.WriteStartArray("broken");
                foreach (FaultResult result in bad)
                {
                    json.WriteStartObject();
                    json.WriteNumber("seed", result.Options.Seed);
                    json.WriteNumber("step", result.Step);
                    json.WriteString("invariant", result.Broken.ToString());
                    json.WriteString("finding", result.Finding);
                    json.WriteString("command", result.Options.Command);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach (FaultResult result in bad)
        {
            context.Reporter.Result(FormattableString.Invariant($"seed {result.Options.Seed} step {result.Step}: {result.Broken}: {result.Finding}"));
            context.Reporter.Result($"  {result.Options.Command}");
        }

        context.Reporter.Result(FormattableString.Invariant(
            $"{results.Count} runs, {bad.Length} broken; {results.Sum(r => r.RecordCount)} records, {results.Sum(r => r.ChildCount)} children, {results.Sum(r => r.CrashCount)} crashes"));
        if (results.Count == 1)
        {
            context.Reporter.Result(FormattableString.Invariant($"hash {results[0].Hash:x16}"));
        }
    }
}
