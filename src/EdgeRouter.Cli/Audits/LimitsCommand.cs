using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Cli.Verbs;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Reference;
using EdgeRouter.Lab.Journals;
using EdgeRouter.Routing.Risk;

namespace EdgeRouter.Cli.Audits;

/// <summary><c>edgerouter audit limits</c>: validates risk limits as the router does, against the instruments and venues that they name.</summary>
internal sealed class LimitsCommand
{
    private const int SchemaVersion = 1;
    private readonly Argument<string> _file = new("FILE") { Description = "risk limits" };
    private readonly Option<string?> _reference = new("--reference") { Description = "reference data with the instruments and venues", HelpName = "FILE" };
    private readonly Option<string?> _journal = new("--universe-of") { Description = "journal of a router with the instruments and venues", HelpName = "FOLDER" };

    /// <summary>The command.</summary>
    /// <param name="host">Its frame.</param>
    public static Command Build(CommandHost host)
    {
        var self = new LimitsCommand();
        Command command = host.Verb(
            "limits", "Validate risk limits against the instruments and venues that they name.", "edgerouter audit limits limits.json --reference reference.json", self.Run);
        command.Add(self._file);
        command.Add(self._reference);
        command.Add(self._journal);
        return command;
    }

    private ExitCode Run(VerbContext context)
    {
        byte[] bytes = File.ReadAllBytes(context.Get(_file)!);
        RiskLimits limits = RiskLimitsJson.Parse(bytes, ReadUniverse(context));
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json => WriteJson(json, limits));
        }
        else
        {
            WriteText(context.Reporter, limits);
        }

        return ExitCode.Ok;
    }

    private Universe ReadUniverse(VerbContext context)
    {
        if (context.Get(_reference) is null == context.Get(_journal) is null)
        {
            throw EdgeRouterException.Usage("ER9084", "limits name instruments and venues: give one of --reference FILE and --universe-of FOLDER");
        }

        if (context.Get(_reference) is { } path)
        {
            ReferenceFile file = ReferenceCommand.Load(path);
            return file.Resolve(Math.Clamp(context.Clock.NowNs, file.ValidFromNs, file.ValidUntilNs - 1)).Universe;
        }

        string folder = context.Get(_journal)!;
        JournalOutline outline = JournalReplayRun.ReadOutline(context, folder, long.MaxValue);
        return outline.HasSetup
            ? outline.ReadSetup().Universe
            : throw EdgeRouterException.BadInput("ER9080", $"journal '{folder}' has no setup to take instruments and venues from: name another, or reference data");
    }

    private static void WriteText(ConsoleReporter reporter, RiskLimits limits)
    {
        reporter.ResultTable(
            "limits that hold where nothing else is said (money in units of currency)",
            ["what", ">limit"],
            [
                ["price collar, bps", N(limits.PriceCollarBps)], ["shares an order", N(limits.OrderQuantityMax)], ["notional an order", N(limits.OrderNotionalMax)],
                ["notional open", N(limits.OpenNotionalMax)], ["position, shares", N(limits.PositionMax)], ["position notional", N(limits.PositionNotionalMax)],
                [$"orders in {Figures.Fixed(limits.OrderRateWindowNs / 1e9, 3)} s", N(limits.OrderRateMax)], ["the same, a venue", N(limits.VenueOrderRateMax)],
                ["the same, a client", N(limits.ClientOrderRateMax)], ["window of equal orders, ms", limits.DuplicateWindowNs is { } ns ? Figures.Fixed(ns / 1e6, 3) : "–"],
                ["shares a parent", N(limits.ParentQuantityMax)], ["notional a parent", N(limits.ParentNotionalMax)], ["clients", limits.IsClientListClosed ? "those listed" : "all"],
                ["restricted", List(limits.RestrictedSymbols)], ["hard to borrow", List(limits.HardToBorrowSymbols)],
            ]);
        reporter.ResultTable(
            "limits of their own",
            ["whose", ">collar, bps", ">shares an order", ">notional an order", ">notional open", ">position", ">orders"],
            limits.Instruments.Select(i => (IReadOnlyList<string>)[i.Symbol, N(i.PriceCollarBps), N(i.OrderQuantityMax), N(i.OrderNotionalMax), "–", N(i.PositionMax), "–"])
                .Concat(limits.Venues.Select(v => (IReadOnlyList<string>)[v.Name, "–", N(v.OrderQuantityMax), N(v.OrderNotionalMax), "–", "–", N(v.OrderRateMax)]))
                .Concat(limits.Clients.Select(c => (IReadOnlyList<string>)[
                    string.Create(CultureInfo.InvariantCulture, $"client {c.ClientId}"), "–", N(c.OrderQuantityMax), N(c.OrderNotionalMax), N(c.OpenNotionalMax), "–", N(c.OrderRateMax)])));
    }

    // The limits in their one form, as a journal keeps them.
    private static void WriteJson(Utf8JsonWriter json, RiskLimits limits)
    {
        json.WritePropertyName("limits");
        json.WriteRawValue(RiskLimitsJson.Format(limits));
    }

    private static string N(long? value) => value is { } number ? Figures.Count(number) : "–";

    private static string List(IReadOnlyList<string> symbols) => symbols.Count == 0 ? "–" : string.Join(' ', symbols);
}
