using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Scoring;
using EdgeRouter.Core.Time;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;
using EdgeRouter.Lab.Tests.Support;
using EdgeRouter.Lab.Tiers;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Recorders;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Lab.Tests;

/// <summary>Router, market and recorder joined by links alone: the run is the one of a single process.</summary>
public sealed class TieredRunTests : ITierPatience
{
    private readonly ManualClock _clock = new() { NowNs = 1_800_000_000_000_000_000 };
    private Folder _folder = null!;
    private MarketTier _market = null!;
    private LinkSession? _recorder;
    private long _waitingSinceNs;
    private bool _isMarketDead;
    private int _marketStepsLeft = int.MaxValue;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new Folder();
        (_isMarketDead, _marketStepsLeft) = (false, int.MaxValue);
    }

    [TearDown]
    public void RemoveFolder()
    {
        _market.Dispose();
        _folder.Dispose();
    }

    [TestCase("static", 42UL)]
    [TestCase("rank-and-fill", 43UL)]
    public void ShouldGiveTheJournalOfOneProcess(string policy, ulong seed)
    {
        var day = new TestDay(seed, 60);
        LabRunOptions options = day.Options(policy, _folder["alone"]) with { ExplorationRate = 0.3, Costs = AscendingScorer.Chain(), Scales = new ScoreScales(8, 8, 8) };
        LabJournal alone = day.Run(options);
        ulong questions = 0;
        RunTiers(day, options with { JournalDirectory = _folder["tiers"] }, lab => questions = ((LinkedMarket)lab.Market).QuestionCount);

        List<byte[]> expected = Messages(_folder["alone"]);
        List<byte[]> actual = Messages(_folder["tiers"]);
        Assert.That(Messages(_folder["recorder"]), Is.EqualTo(actual), "the recorder has the router's journal");
        int came = actual.Count(m => Stamp(m) != 0);
        actual.ForEach(m => MessageEnvelope.TryStamp(m, 0));
        Assert.That(actual, Is.EqualTo(expected), "but for the numbers on the link, every byte");
        Assert.That((came, alone.Children.Count), Is.EqualTo((alone.Reports.Count, alone.Children.Count)));
        Assert.That(alone.Children, Has.Count.GreaterThan(20));
        TestContext.Out.WriteLine($"{alone.Children.Count} children, {came} reports, {questions} questions");
    }

    [Test]
    public void ShouldSayThatATierDoesNotAnswer()
    {
        var day = new TestDay(42, 60);
        _isMarketDead = true;
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => RunTiers(day, day.Options("static", _folder["tiers"]), _ => { }))!;
        Assert.That((e.Id, e.Message), Is.EqualTo(("ER2310", e.Message)));
        Assert.That(e.Message, Does.Contain("did not be there in time").And.Not.Contain("\n"));
    }

    [Test]
    public void ShouldCloseTheGateAndTakeNoParentsWhenItsMarketDies()
    {
        var day = new TestDay(42, 60);
        LabRunOptions options = day.Options("static", _folder["tiers"]);
        int children = day.Run(options with { JournalDirectory = _folder["alone"] }).Children.Count;
        _marketStepsLeft = 200;
        LabRun<MemoirDepthProtocol, NoProbe>? run = null;
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => RunTiers(day, options, _ => { }, lab => run = lab))!;
        LinkLoss loss = LinkLoss.Read(_folder["tiers"]);
        Assert.That(e.Id, Is.EqualTo("ER2313"));
        Assert.That(run!.ParentsTurnedAway, Is.EqualTo(run.Parents.Count - loss.ParentsBefore).And.Positive);
        Assert.That(loss.Down, Is.EqualTo(Enumerable.Range(0, run.Universe.Venues.Length)), "each venue once");
        Assert.That((loss.ChildrenAfter, loss.ParentsAfter, loss.HasEnd), Is.EqualTo((0, 0, true)));
        Assert.That(loss.ChildrenBefore, Is.InRange(1, children - 1));
        Assert.That(Messages(_folder["recorder"]), Is.EqualTo(Messages(_folder["tiers"])), "the recorder goes on");
        TestContext.Out.WriteLine($"{loss.ChildrenBefore} children of {children} before, {run.ParentsTurnedAway} parents turned away");
    }

    public void Begin(bool endsWithTiers) => _waitingSinceNs = _clock.NowNs;

    public bool TryWait()
    {
        _clock.NowNs += 20 * TimeUnits.Microsecond;
        _isMarketDead |= _marketStepsLeft <= 0;
        _marketStepsLeft -= _isMarketDead || _market.DoWork() == 0 ? 0 : 1;
        _recorder?.Poll(_clock.NowNs);
        return _clock.NowNs - _waitingSinceNs < 10 * TimeUnits.Second;
    }

    private void RunTiers(
        TestDay day, LabRunOptions options, Action<LabRun<MemoirDepthProtocol, NoProbe>> look, Action<LabRun<MemoirDepthProtocol, NoProbe>>? begin = null)
    {
        (InProcessTransport router, InProcessTransport market) = InProcessTransport.CreatePair();
        (InProcessTransport shipping, InProcessTransport recording) = InProcessTransport.CreatePair(8 << 20);
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder["market"], Fsync = JournalFsync.None, JournalId = 7, SpareBytes = 0 }, _clock);
        using var copy = new CopyInbox(new JournalOptions { Directory = _folder["recorder"], Fsync = JournalFsync.None, SpareBytes = 0 }, _clock);
        LabScene scene = day.Day.Open<MemoirDepthProtocol>();
        _market = new MarketTier(scene.Market, new GatewayOptions { Link = Link(LinkTier.Gateway, LinkTier.Router, 2) }, market, journal, _clock);
        _recorder = new LinkSession(Link(LinkTier.Recorder, LinkTier.Router, 3), recording, new SilentOutbox(), copy);
        var toMarket = new TierLink(Link(LinkTier.Router, LinkTier.Gateway, 1), router);
        var toRecorder = new TierLink(Link(LinkTier.Router, LinkTier.Recorder, 1), shipping);
        var tiered = new TieredDay(day.Day, scene => new LinkedMarket(scene, toMarket, toRecorder, _clock, this));
        using var lab = new LabRun<MemoirDepthProtocol, NoProbe>(options with { Day = tiered }, default);
        begin?.Invoke(lab);
        day.Feed(lab);
        lab.Complete();
        look(lab);
    }

    private static LinkOptions Link(LinkTier tier, LinkTier peer, ulong incarnation) => new() { Tier = tier, PeerTier = peer, Incarnation = incarnation, MayLag = true };

    private static uint Stamp(byte[] message) => ProtocolReader.TryReadEnvelope(message, out MessageEnvelope envelope) ? envelope.LinkSequence : 0;

    private static List<byte[]> Messages(string folder)
    {
        var all = new List<byte[]>();
        using var reader = new JournalReader(folder);
        while (reader.TryRead(out JournalRecord record))
        {
            all.Add(record.Payload.ToArray());
        }

        return all;
    }
}
