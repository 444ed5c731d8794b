using System.CommandLine;
using EdgeRouter.Aeron.Errors;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron errors</c>: the error log of a driver.</summary>
internal sealed class ErrorsCommand
{
    private const int SchemaVersion = 1;
    private readonly LookOptions _look = new();

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("errors", "Show what any Aeron driver has noted in its error log: how often, when, what.", "edgerouter aeron errors --dir /dev/shm/aeron-desk --once", Run);
        _look.AddTo(command);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        using DriverView view = _look.Open(context);
        _look.Repeat(context, () => Show(context, view));
        return ExitCode.Ok;
    }

    private static void Show(VerbContext context, DriverView view)
    {
        IReadOnlyList<ErrorEntry> errors = view.Errors();
        if (context.IsJson)
        {
            WriteJson(context, view, errors);
            return;
        }

        DriverLine.Write(context, view);
        context.Reporter.Result(errors.Count == 0 ? "no errors" : $"{errors.Count} distinct errors");
        foreach (ErrorEntry error in errors)
        {
            context.Reporter.Result($"{Figures.Count(error.Count)} times, {DriverLine.TimeOf(error.FirstMs)} to {DriverLine.TimeOf(error.LastMs)}:");
            foreach (string line in error.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                context.Reporter.Result($"  {line}");
            }
        }
    }

    private static void WriteJson(VerbContext context, DriverView view, IReadOnlyList<ErrorEntry> errors) => context.Reporter.ResultJson(SchemaVersion, json =>
    {
        DriverLine.Write(json, context, view);
        json.WriteStartArray("errors");
        foreach (ErrorEntry error in errors)
        {
            json.WriteStartObject();
            json.WriteNumber("count", error.Count);
            json.WriteNumber("firstMs", error.FirstMs);
            json.WriteNumber("lastMs", error.LastMs);
            json.WriteString("text", error.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
