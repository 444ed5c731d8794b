using System.Text.Json;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Scoring.Evaluation;
using EdgeRouter.Scoring.Models;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what <c>bench reuse</c> counted.</summary>
/// <param name="Models">The models.</param>
/// <param name="Runs">Runs counted.</param>
/// <param name="Counter">The counts.</param>
/// <param name="SkippedCount">Decisions left out: other features than the models', or none.</param>
internal sealed record ReuseBenchReport(ModelSet Models, IReadOnlyList<string> Runs, ReuseCounter Counter, long SkippedCount)
{
    private const int FeaturesShown = 10;

    private static readonly string[] References = ["same position, previous decision", "same parent, venue and action", "same instrument, venue and action"];

    /// <summary>One JSON object or a table, as asked for.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="schemaVersion">Version of the JSON.</param>
    public void Write(VerbContext context, int schemaVersion)
    {
        IReadOnlyList<ReuseFigures> figures = Counter.Figures;
        if (context.IsJson)
        {
            context.Reporter.ResultJson(schemaVersion, json => WriteFields(json, figures));
            return;
        }

        ConsoleReporter reporter = context.Reporter;
        reporter.ResultTable(
            $"{string.Join(" + ", Runs)}: {Figures.Count(Counter.DecisionCount)} decisions ({Figures.Count(SkippedCount)} left out), {Figures.Count(figures[0].RowCount)} rows; "
            + $"models {Models.ModelId}: {Figures.Count(figures[0].TreeCount)} trees, {Figures.Count(Models.FeatureCount)} features, {Figures.Count(Models.Forest.LaneCount)} lanes",
            ["compared with", ">rows with one", ">same features", ">same codes", ">changed lanes p10", ">p50", ">p90", ">trees that read one", ">skipping saves at most"],
            figures.Select(static f => (string[])
            [
                References[(int)f.Reference],
                Figures.Percent(f.ReferencedShare),
                Figures.Percent(f.SameFeaturesShare),
                Figures.Percent(f.SameCodesShare),
                Figures.Count(f.ChangedLanesP10),
                Figures.Count(f.ChangedLanesP50),
                Figures.Count(f.ChangedLanesP90),
                Figures.Percent(f.TouchedTreeShare),
                Figures.Percent(f.SkippableShare),
            ]));
        foreach (ReuseFigures f in figures)
        {
            IEnumerable<string> features = f.FeatureChanges.Take(FeaturesShown).Select(change => $"{change.Feature} {Figures.Percent((double)change.RowCount / f.ReferencedRowCount)}");
            reporter.Result($"{References[(int)f.Reference]}: features by share of rows where a code changed: {string.Join(", ", features.DefaultIfEmpty("none"))}");
        }
    }

    private void WriteFields(Utf8JsonWriter json, IReadOnlyList<ReuseFigures> figures)
    {
        json.WriteStartArray("runs");
        foreach (string run in Runs)
        {
            json.WriteStringValue(run);
        }

        json.WriteEndArray();
        json.WriteString("modelId", Models.ModelId);
        json.WriteNumber("decisions", Counter.DecisionCount);
        json.WriteNumber("skippedDecisions", SkippedCount);
        json.WriteNumber("rows", figures[0].RowCount);
        json.WriteNumber("trees", figures[0].TreeCount);
        json.WriteNumber("features", Models.FeatureCount);
        json.WriteNumber("lanes", Models.Forest.LaneCount);
        json.WriteStartArray("references");
        foreach (ReuseFigures f in figures)
        {
            WriteReference(json, f);
        }

        json.WriteEndArray();
    }

    private static void WriteReference(Utf8JsonWriter json, ReuseFigures f)
    {
        json.WriteStartObject();
        json.WriteString("reference", JsonNamingPolicy.CamelCase.ConvertName(f.Reference.ToString()));
        json.WriteNumber("referencedRows", f.ReferencedRowCount);
        json.WriteNumber("sameFeaturesRows", f.SameFeaturesRowCount);
        json.WriteNumber("sameCodesRows", f.SameCodesRowCount);
        json.WriteNumber("changedLanesP10", f.ChangedLanesP10);
        json.WriteNumber("changedLanesP50", f.ChangedLanesP50);
        json.WriteNumber("changedLanesP90", f.ChangedLanesP90);
        json.WriteFinite("touchedTreeShare", f.TouchedTreeShare);
        json.WriteFinite("skippableShare", f.SkippableShare);
        json.WriteStartArray("featureChanges");
        foreach (FeatureChange change in f.FeatureChanges.Take(FeaturesShown))
        {
            json.WriteStartObject();
            json.WriteString("feature", change.Feature);
            json.WriteNumber("rows", change.RowCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
