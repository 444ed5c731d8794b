using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.MarketData.Books;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Verbs;

/// <summary><c>edgerouter replay</c>: a captured feed through decoder, arbitration and books.</summary>
internal sealed class ReplayVerb : IVerb
{
    private readonly Option<bool> _books = new("--books") { Description = "print every book at the end" };

    /// <inheritdoc/>
    public Command Build(CommandHost host)
    {
        FeedOptionsReader? feed = null;
        RouteOptionsReader? route = null;
        Command command = host.Verb(
            "replay",
            "Replay a captured feed into books and count what it holds.",
            "edgerouter replay --feed cme-mdp3 --capture day.pcapng --source dpdk --lines both --json",
            context => Run(context, feed!, route!));
        feed = new FeedOptionsReader(command);
        command.Add(_books);
        route = new RouteOptionsReader(command);
        return command;
    }

    private ExitCode Run(VerbContext context, FeedOptionsReader feed, RouteOptionsReader route) =>
        route.IsRouting(context) ? RouteReplay.Run(context, route, feed.Capture(context), feed.Source(context))
        : feed.Feed(context) == FeedOptionsReader.CmeMdp3 ? Run<CmeMdp3Protocol>(context, feed)
        : Run<MemoirDepthProtocol>(context, feed);

    private ExitCode Run<TProtocol>(VerbContext context, FeedOptionsReader feed)
        where TProtocol : struct, IFeedProtocol
    {
        string path = feed.Capture(context);
        var options = new CaptureReplayOptions { Feeds = feed.Feeds(context), Lines = feed.Lines(context), IsOrderByOrder = feed.Feed(context) == FeedOptionsReader.MemoirDepth };
        ReplayWarmUp.Run<TProtocol>(options, path, context.Ticks, context.Cancellation);
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

        Show(context, feed, replay);
        return damage is null ? ExitCode.Ok : throw damage;
    }

    private void Show<TProtocol>(VerbContext context, FeedOptionsReader feed, CaptureReplay<TProtocol> replay)
        where TProtocol : struct, IFeedProtocol
    {
        CaptureReplayResult result = replay.Result();
        if (result.IsMidSession)
        {
            context.Reporter.Info("the capture starts mid-session: books start empty and are unverified");
        }

        if (context.IsJson)
        {
            CaptureReplayReport.WriteJson(context.Reporter, feed.Feed(context), feed.Source(context), result);
        }
        else
        {
            CaptureReplayReport.WriteText(context.Reporter, result);
        }

        if (context.Get(_books))
        {
            using var text = new StringWriter();
            BookPrinter.Write(replay.State, text);
            context.Reporter.Result(text.ToString().TrimEnd());
        }
    }
}
