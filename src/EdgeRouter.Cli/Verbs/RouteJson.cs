using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Orders;
using EdgeRouter.Features.Catalog;
using EdgeRouter.Routing.Protection;
using EdgeRouter.Routing.Risk;
using EdgeRouter.Tools.Routing;

namespace EdgeRouter.Cli.Verbs;

/// <summary>An explained decision as JSON: everything that the tables have, and all features. Prices in nanos of currency, times in ns.</summary>
internal static class RouteJson
{
    /// <summary>Writes the result over a book file.</summary>
    public static void Write(Utf8JsonWriter json, RouteRequest request, RouteResult result)
    {
        json.WriteString("book", request.BookName);
        json.WriteString("refused", result.Refused.ToString());
        json.WriteString("outcome", result.Outcome);
        WriteStrings(json, "notes", result.Notes);
        WriteDecision(json, result.Decision);
        json.WriteStartArray("alerts");
        foreach (EngineAlert alert in result.Alerts)
        {
            json.WriteStartObject();
            json.WriteString("kind", alert.Kind.ToString());
            json.WriteString("reason", alert.RejectReason.ToString());
            json.WriteNumber("value", alert.Value);
            json.WriteNumber("limit", alert.Limit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the result of a journal.</summary>
    public static void Write(Utf8JsonWriter json, JournalResult result)
    {
        json.WriteNumber("sequence", result.Sequence);
        json.WriteNumber("decisionCount", result.DecisionCount);
        WriteDecision(json, result.Decision);
        json.WriteStartArray("checks");
        foreach (JournalCheck check in result.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("result", check.IsSame switch { true => "same", false => "differs", _ => "unknown" });
            json.WriteString("text", check.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("timeline");
        foreach (TimelineEntry entry in result.Timeline)
        {
            json.WriteStartObject();
            json.WriteNumber("timeNs", entry.TimeNs);
            json.WriteNumber("sequence", entry.Sequence);
            json.WriteString("kind", entry.Kind);
            json.WriteString("text", entry.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDecision(Utf8JsonWriter json, DecisionExplanation? decision)
    {
        if (decision is null)
        {
            json.WriteNull("decision");
            return;
        }

        json.WriteStartObject("decision");
        WriteOrder(json, decision);
        json.WriteNumber("index", decision.DecisionIndex);
        json.WriteNumber("timeNs", decision.TimeNs);
        json.WriteNumber("remainingQuantity", decision.RemainingQuantity);
        json.WriteString("policy", decision.Policy);
        json.WriteString("scorer", decision.Scorer);
        json.WriteBoolean("explored", decision.IsExplored);
        json.WriteNumber("slateProbability", decision.SlateProbability);
        json.WriteString("referenceVersion", decision.ReferenceVersion.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("modelId", decision.ModelId.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        WriteTerms(json, "market", decision.Market);
        WriteTerms(json, "objective", decision.Objective);
        WriteStrings(json, "objectiveNotes", decision.ObjectiveNotes);
        WriteTerms(json, "policyTerms", decision.PolicyTerms);
        WriteStrings(json, "notes", decision.Notes);
        WriteStrings(json, "withoutRow", decision.Left);
        json.WriteStartArray("rows");
        decision.Rows.ForEach(row => WriteRow(json, row));
        json.WriteEndArray();
        json.WriteStartObject("protection");
        json.WriteString("mode", decision.ProtectionMode.ToString());
        if (decision.ProtectedTouch is { } touch)
        {
            json.WriteNumber("touchNanos", touch.Nanos);
        }

        WriteFinding(json, "barrier", decision.Barrier, decision);
        json.WriteEndObject();
        json.WriteStartArray("children");
        decision.Children.ForEach(child => WriteChild(json, child, decision));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, DecisionExplanation decision)
    {
        ParentOrder order = decision.Order;
        json.WriteStartObject("order");
        json.WriteNumber("id", order.Id.Value);
        json.WriteString("symbol", decision.Instrument.Symbol);
        json.WriteString("side", order.Side.ToString());
        json.WriteNumber("quantity", order.Quantity);
        json.WriteString("type", order.Type.ToString());
        json.WriteString("timeInForce", order.TimeInForce.ToString());
        json.WriteNumber("limitNanos", order.LimitPrice.Nanos);
        json.WriteNumber("urgencyPercent", order.UrgencyPercent);
        json.WriteString("actions", order.PermittedActions.ToString());
        json.WriteString("instructions", order.Instructions.ToString());
        json.WriteNumber("minimumQuantity", order.MinimumQuantity);
        json.WriteNumber("objectiveProfile", order.ObjectiveProfile);
        json.WriteNumber("clientId", order.ClientId);
        json.WriteNumber("arrivalBidNanos", order.ArrivalBid.Nanos);
        json.WriteNumber("arrivalAskNanos", order.ArrivalAsk.Nanos);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, RowExplanation row)
    {
        json.WriteStartObject();
        json.WriteString("venue", row.Venue);
        json.WriteString("action", row.Quote.Action.ToString());
        json.WriteBoolean("chosen", row.Scored.Chosen);
        json.WriteNumber("fillRaw", row.Scored.FillRaw);
        json.WriteNumber("costRaw", row.Scored.CostRaw);
        json.WriteNumber("completionRaw", row.Scored.CompletionRaw);
        json.WriteNumber("scoreMicroBps", row.Scored.ScoreMicroBps);
        json.WriteNumber("capacityQuantity", row.Scored.CapacityQuantity);
        json.WriteNumber("farNanos", row.Quote.FarPrice.Nanos);
        json.WriteNumber("farQuantity", row.Quote.FarQuantity);
        json.WriteNumber("feeNanos", row.Quote.FeeNanos);
        json.WriteNumber("latencyNs", row.Quote.LatencyNs);
        json.WriteNumber("tried", row.Quote.TriedCount);
        WriteTerms(json, "score", row.Scores);
        WriteTerms(json, "policy", row.Policy);
        WriteStrings(json, "scoreNotes", row.ScoreNotes);
        WriteStrings(json, "notes", row.Notes);
        json.WriteStartObject("features");
        foreach (FeatureDefinition f in FeatureCatalog.Features)
        {
            json.WriteFinite(f.Name, row.Features[f.Index]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteChild(Utf8JsonWriter json, ChildExplanation child, DecisionExplanation decision)
    {
        WaterfallChild planned = child.Planned;
        json.WriteStartObject();
        json.WriteNumber("step", planned.StepIndex + 1);
        json.WriteString("venue", child.Venue);
        json.WriteString("action", planned.Action.ToString());
        json.WriteString("type", planned.Type.ToString());
        json.WriteString("timeInForce", planned.TimeInForce.ToString());
        json.WriteNumber("quantity", planned.Quantity);
        json.WriteNumber("limitNanos", planned.LimitPrice.Nanos);
        json.WriteNumber("minimumQuantity", planned.MinimumQuantity);
        json.WriteNumber("delayNs", planned.DelayNs);
        json.WriteNumber("timeoutNs", planned.TimeoutNs);
        json.WriteBoolean("intermarketSweep", planned.IsIntermarketSweep);
        json.WriteNumber("childId", child.ChildId);
        WriteFinding(json, "protection", child.Protection, decision);
        json.WriteStartArray("risk");
        foreach (RiskCheck check in child.Risk)
        {
            json.WriteStartObject();
            json.WriteString("check", check.Name);
            json.WriteString("reason", check.Reason.ToString());
            json.WriteNumber("value", check.Value);
            if (check.HasLimit)
            {
                json.WriteNumber("limit", check.Limit);
            }

            json.WriteString("unit", check.Unit);
            json.WriteBoolean("passed", check.IsPassed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, string name, ProtectionFinding finding, DecisionExplanation decision)
    {
        if (finding.Reason == RejectReason.None)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("reason", finding.Reason.ToString());
        json.WriteString("venue", decision.Venues[finding.VenueId.Value]);
        json.WriteNumber("priceNanos", finding.Price.Nanos);
        json.WriteEndObject();
    }

    private static void WriteTerms(Utf8JsonWriter json, string name, IEnumerable<NamedValue> terms)
    {
        json.WriteStartArray(name);
        foreach (NamedValue term in terms)
        {
            json.WriteStartObject();
            json.WriteString("name", term.Name);
            json.WriteFinite("value", term.Value);
            json.WriteString("unit", term.Unit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> lines)
    {
        json.WriteStartArray(name);
        foreach (string line in lines)
        {
            json.WriteStringValue(line);
        }

        json.WriteEndArray();
    }
}
