using System.Globalization;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Cli.Output;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Packets;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Lab.Journals;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The replay of a journal: its inputs and market data to a router like the one that wrote it, and every record held against it.</summary>
/// <param name="context">The verb's context.</param>
/// <param name="directory">The journal's folder.</param>
/// <param name="capture">The run's market data; null = the journal has them.</param>
/// <param name="source">How the capture's frames come in.</param>
internal sealed class JournalReplayRun(VerbContext context, string directory, string? capture, string source)
{
    private const int ReportInterval = 1 << 12;

    /// <summary>Runs.</summary>
    /// <exception cref="EdgeRouterException">ER50xx: no journal, or a damaged one; ER1131, ER9080: no setup to replay it by; ER9078, ER9079: no market data, or
    /// twice.</exception>
    public ExitCode Run()
    {
        JournalOutline outline = ReadOutline(context, directory, long.MaxValue);
        Require(outline);
        JournalReplayResult result = outline.ReadSetup().FeedProtocol == CmeMdp3Protocol.Name ? Replay<CmeMdp3Protocol>(outline) : Replay<MemoirDepthProtocol>(outline);
        var report = new JournalReplayReport(outline, result, capture);
        if (context.IsJson)
        {
            context.Reporter.ResultJson(JournalReplayReport.SchemaVersion, report.WriteJson);
        }
        else
        {
            report.WriteText(context.Reporter);
        }

        return result.Difference is null ? ExitCode.Ok : ExitCode.CheckFailed;
    }

    /// <summary>Reads what a journal is about.</summary>
    /// <param name="context">The verb's context.</param>
    /// <param name="directory">The journal's folder.</param>
    /// <param name="lastSequence">The last record to read.</param>
    public static JournalOutline ReadOutline(VerbContext context, string directory, long lastSequence)
    {
        using WorkProgress progress = context.Reporter.StartProgress("read", 0);
        return JournalOutline.Read(directory, lastSequence, progress.Report, context.Cancellation);
    }

    private void Require(JournalOutline outline)
    {
        if (!outline.HasSetup)
        {
            throw EdgeRouterException.BadInput("ER9080", outline.FirstSequence > 1
                ? string.Create(CultureInfo.InvariantCulture, $"journal '{directory}' begins with record {outline.FirstSequence}: its setup was removed with the older segments")
                : $"journal '{directory}' has no setup: {(outline.RecordCount == 0 ? "it is empty" : "a version that did not keep one wrote it; replay it with that version")}");
        }

        if (outline.PacketRecordCount == 0 && capture is null)
        {
            throw EdgeRouterException.Usage("ER9078", $"journal '{directory}' has no market data: name the capture that its run saw by --capture");
        }

        if (outline.PacketRecordCount > 0 && capture is not null)
        {
            throw EdgeRouterException.Usage("ER9079", $"journal '{directory}' has its market data itself: leave --capture out");
        }
    }

    private JournalReplayResult Replay<TProtocol>(JournalOutline outline)
        where TProtocol : struct, IFeedProtocol
    {
        using var replay = new JournalReplay<TProtocol>(outline);
        using WorkProgress progress = context.Reporter.StartProgress("replay", outline.InputCount);
        if (capture is not null)
        {
            using IFrameSource frames = FrameSources.Open(source, capture);
            ReplayLoop.Run(new FramePump<Handler<TProtocol>>(frames, new Handler<TProtocol>(replay)), frames, progress.Report, context.Cancellation);
        }

        while (replay.GiveNext())
        {
            if (replay.DoneCount % ReportInterval == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                progress.Report(replay.PacketCount);
            }
        }

        return replay.Result();
    }

    private readonly struct Handler<TProtocol>(JournalReplay<TProtocol> replay) : IPacketHandler
        where TProtocol : struct, IFeedProtocol
    {
        public void OnPacket(in Datagram datagram) => replay.OnPacket(datagram);
    }
}
