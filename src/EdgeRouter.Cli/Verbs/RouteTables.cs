using System.Globalization;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Tools.Routing;

namespace EdgeRouter.Cli.Verbs;

/// <summary>An explained decision as tables of at most 100 columns.</summary>
internal sealed partial class RouteTables(ConsoleReporter reporter, bool hasAll)
{
    private static readonly Feature[] MainFeatures =
    [
        Feature.OrderSizeToAdv, Feature.OrderSizeToTouch, Feature.OrderLimitDistance, Feature.Spread, Feature.Imbalance, Feature.Microprice, Feature.Volatility10S,
        Feature.Volatility5Min, Feature.AverageTrueRange, Feature.TradeRate10S, Feature.TradeFlow1Min, Feature.NbboAge, Feature.VenueFee, Feature.VenueTouchSize,
        Feature.VenueQueueSize, Feature.VenueAtNbbo, Feature.VenueQuoteAge, Feature.VenueLatency, Feature.VenueFillRate, Feature.VenueTimeToFill, Feature.VenueLeakage,
        Feature.VenueTimesTried, Feature.AllInPrice, Feature.ImbalanceSide, Feature.SizeToVenueDepth,
    ];

    private static readonly HashSet<string> Main = [.. MainFeatures.Select(f => FeatureCatalog.Features[(int)f].Name)];

    /// <summary>Writes the result over a book file.</summary>
    public void Write(RouteRequest request, RouteResult result)
    {
        foreach (string note in result.Notes)
        {
            Wrapped("note: ", note);
        }

        if (result.Decision is { } decision)
        {
            Write(decision);
        }
        else
        {
            reporter.Result($"order: {request.Order}");
        }

        WriteAlerts(result.Alerts);
        if (result.Outcome.Length > 0)
        {
            reporter.Result($"outcome: {result.Outcome}");
        }
    }

    /// <summary>Writes the result of a journal.</summary>
    public void Write(JournalResult result)
    {
        if (result.Decision is { } decision)
        {
            reporter.Result($"record {result.Sequence}, decision {decision.DecisionIndex} of {result.DecisionCount}");
            Write(decision);
            reporter.ResultTable(
                "Held against the journal",
                ["what", "", "numbers"],
                result.Checks.SelectMany(c => Lines(c.Text, 52).Select((line, i) => (string[])[i == 0 ? c.Name : string.Empty, i > 0 ? string.Empty : c.IsSame switch { true => "same", false => "DIFFERS", _ => "–" }, line])));
        }

        reporter.ResultTable(
            "Timeline (UTC)",
            ["time", "what", ""],
            result.Timeline.SelectMany(t => Lines(t.Text, 62).Select((line, i) => (string[])[i == 0 ? RouteFigures.TimeOfDay(t.TimeNs) : string.Empty, i == 0 ? t.Kind : string.Empty, line])));
        foreach (JournalCheck check in result.Checks.Where(c => c.IsSame == false))
        {
            reporter.Result($"difference: {check.Name}: {check.Text}");
        }
    }

    private static string PriceOf(Price price) => RouteFigures.Of(price.ToDouble(), "currency");

    private static string TypeOf(OrderType type) => type switch
    {
        OrderType.MidpointPeg => "mid-peg",
        OrderType.PrimaryPeg => "near-peg",
        _ => type.ToString().ToLowerInvariant(),
    };

    private void Write(DecisionExplanation decision)
    {
        WriteOrder(decision);
        WriteMarket(decision);
        WriteRowFeatures(decision);
        WriteScores(decision);
        WritePolicy(decision);
        WriteGates(decision);
        WriteSteps(decision);
    }

