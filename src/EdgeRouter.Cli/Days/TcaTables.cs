using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Feedback.Tca;

namespace EdgeRouter.Cli.Days;

/// <summary>Shows a TCA report.</summary>
internal static class TcaTables
{
    private const int RunsShownMax = 8;

    /// <summary>What answered the orders, then tables by policy, by comparison, by venue, and of what was out of the ordinary.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="report">The report.</param>
    public static void WriteText(ConsoleReporter reporter, TcaReport report)
    {
        if (report.Markets.Count > 0)
        {
            reporter.Result($"market: {MarketText(report.Markets)}");
        }

        reporter.ResultTable(
            "by policy (shortfall and slippage: positive = worse, fees included; fees in currency, negative = rebates; 95 % interval clustered by instrument and hour)",
            ["policy", ">parents", ">shortfall bps", ">95 % from", ">to", ">slippage bps", ">fill rate", ">fees", ">fees bps", ">children"],
            report.Policies.Select(p => new[]
            {
                p.Policy, N(p.ParentCount), F(p.ShortfallBps.Mean), F(p.ShortfallBps.Low), F(p.ShortfallBps.High), F(p.SlippageBps), P(p.FillRate), Money(p.Fees), F(p.FeesBps), N(p.ChildCount),
            }));
        if (report.Comparisons.Count > 0)
        {
            reporter.ResultTable(
                "shortfall, paired on identical parents (negative = the policy is better)",
                ["policy", "against", ">parents", ">clusters", ">difference bps", ">95 % from", ">to", "verdict"],
                report.Comparisons.Select(c => new[]
                {
                    c.Policy, c.Baseline, N(c.DifferenceBps.Count), N(c.DifferenceBps.ClusterCount), F(c.DifferenceBps.Mean), F(c.DifferenceBps.Low), F(c.DifferenceBps.High), Verdict(c),
                }));
        }

        reporter.ResultTable(
            "by venue (shares sent and filled; slippage against the midpoint at the decision)",
            ["policy", "venue", ">children", ">sent", ">filled", ">fill rate", ">share of fills", ">slippage bps", ">fees", ">fees bps"],
            report.Venues.Select(v => new[]
            {
                v.Policy, v.Venue, N(v.ChildCount), N(v.Quantity), N(v.FilledQuantity), P(v.FillRate), P(v.FillShare), F(v.SlippageBps), Money(v.Fees), F(v.FeesBps),
            }));
        WriteIncidents(reporter, report);
    }

    /// <summary>Fields <c>market</c> (empty = not said, <c>mixed</c> = several), <c>markets</c> with their runs, <c>policies</c>, <c>comparisons</c>, <c>venues</c> and <c>incidents</c>.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="report">The report.</param>
    public static void WriteJson(Utf8JsonWriter json, TcaReport report)
    {
        WriteMarkets(json, report.Markets);
        json.WriteStartArray("policies");
        foreach (PolicyTca policy in report.Policies)
        {
            WritePolicy(json, policy);
        }

        json.WriteEndArray();
        json.WriteStartArray("comparisons");
        foreach (PairedComparison comparison in report.Comparisons)
        {
            WriteComparison(json, comparison);
        }

        json.WriteEndArray();
        json.WriteStartArray("venues");
        foreach (VenueTca venue in report.Venues)
        {
            WriteVenue(json, venue);
        }

        json.WriteEndArray();
        json.WriteStartArray("incidents");
        foreach (TcaIncident incident in report.Incidents)
        {
            WriteIncident(json, incident);
        }

        json.WriteEndArray();
    }

    /// <summary>What a comparison says in words.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Verdict(PairedComparison comparison) =>
        comparison.DifferenceBps.IsBelowZero ? "better" : comparison.DifferenceBps.IsAboveZero ? "worse" : "no difference";

    // One kind stands alone; where runs were answered by several, each is named with its runs.
    private static string MarketText(IReadOnlyList<TcaMarket> markets) =>
        markets.Count == 1 ? NameOf(markets[0]) : string.Join("; ", markets.Select(m => $"{NameOf(m)} ({RunsOf(m)})"));

    private static string NameOf(TcaMarket market) => market.Market.Length > 0 ? market.Market : "not said";

    private static string RunsOf(TcaMarket market) =>
        string.Join(", ", market.RunIds.Take(RunsShownMax)) + (market.RunIds.Count > RunsShownMax ? $" and {N(market.RunIds.Count - RunsShownMax)} more" : string.Empty);

