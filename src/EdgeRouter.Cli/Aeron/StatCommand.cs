using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Cli.Aeron;

/// <summary><c>edgerouter aeron stat</c>: all counters of a driver.</summary>
internal sealed class StatCommand() : LookCommand<CounterInfo>("stat", "Show all counters of any Aeron driver: id, type, value, label.", "counters")
{
    private readonly Option<string?> _type = new("--type") { Description = "only counters of this type: a name such as pub-lmt or link, or a number", HelpName = "TYPE" };
    private readonly Option<bool> _changed = new("--non-zero") { Description = "only counters that are not 0" };

    /// <inheritdoc/>
    protected override IEnumerable<Option> Options => [_type, _changed];

    /// <inheritdoc/>
    protected override void Begin(VerbContext context)
    {
        if (context.Get(_type) is { } type && !CounterKindNames.All.Contains(type) && !int.TryParse(type, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            throw EdgeRouterException.Usage("ER9111", $"--type '{type}' is no type of counter: give a number, or one of {string.Join(' ', CounterKindNames.All)}");
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<CounterInfo> Read(VerbContext context, DriverView view) => [.. view.Counters().Where(counter => IsWanted(context, counter))];

    /// <inheritdoc/>
    protected override void Write(ConsoleReporter reporter, IReadOnlyList<CounterInfo> rows) => reporter.ResultTable(
        rows.Count == 0 ? "no such counters" : string.Empty,
        [">id", "type", ">value", "label"],
        rows.Select(counter => (IReadOnlyList<string>)[Figure(counter.Id), CounterKindNames.Of(counter), Figures.Count(counter.Value), Label(counter)]));

    /// <inheritdoc/>
    protected override void Write(Utf8JsonWriter json, CounterInfo row)
    {
        json.WriteNumber("id", row.Id);
        json.WriteNumber("typeId", row.TypeId);
        json.WriteString("type", CounterKindNames.Of(row));
        json.WriteNumber("value", row.Value);
        json.WriteString("meaning", CounterMeaning.Of(row));
        json.WriteNumber("registrationId", row.RegistrationId);
        json.WriteNumber("ownerId", row.OwnerId);
        json.WriteNumber("referenceId", row.ReferenceId);
        json.WriteString("label", row.Label);
    }

    private static string Figure(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Label(CounterInfo counter) =>
        PlainText.Of(counter.Label) + (CounterMeaning.Of(counter) is { } meaning ? $" = {meaning}" : string.Empty);

    private bool IsWanted(VerbContext context, CounterInfo counter) =>
        (!context.Get(_changed) || counter.Value != 0)
        && (context.Get(_type) is not { } type || type == CounterKindNames.Of(counter) || type == Figure(counter.TypeId));
}