    private void WriteOrder(DecisionExplanation decision)
    {
        ParentOrder order = decision.Order;
        string scored = decision.Scorer.Length > 0 ? $", scored by {decision.Scorer}" : string.Empty;
        string limit = order.Type == OrderType.Market ? string.Empty : order.LimitPrice.Nanos == 0 ? " without a limit" : $" {PriceOf(order.LimitPrice)}";
        reporter.Result(string.Create(CultureInfo.InvariantCulture, $"{(order.Side == Side.Buy ? "Buy" : "Sell")} {order.Quantity:N0} {decision.Instrument.Symbol}, {order.Type.ToString().ToLowerInvariant()}{limit}, {order.TimeInForce.ToString().ToLowerInvariant()}, urgency {order.UrgencyPercent} %, actions {order.PermittedActions.ToString().ToLowerInvariant()}{(order.Instructions == RoutingInstructions.None ? string.Empty : $", {order.Instructions}")}{(order.MinimumQuantity > 0 ? $", minimum {order.MinimumQuantity}" : string.Empty)}"));
        reporter.Result(string.Create(CultureInfo.InvariantCulture, $"at {RouteFigures.Instant(decision.TimeNs)} UTC, decision {decision.DecisionIndex}, {decision.RemainingQuantity:N0} to route"));
        reporter.Result($"policy {decision.Policy}{scored}");
        if (decision.IsExplored || decision.SlateProbability < 1.0)
        {
            reporter.Result(string.Create(CultureInfo.InvariantCulture, $"{(decision.IsExplored ? "chance chose the first step" : "the policy chose the first step")}; probability {decision.SlateProbability:0.####}"));
        }

        reporter.Result(string.Empty);
    }

    private void WriteMarket(DecisionExplanation decision)
    {
        NamedValue[] shown = [.. decision.Market.Where(f => (hasAll || f.Unit == "currency" || Main.Contains(f.Name)) && (hasAll || double.IsFinite(f.Value)))];
        int half = (shown.Length + 1) / 2;
        reporter.ResultTable(
            "Order and market",
            ["feature", ">value", "unit", "feature", ">value", "unit"],
            Enumerable.Range(0, half).Select(i => (string[])[.. Cells(shown[i]), .. half + i < shown.Length ? Cells(shown[half + i]) : ["", "", ""]]));
    }

    private static string[] Cells(NamedValue value) => [value.Name, RouteFigures.Of(value), value.Unit];

    // Features as lines, rows as columns: there are more features than rows.
    private void WriteRowFeatures(DecisionExplanation decision)
    {
        FeatureDefinition[] wanted = [.. FeatureCatalog.Features.ToArray().Where(f => f.Group is FeatureGroup.Venue or FeatureGroup.Derived
            && (hasAll || (Main.Contains(f.Name) && decision.Rows.Exists(r => float.IsFinite(r.Features[f.Index])))))];
        Wide(
            "Venues and actions",
            ["feature", "unit"],
            [.. wanted.Select(f => (string[])[f.Name, f.Unit])],
            [.. decision.Rows.Select(r => (">" + r.Name, (IReadOnlyList<string>)[.. wanted.Select(f => RouteFigures.Of(r.Features[f.Index], f.Unit))]))]);
        foreach (string left in decision.Left)
        {
            Wrapped("no row: ", left);
        }

        if (decision.Left.Count > 0)
        {
            reporter.Result(string.Empty);
        }
    }

    private void WriteScores(DecisionExplanation decision)
    {
        if (decision.Objective.Count > 0)
        {
            Terms("Scores (lower is better)", decision, r => r.Scores);
            Facts(decision.Objective);
            Notes(decision.ObjectiveNotes, decision, r => r.ScoreNotes);
        }
    }

    private void WritePolicy(DecisionExplanation decision)
    {
        Terms($"Policy: {decision.Policy}", decision, r => r.Policy);
        Facts(decision.PolicyTerms);
        Notes(decision.Notes, decision, r => r.Notes);
    }

    private void Notes(IReadOnlyList<string> whole, DecisionExplanation decision, Func<RowExplanation, IReadOnlyList<string>> of)
    {
        foreach (string note in whole)
        {
            Wrapped("- ", note);
        }

        foreach (RowExplanation row in decision.Rows.OrderBy(r => Place(r.Policy)))
        {
            foreach (string note in of(row))
            {
                Wrapped("- ", $"{row.Name}: {note}");
            }
        }

        reporter.Result(string.Empty);
    }

    private void Facts(IReadOnlyList<NamedValue> terms)
    {
        foreach (NamedValue term in terms)
        {
            Wrapped("- ", $"{term.Name}: {RouteFigures.Of(term)} {term.Unit}".TrimEnd());
        }
    }

