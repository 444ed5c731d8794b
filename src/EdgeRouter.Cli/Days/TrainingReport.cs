using System.Globalization;
using System.Text.Json;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Orders;
using EdgeRouter.Learning.Policies;
using EdgeRouter.Learning.Training;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Cli.Days;

/// <summary>Shows what a training made.</summary>
internal static class TrainingReport
{
    private static readonly (string Model, string Metric, string Label)[] Losses =
    [
        ("fill", "logloss", "log loss"),
        ("cost", "rmse_bps", "RMSE, bps"),
        ("completion", "rmse_bps", "RMSE, bps"),
    ];

    /// <summary>A row a model: its loss on the held-out examples beside that of a constant.</summary>
    /// <param name="reporter">Where to.</param>
    /// <param name="outcome">The training.</param>
    public static void WriteText(ConsoleReporter reporter, TrainingOutcome outcome)
    {
        reporter.ResultTable(
            string.Create(CultureInfo.InvariantCulture, $"{outcome.Folder}: learned from {outcome.RowCount:N0} child orders; losses on the last of them, held out"),
            ["model", ">examples", "loss", ">of the model", ">of a constant"],
            Losses.Select(l => new[]
            {
                l.Model,
                Text(outcome, $"{l.Model}.examples", "N0"),
                l.Label,
                Text(outcome, $"{l.Model}.{l.Metric}", "0.0000"),
                Text(outcome, $"{l.Model}.{l.Metric}_of_constant", "0.0000"),
            }));
        if (outcome.Convex is { } convex)
        {
            WriteConvex(reporter, convex);
        }

        if (outcome.Metrics.TryGetValue("completion.constant_bps", out double constant))
        {
            reporter.Result(string.Create(CultureInfo.InvariantCulture, $"too little was left to complete: the completion model is the constant {constant:0.000} bps"));
        }
    }

    /// <summary>The fields of the result.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="outcome">The training.</param>
    public static void WriteJson(Utf8JsonWriter json, TrainingOutcome outcome)
    {
        json.WriteString("folder", outcome.Folder);
        json.WriteNumber("examples", outcome.RowCount);
        WriteMetrics(json, "metrics", outcome);
        if (outcome.Convex is { } convex)
        {
            json.WriteStartObject("convex");
            ConvexParametersJson.Write(json, convex.Parameters);
            json.WriteEndObject();
        }
    }

    /// <summary>The metrics as an object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="field">Its name.</param>
    /// <param name="outcome">The training.</param>
    public static void WriteMetrics(Utf8JsonWriter json, string field, TrainingOutcome outcome)
    {
        json.WriteStartObject(field);
        foreach ((string name, double value) in outcome.Metrics)
        {
            json.WriteFinite(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteConvex(ConsoleReporter reporter, ConvexOutcome outcome)
    {
        ConvexParameters fitted = outcome.Parameters;
        var before = new ConvexParameters();
        reporter.ResultTable(
            $"{ConvexParametersJson.FileName}: parameters of the convex policy; an open share costs that much beyond the half spread",
            ["parameter", ">fitted", ">default", ">learned from"],
            [
                Row("part of the displayed that a take finds", fitted.TakeFillPart, before.TakeFillPart, outcome.ChildrenOf(RouteAction.Take), "children"),
                Row("shares that a midpoint order finds", fitted.MidpointOutflowQuantity, before.MidpointOutflowQuantity, outcome.ChildrenOf(RouteAction.Midpoint), "children"),
                Row("shares that leave a post's queue", fitted.PostOutflowQuantity, before.PostOutflowQuantity, outcome.ChildrenOf(RouteAction.Post), "children"),
                Row("cost of an open share, bps", fitted.UnderfillBps, before.UnderfillBps, outcome.Evidence.OpenCosts.Count, "decisions"),
                Row("mark-out of a midpoint fill, bps", fitted.MidpointAdverseBps, before.MidpointAdverseBps, outcome.MarkOutsOf(RouteAction.Midpoint), "fills"),
                Row("move against a post that filled, bps", fitted.PostAdverseBps, before.PostAdverseBps, outcome.MarkOutsOf(RouteAction.Post), "fills"),
            ]);
    }

    private static string[] Row(string name, double fitted, double before, int count, string what) =>
    [
        name,
        fitted.ToString("0.000", CultureInfo.InvariantCulture),
        before.ToString("0.000", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"),
    ];

    private static string Text(TrainingOutcome outcome, string metric, string format) =>
        outcome.Metrics.TryGetValue(metric, out double value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