    private static void WriteMarkets(Utf8JsonWriter json, IReadOnlyList<TcaMarket> markets)
    {
        json.WriteString("market", markets.Count > 1 ? "mixed" : markets.Count == 1 ? markets[0].Market : string.Empty);
        json.WriteStartArray("markets");
        foreach (TcaMarket market in markets)
        {
            json.WriteStartObject();
            json.WriteString("market", market.Market);
            json.WriteStartArray("runs");
            foreach (string run in market.RunIds)
            {
                json.WriteStringValue(run);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePolicy(Utf8JsonWriter json, PolicyTca policy)
    {
        json.WriteStartObject();
        json.WriteString("policy", policy.Policy);
        json.WriteNumber("parents", policy.ParentCount);
        json.WriteNumber("rejected", policy.RejectedCount);
        json.WriteFinite("shortfallBps", policy.ShortfallBps.Mean);
        json.WriteFinite("shortfallLowBps", policy.ShortfallBps.Low);
        json.WriteFinite("shortfallHighBps", policy.ShortfallBps.High);
        json.WriteFinite("shortfallByValueBps", policy.ShortfallByValueBps);
        json.WriteFinite("slippageBps", policy.SlippageBps);
        json.WriteFinite("fillRate", policy.FillRate);
        json.WriteFinite("fees", policy.Fees);
        json.WriteFinite("feesBps", policy.FeesBps);
        json.WriteNumber("children", policy.ChildCount);
        json.WriteEndObject();
    }

    private static void WriteComparison(Utf8JsonWriter json, PairedComparison comparison)
    {
        json.WriteStartObject();
        json.WriteString("policy", comparison.Policy);
        json.WriteString("baseline", comparison.Baseline);
        json.WriteNumber("parents", comparison.DifferenceBps.Count);
        json.WriteNumber("clusters", comparison.DifferenceBps.ClusterCount);
        json.WriteFinite("differenceBps", comparison.DifferenceBps.Mean);
        json.WriteFinite("lowBps", comparison.DifferenceBps.Low);
        json.WriteFinite("highBps", comparison.DifferenceBps.High);
        json.WriteString("verdict", Verdict(comparison));
        json.WriteEndObject();
    }

    private static void WriteVenue(Utf8JsonWriter json, VenueTca venue)
    {
        json.WriteStartObject();
        json.WriteString("policy", venue.Policy);
        json.WriteString("venue", venue.Venue);
        json.WriteNumber("children", venue.ChildCount);
        json.WriteNumber("quantity", venue.Quantity);
        json.WriteNumber("filledQuantity", venue.FilledQuantity);
        json.WriteFinite("fillRate", venue.FillRate);
        json.WriteFinite("fillShare", venue.FillShare);
        json.WriteFinite("slippageBps", venue.SlippageBps);
        json.WriteFinite("fees", venue.Fees);
        json.WriteFinite("feesBps", venue.FeesBps);
        json.WriteEndObject();
    }

    private static void WriteIncidents(ConsoleReporter reporter, TcaReport report)
    {
        if (report.Incidents.Count > 0)
        {
            reporter.ResultTable(
                "quarantine and alerts (value and limit: the largest of a block, shares changed by replaces, children still in doubt)",
                ["policy", "source", "kind", "venue", "reason", ">count", ">value", ">limit"],
                report.Incidents.Select(i => new[] { i.Policy, i.Source, i.Kind, Or(i.Venue), Or(i.Reason), N(i.Count), Or(i.Value), Or(i.Limit) }));
        }
    }

    private static void WriteIncident(Utf8JsonWriter json, TcaIncident incident)
    {
        json.WriteStartObject();
        json.WriteString("policy", incident.Policy);
        json.WriteString("source", incident.Source);
        json.WriteString("kind", incident.Kind);
        json.WriteString("venue", incident.Venue);
        json.WriteString("reason", incident.Reason);
        json.WriteNumber("count", incident.Count);
        WriteNullable(json, "value", incident.Value);
        WriteNullable(json, "limit", incident.Limit);
        json.WriteEndObject();
    }

    private static void WriteNullable(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Or(string text) => text.Length > 0 ? text : "-";

    private static string Or(long? value) => value is { } number ? N(number) : "-";

    private static string N(long value) => Figures.Count(value);

    private static string F(double value) => Figures.Fixed(value, 3);

    private static string Money(double value) => Figures.Fixed(value, 2);

    private static string P(double value) => Figures.Percent(value);
}
