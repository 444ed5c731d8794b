using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.Setup;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Tests.Support;

namespace EdgeRouter.Lab.Tests;

[TestFixture]
public sealed class LabRunTests
{
    private const ulong Seed = 42;
    private TestDay _day = null!;
    private Folder _folder = null!;

    [OneTimeSetUp]
    public void Simulate() => _day = new TestDay(Seed, 300);

    [SetUp]
    public void MakeFolder() => _folder = new Folder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void ShouldWriteTheSameJournalForTheSameDay()
    {
        LabJournal first = Run("static", "a");
        Assert.That(Run("static", "b").Bytes.AsSpan().SequenceEqual(first.Bytes), Is.True);
        Assert.That(first.Children, Has.Count.GreaterThan(100));
    }

    [TestCase(null, "simulation")]
    [TestCase("AIG of 2013-10-07", "calibrated simulation")]
    public void ShouldSayInTheJournalWhatAnswersTheOrders(string? fittedTo, string expected)
    {
        LabRunOptions options = _day.Options("static", _folder["market"]);
        var day = (SimulatedDay)options.Day;
        using (new LabRun<MemoirDepthProtocol, NoProbe>(options with { Day = day with { Market = day.Market with { FittedTo = fittedTo } } }, default))
        {
            // The header is written as the run begins.
        }

        Assert.That(LabJournal.Read(_folder["market"]).Header!.Market, Is.EqualTo(expected));
    }

    [TestCase("static")]
    [TestCase("rank-and-fill")]
    public void ShouldRepeatARunFromItsJournalAndItsPacketsAlone(string policy)
    {
        LabRunOptions options = _day.Options(policy, _folder["run"]) with
        {
            ExplorationRate = 0.3,
            Costs = AscendingScorer.Chain(),
            Scales = new ScoreScales(8, 8, 8),
        };
        RouterSetup setup = null!;
        LabJournal run = _day.Run(options, lab => setup = lab.SetupOf(options));
        var gateway = new SilentGateway();
        using var replay = new JournalReplayer<NoProbe>(_folder["run"], log =>
        {
            var output = new JournalingOutput(log, gateway);
            var shard = new RouterShard<MemoirDepthProtocol, NoProbe>(setup, output, default);
            return new ReplayTarget<NoProbe>(shard.Engine, output, shard);
        });
        _day.Feed(replay);
        replay.Complete();
        Assert.That((replay.Log.FirstDifference, gateway.OrderCount), Is.EqualTo((0L, (long)run.Children.Count)), "every output, to the byte");
        Assert.That(replay.Log.EqualCount, Is.EqualTo(replay.Log.NextSequence - 1).And.GreaterThan(500));
    }

    [Test]
    public void ShouldLeadThroughACaptureFileAsThroughMemory()
    {
        LabJournal memory = Run("best-price", "memory");
        string path = _folder["day.pcap"];
        using (var writer = new CaptureWriter(path))
        {
            _day.Frames.ForEach(f => writer.Write(f.Frame, f.TimeNs));
        }

        _day.Day.Save(path);
        LabRunOptions options = _day.Options("best-price", _folder["file"]) with { Day = SimulatedDay.Load(path) };
        using (var source = new CaptureFileSource(path))
        using (var run = new LabRun<MemoirDepthProtocol, NoProbe>(options, default))
        {
            new FramePump<Handler>(source, new Handler(run)).PumpToEnd();
            run.Complete();
        }

        Assert.That(LabJournal.Read(options.JournalDirectory).Bytes.AsSpan().SequenceEqual(memory.Bytes), Is.True);
    }

