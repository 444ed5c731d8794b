using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter model info</c>, <c>compile</c> and <c>diff</c>: what a model file is, its compiled form as a file, and in what two differ.</summary>
internal sealed class ModelVerb : IVerb
{
    private const int SchemaVersion = 1;
    private const int ListedDifferences = 20;

    private readonly Argument<string[]> _files = new("FILE") { Description = "model file of XGBoost (JSON, UBJSON) or LightGBM (text), or forest file", Arity = ArgumentArity.OneOrMore };
    private readonly Argument<string> _older = new("A") { Description = "model file or forest file" };
    private readonly Argument<string> _newer = new("B") { Description = "model file or forest file" };
    private readonly Option<string> _output = new("--output", "-o") { Description = "forest file to write; an older forest file is replaced, nothing else", Required = true, HelpName = "FILE" };
    private readonly Option<string> _rounds = RoundsOption.Create();

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        Command info = host.Verb("info", "Show what model files hold, how they compile and how exact they are; exit 1 when the tables of a forest file are not those of its models.", "edgerouter model info fill.ubj", Info);
        info.Add(_files);
        info.Add(_rounds);
        Command compile = host.Verb("compile", "Compile a model, or several that read the same row into one, to a forest file.", "edgerouter model compile fill.ubj cost.ubj --output decision.erf", Compile);
        compile.Add(_files);
        compile.Add(_output);
        compile.Add(_rounds);
        Command diff = host.Verb("diff", "Show in what the models of two files differ; exit 1 when they do.", "edgerouter model diff monday.ubj tuesday.erf", Diff);
        diff.Add(_older);
        diff.Add(_newer);
        diff.Add(_rounds);
        return new Command("model", "Look at models and compile them.") { info, compile, diff };
    }

    private ExitCode Info(VerbContext context)
    {
        ModelInfoReport[] reports = [.. context.Get(_files)!.Select(path => new ModelInfoReport(path, ForestFile.IsForest(path), ForestLoader.Load(path, RoundsOption.Read(context, _rounds))))];
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                json.WriteStartArray("files");
                foreach (ModelInfoReport report in reports)
                {
                    report.WriteJson(json);
                }

                json.WriteEndArray();
            });
        }
        else
        {
            foreach (ModelInfoReport report in reports)
            {
                report.WriteText(context.Reporter);
            }
        }

        return reports.All(static report => report.IsSound) ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    private ExitCode Compile(VerbContext context)
    {
        string[] files = context.Get(_files)!;
        string output = context.Get(_output)!;
        CheckOutput(files, output);
        long start = context.Ticks.Ticks;
        CompiledForest forest = ForestLoader.Load(files, RoundsOption.Read(context, _rounds));
        long compiled = context.Ticks.Ticks;
        ForestFile.Write(forest, output);
        ModelCompileReport report = new(output, forest, ToMs(context, compiled - start), ToMs(context, context.Ticks.Ticks - compiled));
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, report.WriteJson);
        }
        else
        {
            report.WriteText(context.Reporter);
        }

        return ExitCode.Ok;
    }

    private ExitCode Diff(VerbContext context)
    {
        string first = context.Get(_older)!;
        string second = context.Get(_newer)!;
        EnsembleComparison comparison = EnsembleComparison.Of(
            LoadModels(first, context),
            LoadModels(second, context),
            ListedDifferences);
        ModelDiffReport report = new(first, second, comparison);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, report.WriteJson);
        }
        else
        {
            report.WriteText(context.Reporter);
        }

        return comparison.AreSame ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    // A file may be compared with its own compiled form, whose rounds are chosen already.
    private IReadOnlyList<TreeEnsemble> LoadModels(string path, VerbContext context) =>
        ForestFile.IsForest(path) ? ForestLoader.LoadModels(path) : ForestLoader.LoadModels(path, RoundsOption.Read(context, _rounds));

    private static void CheckOutput(string[] files, string output)
    {
        string target = Path.GetFullPath(output);
        if (files.Any(file => Path.GetFullPath(file) == target))
        {
            throw EdgeRouterException.Usage("ER9046", $"--output {output}: this file is read; name another one");
        }

        if (File.Exists(output) && !ForestFile.IsForest(output))
        {
            throw EdgeRouterException.Usage("ER9046", $"--output {output}: a file that is no forest file would be overwritten; remove it or name another one");
        }
    }

    private static double ToMs(VerbContext context, long ticks) => ticks * context.Ticks.NsPerTick / 1e6;
}
