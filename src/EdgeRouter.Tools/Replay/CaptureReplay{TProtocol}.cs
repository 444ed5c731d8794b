using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Ingest;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;

namespace EdgeRouter.Tools.Replay;

/// <summary>Replays a capture into books and counts what it met. Instruments need not be known: each feed registers its own as they come.</summary>
/// <typeparam name="TProtocol">The feeds' protocol.</typeparam>
public sealed class CaptureReplay<TProtocol> : IDisposable
    where TProtocol : struct, IFeedProtocol
{
    // A replay is in no hurry to call a gap: the same as one line alone is given.
    private const int ReorderWindow = 8;

    private readonly NativeRegion _region;
    private readonly FeedSwitch<TProtocol, NullMarketListener, NoProbe> _feeds;

    /// <summary>Allocates books and feeds.</summary>
    /// <param name="options">What to build.</param>
    public CaptureReplay(CaptureReplayOptions options)
    {
        Venue[] venues = [.. options.Feeds.Select((lines, i) => new Venue { Id = new VenueId((byte)i), Name = lines.Name, Kind = VenueKind.Lit })];
        FeedOptions[] feedOptions = [.. options.Feeds.Select((lines, i) => FeedOptionsOf(options, lines, i))];
        int instruments = options.InstrumentCountMax;
        _region = new NativeRegion(MarketState.RequiredBytes(instruments, venues.Length) + feedOptions.Sum(f => f.RequiredBytes(instruments)));
        State = new MarketState(venues, _region, new MarketCapacity { InstrumentCountMax = instruments });
        _feeds = new FeedSwitch<TProtocol, NullMarketListener, NoProbe>(
            [.. feedOptions.Select(f => (f, new FeedHandler<TProtocol, NullMarketListener, NoProbe>(f, State, _region, default, default)))]);
    }

    /// <summary>The books.</summary>
    public MarketState State { get; }

    /// <summary>What the frames were.</summary>
    public ParseCounters Frames { get; private set; }

    /// <summary>Time that the frames took, from the first poll to the last book, ns.</summary>
    public double ElapsedNs { get; private set; }

    /// <summary>Bytes allocated while pumping, behind the first few thousand frames.</summary>
    public long SteadyAllocatedBytes { get; private set; }

    /// <summary>Replays a source to its end.</summary>
    /// <param name="source">The source; the caller disposes it.</param>
    /// <param name="ticks">For <see cref="ElapsedNs"/>.</param>
    /// <param name="report">Told now and then how many frames are done.</param>
    /// <param name="cancellation">Stops between bursts.</param>
    /// <param name="frameCountMax">Most frames, rounded up to a chunk of the loop.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(IFrameSource source, ITickCounter ticks, Action<long> report, CancellationToken cancellation, long frameCountMax = long.MaxValue)
    {
        var pump = new FramePump<Handler>(source, new Handler(_feeds));
        long reportTicks = 0;
        void ReportAside(long frames)
        {
            long before = ticks.Ticks;
            report(frames);
            reportTicks += ticks.Ticks - before;
        }

        long start = ticks.Ticks;
        try
        {
            SteadyAllocatedBytes = ReplayLoop.Run(pump, source, ReportAside, cancellation, frameCountMax);
            _feeds.Flush();
        }
        finally
        {
            ElapsedNs = (ticks.Ticks - start - reportTicks) * ticks.NsPerTick;
            Frames = pump.Counters;
        }
    }

    /// <summary>What was met so far.</summary>
    public CaptureReplayResult Result()
    {
        var templates = new SortedDictionary<int, long>();
        var sum = new CaptureReplayResult { Frames = Frames.FrameCount, Parsed = Frames, OtherPackets = _feeds.ForeignPackets, Instruments = State.InstrumentCount };
        foreach (FeedHandler<TProtocol, NullMarketListener, NoProbe> feed in _feeds.Feeds)
        {
            FeedCounters counters = feed.Counters;
            DecodeCounters decoded = feed.Decoded;
            CaptureReplayResult.AddTemplates(decoded, templates);
            sum = sum with
            {
                Packets = sum.Packets + counters.Packets,
                Duplicates = sum.Duplicates + counters.Duplicates,
                Late = sum.Late + counters.Late,
                Gaps = sum.Gaps + counters.Gaps,
                GapPackets = sum.GapPackets + counters.GapPackets,
                SnapshotPackets = sum.SnapshotPackets + counters.SnapshotPackets,
                SnapshotsApplied = sum.SnapshotsApplied + counters.SnapshotsApplied,
                HealedBooks = sum.HealedBooks + counters.HealedBooks,
                UnknownInstruments = sum.UnknownInstruments + counters.UnknownInstruments + counters.InstrumentDrops,
                OtherPackets = sum.OtherPackets + counters.UnselectedPackets,
                IsMidSession = sum.IsMidSession || counters.IsMidSessionStart,
                Messages = sum.Messages + decoded.Messages,
                GroupInstances = sum.GroupInstances + decoded.GroupInstances,
                GroupEntries = sum.GroupEntries + decoded.GroupEntries,
                TrailingBytes = sum.TrailingBytes + decoded.TrailingBytes,
                UnknownTemplates = sum.UnknownTemplates + decoded.UnknownTemplates,
                BadHeaders = sum.BadHeaders + counters.BadHeaders,
                Truncated = sum.Truncated + decoded.Truncated,
                ShortBlocks = sum.ShortBlocks + decoded.ShortBlocks,
                ImpossibleGroups = sum.ImpossibleGroups + decoded.ImpossibleGroups,
                BadValues = sum.BadValues + decoded.BadValues,
            };
        }

        return sum with
        {
            Templates = templates,
            StaleBooks = CountStale(),
            BookHash = BookHash.Compute(State),
            SteadyAllocatedBytes = SteadyAllocatedBytes,
            NsPerMessage = sum.Messages == 0 ? 0 : ElapsedNs / sum.Messages,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private int CountStale()
    {
        int count = 0;
        for (int i = 0; i < State.InstrumentCount; i++)
        {
            foreach (Venue venue in State.Venues)
            {
                count += State.Book(new InstrumentId(i), venue.Id).Trust == BookTrust.Stale ? 1 : 0;
            }
        }

        return count;
    }

    private static FeedOptions FeedOptionsOf(CaptureReplayOptions options, FeedLines lines, int index) => new()
    {
        VenueId = new VenueId((byte)index),
        LineA = lines.LineA,
        LineB = lines.LineB,
        Snapshots = lines.Snapshots,
        Lines = options.Lines,
        TwoLineWindow = ReorderWindow,
        CountDuplicates = true,
        AutoRegister = true,
        Orders = options.IsOrderByOrder ? new OrderBookCapacity() : null,
    };

    private readonly struct Handler(FeedSwitch<TProtocol, NullMarketListener, NoProbe> feeds) : IPacketHandler
    {
        public void OnPacket(in Datagram datagram) => feeds.OnPacket(datagram);
    }
}
