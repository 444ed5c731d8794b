using System.Globalization;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Feedback.Sqlite;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Routing.Policies.Convex;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The replay that sends orders.</summary>
internal static class RouteReplay
{
    private const int SchemaVersion = 1;

    /// <summary>Replays, stores and shows.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="run">What was asked for.</param>
    /// <param name="storePath">Store that takes the run.</param>
    public static ExitCode Run(VerbContext context, PolicyRun run, string storePath)
    {
        using FeedbackStore store = FeedbackStore.Open(storePath, SqliteOpenMode.Create);
        PolicyRunResult result = DayReplay.Run(context, run, store);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(SchemaVersion, json =>
            {
                json.WriteString("run", result.RunId);
                json.WriteString("policy", result.Policy);
                json.WriteString("fills", run.Recorded is null ? "simulation" : "queue model");
                json.WriteNumber("packets", result.PacketCount);
                json.WriteNumber("parents", result.ParentCount);
                json.WriteNumber("children", result.ChildCount);
                json.WriteNumber("openParents", result.OpenParentCount);
                json.WriteString("bookHash", result.BookHash.ToString("x16", CultureInfo.InvariantCulture));
                json.WriteString("bookPathHash", result.BookPathHash.ToString("x16", CultureInfo.InvariantCulture));
                json.WriteNumber("scorerFallbacks", result.FallbackCount);
                run.Routing.WriteJson(json);
                json.WriteStartObject("convex");
                ConvexParametersJson.Write(json, run.Convex);
                json.WriteEndObject();
                json.WriteString("store", store.Database.Path);
                json.WriteString("journal", run.JournalDirectory);
                LatencyReport.WriteJson(json, result.Latencies);
            });
        }
        else
        {
            context.Reporter.Result(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.RunId}: {result.PacketCount:N0} packets, {result.ParentCount:N0} parents, {result.ChildCount:N0} children, in {store.Database.Path}"));
            if (run.Routing.HasDeadline)
            {
                context.Reporter.Result(string.Create(CultureInfo.InvariantCulture, $"{result.FallbackCount:N0} decisions had no scores in time and took the static waterfall"));
            }

            context.Reporter.Result(string.Empty);
            LatencyReport.WriteText(context.Reporter, result.Latencies);
            context.Reporter.Info($"what it cost: edgerouter tca --store {store.Database.Path}");
        }

        return ExitCode.Ok;
    }
}
