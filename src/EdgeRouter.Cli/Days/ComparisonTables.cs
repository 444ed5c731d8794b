using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Feedback.Tca;
using EdgeRouter.Lab.Reports;

namespace EdgeRouter.Cli.Days;

/// <summary>A comparison of policies, as text and as JSON.</summary>
internal static class ComparisonTables
{
    /// <summary>Writes one table a regime, and the verdicts.</summary>
    /// <param name="reporter">Takes them.</param>
    /// <param name="report">The comparison.</param>
    public static void WriteText(ConsoleReporter reporter, ComparisonReport report)
    {
        foreach (RegimeReport regime in report.Regimes)
        {
            reporter.ResultTable(
                $"world {report.Options.World}, regime {regime.Regime}: implementation shortfall, bps; against {report.Options.Baseline} on identical parents, 95 %",
                ["policy", ">parents", ">shortfall", "95 %", ">difference", "95 %", ">filled", ">fees bps"],
                regime.Policies.Select(p => Row(p, regime.AgainstBaseline.FirstOrDefault(c => c.Policy == p.Policy))));
            foreach (Verdict verdict in regime.Verdicts)
            {
                reporter.Result($"{(verdict.Holds ? "holds" : "FAILS")}: {verdict.Claim} [{verdict.Evidence}]");
            }

            reporter.Result(string.Empty);
        }
    }

    /// <summary>Writes the fields.</summary>
    /// <param name="json">Takes them.</param>
    /// <param name="report">The comparison.</param>
    public static void WriteJson(Utf8JsonWriter json, ComparisonReport report)
    {
        json.WriteString("world", report.Options.World);
        json.WriteString("baseline", report.Options.Baseline);
        json.WriteNumber("seed", report.Options.Seed);
        json.WriteNumber("seeds", report.Options.SeedCount);
        json.WriteNumber("parentsOfSession", report.Options.ParentCount);
        json.WriteBoolean("allHold", report.IsGood);
        json.WriteStartArray("regimes");
        foreach (RegimeReport regime in report.Regimes)
        {
            WriteRegime(json, regime);
        }

        json.WriteEndArray();
    }

    private static string[] Row(PolicyTca policy, PairedComparison? difference) =>
    [
        policy.Policy,
        Figures.Count(policy.ShortfallBps.Count),
        Figures.Fixed(policy.ShortfallBps.Mean, 3),
        Interval(policy.ShortfallBps),
        difference is null ? "-" : Figures.Fixed(difference.DifferenceBps.Mean, 3),
        difference is null ? "-" : Interval(difference.DifferenceBps),
        Figures.Percent(policy.FillRate),
        Figures.Fixed(policy.FeesBps, 2),
    ];

    private static string Interval(ClusterMean mean) =>
        $"{Figures.Fixed(mean.Low, 3)} to {Figures.Fixed(mean.High, 3)}";

    private static void WriteRegime(Utf8JsonWriter json, RegimeReport regime)
    {
        json.WriteStartObject();
        json.WriteString("regime", regime.Regime);
        json.WriteStartArray("policies");
        foreach (PolicyTca policy in regime.Policies)
        {
            json.WriteStartObject();
            json.WriteString("policy", policy.Policy);
            json.WriteNumber("unmeasured", policy.UnmeasuredCount);
            json.WriteNumber("rejected", policy.RejectedCount);
            json.WriteFinite("fillRate", policy.FillRate);
            json.WriteFinite("feesBps", policy.FeesBps);
            WriteMean(json, "shortfallBps", policy.ShortfallBps);
            if (regime.AgainstBaseline.FirstOrDefault(c => c.Policy == policy.Policy) is { } difference)
            {
                WriteMean(json, "differenceBps", difference.DifferenceBps);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("verdicts");
        foreach (Verdict verdict in regime.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("claim", verdict.Claim);
            json.WriteBoolean("holds", verdict.Holds);
            json.WriteString("evidence", verdict.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMean(Utf8JsonWriter json, string name, ClusterMean mean)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", mean.Count);
        json.WriteNumber("clusters", mean.ClusterCount);
        json.WriteFinite("mean", mean.Mean);
        json.WriteFinite("low", mean.Low);
        json.WriteFinite("high", mean.High);
        json.WriteFinite("pValue", mean.PValue);
        json.WriteEndObject();
    }
}
