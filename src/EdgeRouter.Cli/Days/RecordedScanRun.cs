using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Cli.Verbs;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Lab.Recorded;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Days;

/// <summary>Learns from a capture what can be traded on it.</summary>
internal static class RecordedScanRun
{
    /// <summary>Reads the capture once.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="feed">The feed and its lines.</param>
    /// <param name="options">What is traded and assumed.</param>
    /// <exception cref="Core.Errors.EdgeRouterException">ER7131: there is nothing to trade; what opening and reading the capture throws.</exception>
    public static RecordedDay Run(VerbContext context, FeedOptionsReader feed, RecordedOptionsReader options) => feed.Feed(context) == FeedOptionsReader.CmeMdp3
        ? Run<CmeMdp3Protocol>(context, feed, options, isOrderByOrder: false)
        : Run<MemoirDepthProtocol>(context, feed, options, isOrderByOrder: true);

    private static RecordedDay Run<TProtocol>(VerbContext context, FeedOptionsReader feed, RecordedOptionsReader options, bool isOrderByOrder)
        where TProtocol : struct, IFeedProtocol
    {
        ScanLine[] lines = [.. feed.Feeds(context).Select(f => new ScanLine(f.Name, f.LineA, f.LineB))];
        using var scan = new RecordedScan<TProtocol>(lines, isOrderByOrder);
        using var source = new CaptureFileSource(feed.Capture(context));
        using (WorkProgress progress = context.Reporter.StartProgress("scan", 0))
        {
            ReplayLoop.Run(new FramePump<Handler<TProtocol>>(source, new Handler<TProtocol>(scan)), source, progress.Report, context.Cancellation);
        }

        return scan.Day(options.InstrumentCount(context), options.Seed(context)) with { Fills = options.Fills(context) };
    }

    private readonly struct Handler<TProtocol>(RecordedScan<TProtocol> scan) : IPacketHandler
        where TProtocol : struct, IFeedProtocol
    {
        public void OnPacket(in Datagram datagram) => scan.OnPacket(datagram);
    }
}
