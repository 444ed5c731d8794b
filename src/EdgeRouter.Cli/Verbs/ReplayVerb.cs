using System.CommandLine;
using EdgeRouter.Cli.Days;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Lab.Recorded;
using EdgeRouter.MarketData.Books;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter replay</c>: a captured feed through decoder, arbitration and books.</summary>
internal sealed class ReplayVerb : IVerb
{
    private readonly Option<bool> _cold = new("--no-warm-up") { Description = "do not warm up first: quicker, but times then include the compiler's work" };
    private readonly Option<bool> _books = new("--books") { Description = "print every book at the end" };
    private readonly Option<string?> _journal = new("--journal") { Description = "run a router's journal again and compare every record; --capture names the market data where the journal has none", HelpName = "FOLDER" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        FeedOptionsReader? feed = null;
        RouteOptionsReader? route = null;
        RecordedOptionsReader? recorded = null;
        Command command = host.Verb(
            "replay",
            "Replay a captured feed into books and count what it holds; with --policy, route a simulated day's orders over it, or with --recorded too, those of any feed; with --journal, run a journal again, to the bit.",
            "edgerouter replay --feed cme-mdp3 --capture day.pcapng --source dpdk --lines both --json",
            context => Run(context, feed!, route!, recorded!));
        feed = new FeedOptionsReader(command);
        command.Add(_journal);
        command.Add(_books);
        route = new RouteOptionsReader(command);
        recorded = new RecordedOptionsReader(command);
        command.Add(_cold);
        return command;
    }

    private ExitCode Run(VerbContext context, FeedOptionsReader feed, RouteOptionsReader route, RecordedOptionsReader recorded) =>
        context.Get(_journal) is { } journal ? Again(context, feed, route, recorded, journal)
        : route.IsRouting(context) ? Route(context, feed, route, recorded)
        : recorded.IsRecorded(context) ? throw EdgeRouterException.Usage("ER9106", "--recorded needs --policy NAME: it says how that policy's orders are answered")
        : feed.Feed(context) == FeedOptionsReader.CmeMdp3 ? Run<CmeMdp3Protocol>(context, feed)
        : Run<MemoirDepthProtocol>(context, feed);

    private ExitCode Again(VerbContext context, FeedOptionsReader feed, RouteOptionsReader route, RecordedOptionsReader recorded, string journal)
    {
        Option? extra = route.Given(context) ?? recorded.Given(context) ?? feed.GivenFeedOption(context) ?? Array.Find<Option>([_books, _cold], context.IsGiven);
        return extra is null
            ? new JournalReplayRun(context, journal, feed.CaptureOrNull(context), feed.Source(context)).Run()
            : throw EdgeRouterException.Usage("ER9077", $"{extra.Name} has no meaning with --journal: the journal says how it was routed");
    }

    private ExitCode Route(VerbContext context, FeedOptionsReader feed, RouteOptionsReader route, RecordedOptionsReader recorded)
    {
        PolicyRun run = route.Read(context, feed.Capture(context), feed.Source(context)) with { IsWarmedUp = !context.Get(_cold) };
        if (!recorded.IsRecorded(context))
        {
            feed.RefuseFeedOptions(context);
            return RouteReplay.Run(context, run, route.Store(context));
        }

        RecordedDay day = RecordedScanRun.Run(context, feed, recorded);
        context.Reporter.Info(RecordedDayText.Of(day));
        return RouteReplay.Run(context, run with { Recorded = day, Feed = feed.Feed(context), Parents = recorded.Parents(context, day.TypicalQuantity) }, route.Store(context));
    }

    private ExitCode Run<TProtocol>(VerbContext context, FeedOptionsReader feed)
        where TProtocol : struct, IFeedProtocol
    {
        string path = feed.Capture(context);
        var options = new CaptureReplayOptions { Feeds = feed.Feeds(context), Lines = feed.Lines(context), IsOrderByOrder = feed.Feed(context) == FeedOptionsReader.MemoirDepth };
        if (!context.Get(_cold))
        {
            ReplayWarmUp.Run<TProtocol>(options, () => FrameSources.Open(feed.Source(context), path), context.Ticks, context.Cancellation);
        }

        using IFrameSource source = FrameSources.Open(feed.Source(context), path);
        using var replay = new CaptureReplay<TProtocol>(options);
        EdgeRouterException? damage = null;
        using (WorkProgress progress = context.Reporter.StartProgress("replay", 0))
        {
            try
            {
                replay.Run(source, context.Ticks, progress.Report, context.Cancellation);
            }
            catch (EdgeRouterException e)
            {
                damage = e;
            }
        }

        CaptureReplayResult result = replay.Result();
        Show(context, feed, result, replay.State);
        if (damage is not null)
        {
            throw damage;
        }

        result.ThrowIfEmpty(path, feed.Feed(context));
        CaptureReplayReport.Warn(context.Reporter, path, result);
        return ExitCode.Ok;
    }

    private void Show(VerbContext context, FeedOptionsReader feed, CaptureReplayResult result, MarketState books)
    {
        if (result.IsMidSession)
        {
            context.Reporter.Info("the capture starts mid-session: books start empty and are unverified");
        }

        MarketState? shown = context.Get(_books) ? books : null;
        if (context.IsJson)
        {
            CaptureReplayReport.WriteJson(context.Reporter, feed.Feed(context), feed.Source(context), result, shown);
        }
        else
        {
            CaptureReplayReport.WriteText(context.Reporter, result, shown);
        }
    }
}
