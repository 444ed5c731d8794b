using System.CommandLine;
using System.Globalization;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron stat</c>: all counters of a driver.</summary>
internal sealed class StatCommand
{
    private const int SchemaVersion = 1;
    private readonly LookOptions _look = new();
    private readonly Option<string?> _type = new("--type") { Description = "only counters of this type: a name such as pub-lmt, or a number", HelpName = "TYPE" };
    private readonly Option<bool> _changed = new("--non-zero") { Description = "only counters that are not 0" };

    /// <summary>Makes the command.</summary>
    /// <param name="host">Runs it.</param>
    public Command Build(CommandHost host)
    {
        Command command = host.Verb("stat", "Show all counters of any Aeron driver: id, type, value, label.", "edgerouter aeron stat --dir /dev/shm/aeron-desk --once", Run);
        _look.AddTo(command);
        command.Add(_type);
        command.Add(_changed);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        using DriverView view = _look.Open(context);
        _look.Repeat(context, () => Show(context, view));
        return ExitCode.Ok;
    }

    private void Show(VerbContext context, DriverView view)
    {
        CounterInfo[] counters = [.. view.Counters().Where(counter => IsWanted(context, counter))];
        if (context.IsJson)
        {
            WriteJson(context, view, counters);
            return;
        }

        DriverLine.Write(context, view);
        context.Reporter.ResultTable(
            string.Empty,
            [">id", "type", ">value", "label"],
            counters.Select(counter => (IReadOnlyList<string>)[Figure(counter.Id), CounterKindNames.Of(counter.TypeId), Figures.Count(counter.Value), Plain(counter.Label)]));
    }

    private static void WriteJson(VerbContext context, DriverView view, CounterInfo[] counters) => context.Reporter.ResultJson(SchemaVersion, json =>
    {
        DriverLine.Write(json, context, view);
        json.WriteStartArray("counters");
        foreach (CounterInfo counter in counters)
        {
            json.WriteStartObject();
            json.WriteNumber("id", counter.Id);
            json.WriteNumber("typeId", counter.TypeId);
            json.WriteString("type", CounterKindNames.Of(counter.TypeId));
            json.WriteNumber("value", counter.Value);
            json.WriteNumber("registrationId", counter.RegistrationId);
            json.WriteNumber("ownerId", counter.OwnerId);
            json.WriteNumber("referenceId", counter.ReferenceId);
            json.WriteString("label", counter.Label);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string label) => string.Concat(label.Select(character => char.IsControl(character) ? ' ' : character));

    private bool IsWanted(VerbContext context, CounterInfo counter) =>
        (!context.Get(_changed) || counter.Value != 0)
        && (context.Get(_type) is not { } type || type == CounterKindNames.Of(counter.TypeId) || type == Figure(counter.TypeId));
}
