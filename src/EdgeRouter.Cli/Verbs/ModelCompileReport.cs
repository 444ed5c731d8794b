using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Scoring.Compiled;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what was compiled and written.</summary>
/// <param name="path">The forest file.</param>
/// <param name="forest">What is in it.</param>
/// <param name="compileMs">Time to read and compile.</param>
/// <param name="writeMs">Time to write, to the disk.</param>
internal sealed class ModelCompileReport(string path, CompiledForest forest, double compileMs, double writeMs)
{
    private int TreeCount => forest.Models.ToArray().Sum(static model => model.TreeCount);

    /// <summary>The members of the result.</summary>
    /// <param name="json">The writer, inside the result.</param>
    public void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("path", path);
        json.WriteNumber("bytes", forest.SizeBytes);
        json.WriteString("id", forest.ForestId);
        json.WriteNumber("models", forest.Models.Length);
        json.WriteNumber("outputs", forest.Outputs.Length);
        json.WriteNumber("features", forest.FeatureCount);
        json.WriteNumber("trees", TreeCount);
        json.WriteNumber("lanes", forest.LaneCount);
        json.WriteNumber("compileMs", compileMs);
        json.WriteNumber("writeMs", writeMs);
    }

    /// <summary>One line.</summary>
    /// <param name="reporter">Takes it.</param>
    public void WriteText(ConsoleReporter reporter) => reporter.Result(
        $"{path}: {Figures.Count(forest.SizeBytes)} bytes, id {forest.ForestId}, {Figures.Count(forest.Models.Length)} models, {Figures.Count(forest.Outputs.Length)} outputs, "
        + $"{Figures.Count(TreeCount)} trees, {Figures.Count(forest.LaneCount)} lanes; read and compiled in {Figures.Fixed(compileMs, 1)} ms, written in {Figures.Fixed(writeMs, 1)} ms");
}
