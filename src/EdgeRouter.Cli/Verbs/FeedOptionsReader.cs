using System.CommandLine;
using EdgeRouter.Cli.Hosting;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Packets;
using EdgeRouter.Lab;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.Simulation.Feed;
using EdgeRouter.Tools.Replay;

namespace EdgeRouter.Cli.Verbs;

/// <summary>The options that say which feed, lines and source a verb reads.</summary>
internal sealed class FeedOptionsReader
{
    /// <summary>CME MDP 3.0.</summary>
    public const string CmeMdp3 = "cme-mdp3";

    /// <summary>MEMOIR Depth.</summary>
    public const string MemoirDepth = "memoir-depth";

    private readonly Option<string?> _capture = new("--capture") { Description = "pcap or pcapng file", HelpName = "FILE" };
    private readonly Option<string> _feed = new("--feed") { Description = "protocol of the feed", DefaultValueFactory = _ => CmeMdp3 };
    private readonly Option<string> _source = new("--source") { Description = "how frames come in: the mapped file, or DPDK's net_pcap device over it", DefaultValueFactory = _ => FrameSources.File };
    private readonly Option<string> _lines = new("--lines") { Description = "lines that are listened to", DefaultValueFactory = _ => "both" };
    private readonly Option<string[]> _lineA = new("--line-a") { Description = "group and port of line A; repeat it for more feeds", HelpName = "GROUP:PORT" };
    private readonly Option<string[]> _lineB = new("--line-b") { Description = "group and port of line B, in the order of --line-a", HelpName = "GROUP:PORT" };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public FeedOptionsReader(Command command)
    {
        _feed.AcceptOnlyFromAmong(CmeMdp3, MemoirDepth);
        _source.AcceptOnlyFromAmong(FrameSources.File, FrameSources.Dpdk);
        _lines.AcceptOnlyFromAmong("both", "a", "b");
        foreach (Option option in new Option[] { _capture, _feed, _source, _lines, _lineA, _lineB })
        {
            command.Add(option);
        }
    }

    /// <summary>Path of the capture.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9076: none was named.</exception>
    public string Capture(VerbContext context) => CaptureOrNull(context) ?? throw EdgeRouterException.Usage("ER9076", "--capture is required: name the pcap or pcapng file");

    /// <summary>Path of the capture; null = none was named.</summary>
    /// <param name="context">The verb's context.</param>
    public string? CaptureOrNull(VerbContext context) => context.Get(_capture);

    /// <summary>The first option that was given and means nothing to the replay of a journal, which knows its feeds; null = none.</summary>
    /// <param name="context">The verb's context.</param>
    public Option? GivenFeedOption(VerbContext context) => Array.Find<Option>([_feed, _lines, _lineA, _lineB], context.IsGiven);

    /// <summary>Refuses options that have no meaning where a simulated day is routed: its feeds and lines are known.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9017: the option.</exception>
    public void RefuseFeedOptions(VerbContext context)
    {
        Option? extra = Array.Find<Option>([_lines, _lineA, _lineB], context.IsGiven);
        if (extra is not null || (context.IsGiven(_feed) && Feed(context) != MemoirDepth))
        {
            throw EdgeRouterException.Usage("ER9017", $"{(extra ?? _feed).Name} has no meaning with --policy: all lines of the simulated day's {MemoirDepth} feeds are read");
        }
    }

    /// <summary>Protocol name.</summary>
    /// <param name="context">The verb's context.</param>
    public string Feed(VerbContext context) => context.Get(_feed)!;

    /// <summary>Source name.</summary>
    /// <param name="context">The verb's context.</param>
    public string Source(VerbContext context) => context.Get(_source)!;

    /// <summary>Lines listened to.</summary>
    /// <param name="context">The verb's context.</param>
    public LineSelection Lines(VerbContext context) => context.Get(_lines) switch
    {
        "a" => LineSelection.A,
        "b" => LineSelection.B,
        _ => LineSelection.Both,
    };

    /// <summary>The feeds' lines: as given, else as FILE.day.json beside a simulated day's capture says, else by the protocol's convention.</summary>
    /// <param name="context">The verb's context.</param>
    /// <exception cref="EdgeRouterException">ER9006: a line is no GROUP:PORT; ER7105: FILE.day.json is damaged.</exception>
    public IReadOnlyList<FeedLines> Feeds(VerbContext context)
    {
        FeedEndpoint[] lineA = [.. (context.Get(_lineA) ?? []).Select(text => Parse("--line-a", text))];
        FeedEndpoint[] lineB = [.. (context.Get(_lineB) ?? []).Select(text => Parse("--line-b", text))];
        if (lineA.Length == 0 && lineB.Length == 0)
        {
            string path = Capture(context);
            return Feed(context) == CmeMdp3 ? FeedLineScan.FindCme(path)
                : File.Exists(SimulatedDay.PathBeside(path)) ? LinesOfDay(SimulatedDay.Load(path))
                : FeedLineScan.FindSingleLines(path);
        }

        return [.. Enumerable.Range(0, Math.Max(lineA.Length, lineB.Length)).Select(i => new FeedLines(lineA.ElementAtOrDefault(i), lineB.ElementAtOrDefault(i)))];
    }

    private static IReadOnlyList<FeedLines> LinesOfDay(SimulatedDay day)
    {
        FeedPlan plan = FeedPlan.Create(day.Market);
        return [.. plan.Entries.Select(e => new FeedLines(e.LineA, plan.HasLineB ? e.LineB : default) { Snapshots = plan.HasSnapshots ? e.Snapshots : default })];
    }

    private static FeedEndpoint Parse(string option, string text) => FeedEndpoint.TryParse(text, out FeedEndpoint endpoint)
        ? endpoint
        : throw EdgeRouterException.Usage("ER9006", $"{option} '{text}' is no GROUP:PORT such as 224.0.31.11:14320");
}