    [Test]
    public void ShouldAskTheSameOfEveryPolicyAndEndEveryParent()
    {
        LabJournal[] runs = [.. new[] { "static", "best-price", "random" }.Select(p => Run(p, p, run =>
        {
            Assert.That(run.Engine.OpenParentCount, Is.Zero, p);
            Assert.That(run.Output.ParentCount, Is.EqualTo(run.Parents.Count), p);
        }))];
        foreach (LabJournal run in runs)
        {
            Assert.That(run.Parents, Is.EqualTo(runs[0].Parents), "ids, sizes, times, sides and limits");
            Assert.That(Arrivals(run), Is.EqualTo(Arrivals(runs[0])), "the market on arrival");
            Assert.That(run.Outcomes.Select(o => o.ParentId.Value).Order(), Is.EqualTo(run.Parents.Select(p => p.Id.Value).Order()), "each ends once");
            Assert.That((run.Kinds[0], run.Kinds[^1]), Is.EqualTo(("start", "end")));
        }

        Assert.That(runs.Select(r => r.Bytes.Length).Distinct().Count(), Is.EqualTo(3), "the policies are not the same");
    }

    [Test]
    public void ShouldSetLimitsWithinTheirRoomOfTheTouch()
    {
        LabJournal run = Run("static", "a");
        Dictionary<long, ParentOutcome> outcomes = run.Outcomes.ToDictionary(o => o.ParentId.Value);
        ParentOrder[] limits = [.. run.Parents.Where(p => p.Type == OrderType.Limit)];
        Assert.That(limits, Has.Length.GreaterThan(20));
        foreach (ParentOrder order in limits)
        {
            ParentOutcome o = outcomes[order.Id.Value];
            Price touch = order.Side == Side.Buy ? o.ArrivalAsk : o.ArrivalBid;
            double beyondBps = order.Side.Sign() * (order.LimitPrice.Nanos - touch.Nanos) / (double)touch.Nanos * 1e4;
            Assert.That(beyondBps, Is.InRange(0, 20));
        }
    }

    [Test]
    public void ShouldTellTheEngineNothingBeforeItsTime()
    {
        LabJournal run = Run("random", "a");
        Assert.That(run.Times, Is.Ordered, "inputs come in order of time");
        foreach ((ExecutionReport report, ChildOrder order, long takenNs) in run.Reports)
        {
            long wayNs = _day.Day.Market.Venues[order.VenueId.Value].LatencyNs;
            Assert.That(takenNs, Is.EqualTo(report.ReceiveTimeNs), "a report is taken when it is delivered");
            Assert.That(report.VenueTimeNs, Is.GreaterThanOrEqualTo(order.SendTimeNs + wayNs), "an order needs its way");
            Assert.That(report.ReceiveTimeNs, Is.GreaterThanOrEqualTo(report.VenueTimeNs + wayNs), "and so does the answer");
        }
    }

    [Test]
    public void ShouldTakeTheAnswersThatAreUnderWayAtTheClose()
    {
        // Answers take at least 100 ms, longer than the feeds go on after the close.
        var day = new TestDay(Seed, 20, v => v with { LatencyNs = 50 * TimeUnits.Millisecond });
        long lastFrameNs = day.Frames[^1].TimeNs;
        LabRunOptions options = day.Options("static", _folder["a"]) with
        {
            Parents = new ParentScheduleOptions { MeanIntervalSeconds = 0.02, QuietStartSeconds = 19, QuietEndSeconds = 0 },
        };
        LabJournal run = day.Run(options, r => Assert.That(r.Engine.OpenParentCount, Is.Zero));
        Assert.That(run.Reports.Count(r => r.TakenNs > lastFrameNs), Is.GreaterThan(5), "answers were under way");
        Assert.That(run.Outcomes.Select(o => o.ParentId.Value).Order(), Is.EqualTo(run.Parents.Select(p => p.Id.Value).Order()));
        Assert.That(run.Children.Values.Select(c => c.SendTimeNs), Is.All.LessThanOrEqualTo(lastFrameNs));
    }