    private void Terms(string title, DecisionExplanation decision, Func<RowExplanation, List<NamedValue>> of)
    {
        RowExplanation[] rows = [.. decision.Rows.OrderBy(r => Place(of(r)))];
        (string Name, string Unit)[] names = [.. rows.SelectMany(r => of(r).Select(t => (t.Name, t.Unit))).Distinct()];
        Wide(
            title,
            ["row"],
            [.. rows.Select(r => (string[])[r.Name])],
            [.. names.Select(n => (">" + (n.Unit.Length == 0 ? n.Name : $"{n.Name}\n{n.Unit}"), (IReadOnlyList<string>)[.. rows.Select(r => of(r).Where(t => t.Name == n.Name).Select(RouteFigures.Of).FirstOrDefault(string.Empty))]))]);
    }

    private static double Place(List<NamedValue> terms)
    {
        int index = terms.FindIndex(t => t.Name is "place" or "score");
        return index < 0 ? double.MaxValue : terms[index].Value;
    }

    private void WriteGates(DecisionExplanation decision)
    {
        foreach (ChildExplanation child in decision.Children.Where(c => c.Planned.StepIndex == 0))
        {
            RiskCheck[] shown = [.. child.Risk.Where(c => hasAll || !c.IsPassed || (c.HasLimit && c.Unit.Length > 0))];
            int hidden = child.Risk.Count - shown.Length;
            reporter.ResultTable(
                string.Create(CultureInfo.InvariantCulture, $"Risk gate: {child.Planned.Action.ToString().ToLowerInvariant()} {child.Planned.Quantity:N0} at {child.Venue}{(hidden > 0 ? $" ({hidden} checks without a limit in force passed as well)" : string.Empty)}"),
                ["check", ">value", ">limit", "unit", ""],
                shown.Select(c => (string[])[c.Name, RouteFigures.Of(c, c.Value), c.HasLimit ? RouteFigures.Of(c, c.Limit) : "–", c.Unit == "nanos" ? "currency" : c.Unit, c.IsPassed ? "passed" : $"BLOCKED: {c.Reason}"]));
        }

        string touch = decision.ProtectedTouch is { } price ? $"best protected quote on the other side {PriceOf(price)}" : "no single protected quote is known: the national best quote stands in";
        reporter.Result($"Protection {decision.ProtectionMode.ToString().ToLowerInvariant()}: {touch}");
        Finding("the waterfall", decision.Barrier, decision);
        foreach (ChildExplanation child in decision.Children.Where(c => c.Planned.StepIndex == 0))
        {
            Finding($"{child.Venue} {child.Planned.Action.ToString().ToLowerInvariant()}", child.Protection, decision);
        }

        reporter.Result(string.Empty);
    }

    private void Finding(string what, ProtectionFinding finding, DecisionExplanation decision)
    {
        if (finding.Reason != RejectReason.None)
        {
            reporter.Result($"- {what} BLOCKED: {finding.Reason}, {decision.Venues[finding.VenueId.Value]} at {finding.Price}");
        }
    }

    private void WriteSteps(DecisionExplanation decision) => reporter.ResultTable(
        decision.Children.Count == 0 ? "Waterfall: nothing may be sent now" : "Waterfall (step 1 leaves now; each later one is decided anew with what is left)",
        [">step", "venue", "action", "type", "TIF", ">quantity", ">limit", ">delay", ">timeout", "ISO", ""],
        decision.Children.Select(c => (string[])
        [
            Figures.Count(c.Planned.StepIndex + 1),
            c.Venue,
            c.Planned.Action.ToString().ToLowerInvariant(),
            TypeOf(c.Planned.Type),
            c.Planned.TimeInForce == TimeInForce.ImmediateOrCancel ? "ioc" : c.Planned.TimeInForce.ToString().ToLowerInvariant(),
            Figures.Count(c.Planned.Quantity),
            PriceOf(c.Planned.LimitPrice),
            RouteFigures.Duration(c.Planned.DelayNs),
            RouteFigures.Duration(c.Planned.TimeoutNs),
            c.Planned.IsIntermarketSweep ? "yes" : "no",
            c.Planned.StepIndex > 0 ? "later" : c.ChildId != 0 ? "now" : "BLOCKED",
        ]));

    private void WriteAlerts(IReadOnlyList<EngineAlert> alerts)
    {
        foreach (EngineAlert alert in alerts)
        {
            reporter.Result(string.Create(CultureInfo.InvariantCulture, $"alert: {alert.Kind} {alert.RejectReason}, {alert.Value} against {alert.Limit}"));
        }
    }
}
