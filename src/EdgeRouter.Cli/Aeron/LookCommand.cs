using System.CommandLine;
using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary>What the commands share that look at a directory: its driver's line first, then rows, once or again and again, as text or JSON.</summary>
/// <typeparam name="TRow">What a row shows.</typeparam>
/// <param name="name">Name of the command, and of the array in its JSON unless <paramref name="field"/> says otherwise.</param>
/// <param name="description">One line.</param>
/// <param name="field">The array in its JSON.</param>
internal abstract class LookCommand<TRow>(string name, string description, string field)
{
    private const int SchemaVersion = 1;

    /// <summary>Directory and time between two looks.</summary>
    protected LookOptions Look { get; } = new();

    /// <summary>Options of the command's own.</summary>
    protected virtual IEnumerable<Option> Options => [];

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb(name, description, $"edgerouter aeron {name} --dir /dev/shm/aeron-desk --once", Run);
        Look.AddTo(command);
        foreach (Option option in Options)
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>Called once before the first look that is shown.</summary>
    /// <param name="context">Arguments.</param>
    protected virtual void Begin(VerbContext context)
    {
    }

    /// <summary>Reads the rows.</summary>
    /// <param name="context">Arguments.</param>
    /// <param name="view">The directory.</param>
    protected abstract IReadOnlyList<TRow> Read(VerbContext context, DriverView view);

    /// <summary>Writes the rows for people.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="rows">What.</param>
    protected abstract void Write(ConsoleReporter reporter, IReadOnlyList<TRow> rows);

    /// <summary>Writes the fields of one row.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">What.</param>
    protected abstract void Write(Utf8JsonWriter json, TRow row);

    private ExitCode Run(VerbContext context)
    {
        Begin(context);
        Look.Repeat(context, Show);
        return ExitCode.Ok;
    }

    private void Show(VerbContext context)
    {
        using DriverView view = Look.Open(context);
        IReadOnlyList<TRow> rows = Read(context, view);
        if (!context.IsJson)
        {
            DriverLine.Write(context, view);
            Write(context.Reporter, rows);
            return;
        }

        context.Reporter.ResultJson(SchemaVersion, json =>
        {
            DriverLine.Write(json, context, view);
            json.WriteStartArray(field);
            foreach (TRow row in rows)
            {
                json.WriteStartObject();
                Write(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
