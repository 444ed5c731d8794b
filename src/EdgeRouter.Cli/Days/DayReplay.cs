using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Cli.Tiers;
using EdgeRouter.Cli.Time;
using EdgeRouter.Cli.Verbs;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Engine.Deadlines;
using EdgeRouter.Feedback.Store;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Lab;
using EdgeRouter.MarketData.Books;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Days;

/// <summary>Replays a day through a router, journals it, and projects the journal into the store.</summary>
internal static class DayReplay
{
    private const int WarmUpFrameCount = 40_000;
    private const int WarmUpPassCountMin = 3;

    /// <summary>Runs.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="run">What to run.</param>
    /// <param name="store">Takes the run.</param>
    /// <exception cref="EdgeRouterException">ER9015: the store has a run of that name.</exception>
    public static PolicyRunResult Run(VerbContext context, PolicyRun run, FeedbackStore store) => run.Feed == FeedOptionsReader.CmeMdp3
        ? Run<CmeMdp3Protocol>(context, run, store)
        : Run<MemoirDepthProtocol>(context, run, store);

    private static PolicyRunResult Run<TProtocol>(VerbContext context, PolicyRun run, FeedbackStore store)
        where TProtocol : struct, IFeedProtocol
    {
        if (store.Sessions().Any(s => s.RunId == run.RunId))
        {
            throw EdgeRouterException.Usage("ER9015", $"store {store.Database.Path} has a run '{run.RunId}' already: name this one by --run, or take another store");
        }

        context.Reporter.Info($"{run.RunId}: {run.Routing.Describe()}");
        if (run.IsWarmedUp)
        {
            JitWarmUp.Run(() => WarmUp<TProtocol>(context, run), WarmUpPassCountMin, context.Ticks);
        }

        var latencies = new StageLatencies(context.Ticks);
        if (Directory.Exists(run.JournalDirectory))
        {
            Directory.Delete(run.JournalDirectory, recursive: true);
        }

        PolicyRunResult result = Replay<TProtocol>(context, run, latencies, out EdgeRouterException? damage);
        new StoreProjector(store).Project(run.JournalDirectory);
        return damage is null ? result : throw damage;
    }

    private static bool WarmUp<TProtocol>(VerbContext context, PolicyRun run)
        where TProtocol : struct, IFeedProtocol
    {
        PolicyRun rehearsal = run with { RunId = $"{run.RunId}.warm-up" };
        try
        {
            using var source = new CaptureFileSource(run.Capture);
            using var lab = new LabRun<TProtocol, StageProbe>(OptionsOf(rehearsal), new StageProbe(new StageLatencies(context.Ticks)));
            ReplayLoop.Run(new FramePump<Handler<TProtocol>>(source, new Handler<TProtocol>(lab, PathOf(lab))), source, _ => { }, context.Cancellation, WarmUpFrameCount);
            return true;
        }
        catch (EdgeRouterException)
        {
            // The run itself meets the same fault and reports it.
            return false;
        }
        finally
        {
            if (Directory.Exists(rehearsal.JournalDirectory))
            {
                Directory.Delete(rehearsal.JournalDirectory, recursive: true);
            }
        }
    }

    // A damaged capture ends the run where the damage is: what was journaled until then still goes into the store.
    private static PolicyRunResult Replay<TProtocol>(VerbContext context, PolicyRun run, StageLatencies latencies, out EdgeRouterException? damage)
        where TProtocol : struct, IFeedProtocol
    {
        damage = null;
        using IFrameSource source = FrameSources.Open(run.Source, run.Capture);
        LabRunOptions options = OptionsOf(run);
        using TierProcesses? tiers = run.TierRoot is { } root ? TierProcesses.Start(context, run.Capture, Path.Combine(root, run.RunId)) : null;
        options = tiers is null ? options : options with { Day = tiers.Day(options.Day) };
        using var lab = new LabRun<TProtocol, StageProbe>(options, new StageProbe(latencies));
        BookPathHash path = PathOf(lab);
        using (WorkProgress progress = context.Reporter.StartProgress($"replay {run.RunId}", 0))
        {
            try
            {
                ReplayLoop.Run(new FramePump<Handler<TProtocol>>(source, new Handler<TProtocol>(lab, path)), source, progress.Report, context.Cancellation);
                lab.Complete();
                if (run.StatisticsPath is { } file)
                {
                    DayStatistics.Of(lab.Shard.State, lab.Universe).Save(file);
                }
            }
            catch (EdgeRouterException e)
            {
                damage = e;
            }
        }

        return new PolicyRunResult(
            run.RunId, run.Policy, lab.Output.ParentCount, lab.Output.ChildCount, lab.Engine.InputCount, lab.Engine.OpenParentCount, BookHash.Compute(lab.Shard.Market.State),
            path.Value, options.Costs?.FallbackCount ?? 0, latencies, options.Day.MarketKind);
    }

    private static LabRunOptions OptionsOf(PolicyRun run) => new()
    {
        Day = run.Recorded is { } recorded ? recorded : SimulatedDay.Load(run.Capture),
        Policy = run.Policy,
        RunId = run.RunId,
        JournalDirectory = run.JournalDirectory,
        ExplorationRate = run.ExplorationRate,
        Parents = run.Parents,
        Policies = run.Routing.Policies with { Convex = run.Convex },
        Objective = run.Routing.Objectives,
        Configurations = [.. run.Routing.Configurations, .. DayStatistics.ConfigurationsOf(run.StatisticsPath)],
        JournalsPackets = run.JournalsPackets,
        Costs = run.Scorer is null ? null : new ScorerChain([ScorerLink.Of(run.Scorer)], run.Routing.DeadlineNs, new StopwatchTicks()),
        Scales = run.Models?.Scales ?? default,
        ModelId = run.Models?.ContentHash ?? 0,
        ProgramVersion = $"{ProductVersion.Number}+{ProductVersion.Commit}",
    };

    private static BookPathHash PathOf<TProtocol>(LabRun<TProtocol, StageProbe> lab)
        where TProtocol : struct, IFeedProtocol => new(lab.Shard.Market.State, BookPathHash.DefaultPacketsPerSample);

    private readonly struct Handler<TProtocol>(LabRun<TProtocol, StageProbe> lab, BookPathHash path) : IPacketHandler
        where TProtocol : struct, IFeedProtocol
    {
        public void OnPacket(in Datagram datagram)
        {
            lab.OnPacket(datagram);
            path.OnPacket();
        }
    }
}
