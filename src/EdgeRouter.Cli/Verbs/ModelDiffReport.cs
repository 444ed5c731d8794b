using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Scoring.Ensembles;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows in what two files' models differ.</summary>
/// <param name="first">First file.</param>
/// <param name="second">Second file.</param>
/// <param name="comparison">What differs.</param>
internal sealed class ModelDiffReport(string first, string second, EnsembleComparison comparison)
{
    /// <summary>The members of the result.</summary>
    /// <param name="json">The writer, inside the result.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteBoolean("same", comparison.AreSame);
        json.WriteString("first", first);
        json.WriteString("second", second);
        json.WriteNumber("model", comparison.HeaderCount);
        json.WriteNumber("features", comparison.FeatureCount);
        json.WriteNumber("trees", comparison.TreeCount);
        json.WriteNumber("splits", comparison.SplitCount);
        json.WriteNumber("leaves", comparison.LeafCount);
        json.WriteStartArray("differences");
        foreach (EnsembleDifference difference in comparison.First)
        {
            json.WriteStartObject();
            json.WriteString("place", difference.Place);
            json.WriteString("first", difference.First);
            json.WriteString("second", difference.Second);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A line for each difference, and one that counts them.</summary>
    /// <param name="reporter">Takes the lines.</param>
    public void WriteText(ConsoleReporter reporter)
    {
        foreach (EnsembleDifference difference in comparison.First)
        {
            reporter.Result($"{difference.Place}: {difference.First} | {difference.Second}");
        }

        reporter.Result(comparison.AreSame
            ? "the models are the same"
            : $"the models differ: {Figures.Count(comparison.HeaderCount)} of the whole, {Figures.Count(comparison.FeatureCount)} features, {Figures.Count(comparison.TreeCount)} trees "
                + $"({Figures.Count(comparison.SplitCount)} splits, {Figures.Count(comparison.LeafCount)} leaves in trees of the same size)");
    }
}
