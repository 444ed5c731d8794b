using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Recovery;
using EdgeRouter.Engine.State;
using EdgeRouter.Engine.TestHost;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Journal;

namespace EdgeRouter.Engine.Tests.Recovery;

using Host = RouterHost<MemoirDepthProtocol, NoProbe>;

/// <summary>What came by a link is known after a restart to have come, by its own record.</summary>
internal sealed class LinkInputTests
{
    private const ulong JournalId = 0xB0B0_0000_0000_0001;
    private readonly ManualClock _clock = new() { NowNs = DayReference.StartNs };
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Path.GetTempPath(), $"engine-link-{Environment.ProcessId}-{TestContext.CurrentContext.Test.ID}");

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldKnowAfterARestartWhatWasTaken(bool withSnapshot)
    {
        using (Host host = Start())
        {
            Assert.That(Positions(host), Is.EqualTo((0UL, 0L, 0L)));
            Assert.That(Control(host, ControlKind.LinkJoined, 2, value: unchecked((long)JournalId), value2: 0xFFFF_FFF0), Is.True);
            Report(host, 2, LinkNumber.Stamp(0xFFFF_FFFA));
            Report(host, 2, LinkNumber.Stamp(0x1_0000_0000)); // whose low 32 bits are none
            Report(host, 2, LinkNumber.Stamp(0x1_0000_0005));
            Assert.That(withSnapshot && !host.Loop.TrySave(), Is.False);
            Assert.That(Control(host, ControlKind.LinkDown, 3, linkSequence: LinkNumber.Stamp(8)), Is.True);
            Report(host, 200, LinkNumber.Stamp(9)); // a venue that does not exist moves nothing
            Report(host, 2, 0); // neither does what came another way
            Assert.That(Positions(host), Is.EqualTo((JournalId, 0x1_0000_0005L, 8L)));
            host.Output.TryCommit();
        }

        using Host again = Start();
        Assert.That(again.Recovered.SnapshotSequence, withSnapshot ? Is.GreaterThan(0) : Is.Zero);
        Assert.That(Positions(again), Is.EqualTo((JournalId, 0x1_0000_0005L, 8L)));
        again.End();
        using var replayer = new JournalReplayer<NoProbe>(_folder, EventDay.Target);
        replayer.Complete();
        Assert.That((replayer.Log.FirstDifference, replayer.RestartCount), Is.EqualTo((0L, 1)), "what came by a link repeats to the byte");
    }

    [Test]
    public void ShouldRefuseAJournalOfAVenueThatDoesNotExist()
    {
        using Host host = Start();
        Assert.That(Control(host, ControlKind.LinkJoined, 200, value: 1), Is.False);
        Assert.That(Control(host, ControlKind.LinkJoined, 2, value: 1, value2: -1), Is.False);
        Assert.That(host.Output.AlertCounts[(int)AlertKind.ControlRefused], Is.EqualTo(2));
    }

    [Test]
    public void ShouldSendNothingToAVenueWhoseLinkIsDown()
    {
        using Host host = Start();
        var market = new DayMarket((Core.Packets.Datagram d) => host.Loop.OnPacket(d));
        market.Open(_clock.NowNs);
        for (byte venue = 0; venue < EventDay.Setup.Universe.Venues.Length; venue++)
        {
            Assert.That(Control(host, ControlKind.LinkDown, venue), Is.True);
        }

        host.Loop.OnParentOrder(Desk.Order(1, 500) with { ArrivalTimeNs = _clock.NowNs });
        Assert.That(host.Output.ChildCount, Is.Zero);
        Assert.That(host.Output.AlertCounts[(int)AlertKind.LinkChanged], Is.EqualTo(EventDay.Setup.Universe.Venues.Length));
    }

    private static (ulong JournalId, long Taken, long TakenOfOther) Positions(Host host)
    {
        LinkPositions links = host.Shard.State.Links;
        return (links.JournalIdOf(2), links.TakenOf(2), links.TakenOf(3));
    }

    private bool Control(Host host, ControlKind kind, byte venue, long value = 0, long value2 = 0, uint linkSequence = 0) => host.Loop.OnControl(new ControlInput
    {
        Kind = kind,
        VenueId = new VenueId(venue),
        Value = value,
        Value2 = value2,
        LinkSequence = linkSequence,
        TimeNs = ++_clock.NowNs,
    });

    private void Report(Host host, byte venue, uint linkSequence) => host.Loop.OnExecutionReport(new ExecutionReport
    {
        ChildId = new ChildOrderId(4_711),
        VenueId = new VenueId(venue),
        LinkSequence = linkSequence,
        ReceiveTimeNs = ++_clock.NowNs,
    });

    private Host Start() => Host.Start(
        new RouterHostOptions
        {
            Setup = EventDay.Setup,
            Journal = new JournalOptions { Directory = _folder, Fsync = JournalFsync.None, JournalId = 9, SpareBytes = 0 },
            Session = EventDay.Header,
            JournalsPackets = true,
        },
        new SilentGateway(),
        _clock,
        default);
}
