using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Scoring.Compiled;
using EdgeRouter.Tools.Score;

namespace EdgeRouter.Cli.Verbs;

/// <summary>Shows what scoring a file came to.</summary>
internal static class ScoreReport
{
    /// <summary>One JSON object, or one line; of scores on stdout the line goes to stderr.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="schemaVersion">Version of the JSON.</param>
    /// <param name="forest">The model.</param>
    /// <param name="isToStdout">Whether the scores went to stdout.</param>
    /// <param name="summary">The figures.</param>
    public static void Write(VerbContext context, int schemaVersion, CompiledForest forest, bool isToStdout, ScoreSummary summary)
    {
        string evaluator = string.Join('+', summary.Evaluators);
        string modelId = forest.Models.Length == 1 ? forest.Models[0].ModelId : forest.ForestId;
        if (context.IsJson)
        {
            context.Reporter.ResultJson(schemaVersion, json =>
            {
                json.WriteNumber("rows", summary.Rows);
                json.WriteNumber("features", summary.Features);
                json.WriteNumber("outputs", summary.Columns);
                json.WriteString("modelId", modelId);
                json.WriteString("evaluator", evaluator);
                json.WriteFinite("seconds", summary.Seconds);
                json.WriteFinite("rowsPerSecond", summary.RowsPerSecond);
            });
            return;
        }

        string line = $"{Figures.Count(summary.Rows)} rows of {Figures.Count(summary.Features)} features scored by model {modelId} ({evaluator}) in {Figures.Fixed(summary.Seconds, 3)} s, {Figures.Count(summary.RowsPerSecond)} rows/s";
        Action<string> show = isToStdout ? context.Reporter.Info : context.Reporter.Result;
        show(line);
    }
}