    [TestCase(7UL)]
    [TestCase(8UL)]
    [TestCase(9UL)]
    public void ShouldNeverFillMoreThanAskedNorBeyondTheLimit(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        var day = new TestDay(seed, 60);
        IReadOnlyList<long> positions = [];
        int instruments = day.Day.Market.Instruments.Count;
        LabRunOptions options = day.Options("random", _folder["a"]) with { Parents = new ParentScheduleOptions { MeanIntervalSeconds = 0.5, QuietStartSeconds = 2, QuietEndSeconds = 1, PermittedActions = RouteActions.All } };
        LabJournal run = day.Run(options, r => positions = [.. Enumerable.Range(0, instruments).Select(i => r.Shard.State.Risk.PositionOf(new InstrumentId(i)).Position)]);
        Dictionary<long, ParentOrder> parents = run.Parents.ToDictionary(p => p.Id.Value);
        foreach ((ExecutionReport fill, ChildOrder order) in run.Fills)
        {
            ParentOrder parent = parents[order.ParentId.Value];
            Assert.That(order.Side.Sign() * (fill.LastPrice.Nanos - order.LimitPrice.Nanos), Is.LessThanOrEqualTo(0), "no worse than the child's limit");
            Assert.That(parent.Type == OrderType.Market || order.Side.Sign() * (order.LimitPrice.Nanos - parent.LimitPrice.Nanos) <= 0, "no worse than the parent's");
        }

        ILookup<long, long> filled = run.Fills.ToLookup(f => f.Order.ParentId.Value, f => f.Report.LastQuantity);
        foreach (ParentOutcome outcome in run.Outcomes)
        {
            Assert.That(outcome.FilledQuantity, Is.EqualTo(filled[outcome.ParentId.Value].Sum()).And.LessThanOrEqualTo(outcome.Quantity));
        }

        Assert.That(run.PositionsOf(instruments), Is.EqualTo(positions));
        Assert.That(run.Fills.Count(), Is.GreaterThan(50));
    }

    [Test]
    public void ShouldSayWhenAPolicyLacksModelsAndLetTheFolderGo()
    {
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => Run("rank-and-fill", "a"));
        Assert.That((e!.Id, e.Message), Is.EqualTo(("ER7102", "policy 'rank-and-fill' needs models: name a folder made by 'edgerouter train'")));
        e = Assert.Throws<EdgeRouterException>(() => Run("best", "a"));
        Assert.That(e!.Id, Is.EqualTo("ER1111"));
        Assert.That(Run("static", "a").Parents, Is.Not.Empty, "nothing was written and nothing is locked");
    }

    [Test]
    public void ShouldRefuseAFolderThatHoldsAJournal()
    {
        Run("static", "a");
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => Run("static", "a"));
        Assert.That((e!.Id, e.Message), Is.EqualTo(("ER7106", $"'{_folder["a"]}' holds a journal already: remove it or name another folder")));
        using JournalWriter free = JournalWriter.Open(new JournalOptions { Directory = _folder["a"], Fsync = JournalFsync.None }, new ManualClock());
        Assert.That(free.Recovery.LastSequence, Is.GreaterThan(0));
    }

    [Test]
    public void ShouldNotBeginAJournalForABadSchedule()
    {
        LabRunOptions bad = _day.Options("static", _folder["a"]) with { Parents = new ParentScheduleOptions { MedianQuantity = 0 } };
        EdgeRouterException? e = Assert.Throws<EdgeRouterException>(() => _day.Run(bad));
        Assert.That((e!.Id, Directory.Exists(_folder["a"])), Is.EqualTo(("ER7101", false)));
    }

    private static IEnumerable<(long, long, long)> Arrivals(LabJournal run) =>
        run.Outcomes.Select(o => (o.ParentId.Value, o.ArrivalBid.Nanos, o.ArrivalAsk.Nanos)).Order();

    private LabJournal Run(string policy, string name, Action<LabRun<MemoirDepthProtocol, NoProbe>>? look = null) =>
        _day.Run(_day.Options(policy, _folder[name]), look);

    private readonly struct Handler(LabRun<MemoirDepthProtocol, NoProbe> run) : IPacketHandler
    {
        public void OnPacket(in Datagram datagram) => run.OnPacket(datagram);
    }
}
