using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Probes;
using EdgeRouter.Core.Time;
using EdgeRouter.Engine.Journaling;
using EdgeRouter.Engine.Tests.Support;
using EdgeRouter.Journal;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Engine.Tests;

internal sealed class JournalingOutputTests
{
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Path.GetTempPath(), $"engine-journal-{TestContext.CurrentContext.Test.ID}");

    [TearDown]
    public void RemoveFolder()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Test]
    public void ShouldSendOnlyWhatTheJournalHolds()
    {
        JournalWriter? journal = null;
        int sent = 0;
        var venue = new ChanceVenue(3)
        {
            OnSend = order =>
            {
                sent++;
                Assert.That(journal!.CommittedSequence, Is.EqualTo(journal.NextSequence - 1), "all that was appended is committed");
                Assert.That(JournalText.Read(_folder).Orders, Does.Contain(order));
            },
        };
        using var run = new JournalRun<NoProbe>(_folder, default, venue);
        journal = run.Writer;
        new Trading<NoProbe>(run.Desk, venue, 3).Play(60);
        Assert.That(sent, Is.GreaterThan(10));
    }

    [Test]
    public void ShouldCommitOnceAnInput()
    {
        var gateway = new CommitLog();
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder, Fsync = JournalFsync.None }, new ManualClock());
        gateway.Journal = journal;
        var output = new JournalingOutput(new JournalLog(journal), gateway);
        output.BeginSession(JournalRun<NoProbe>.Header);
        output.BeginInput(0, 5);
        for (int i = 1; i <= 3; i++)
        {
            output.OnChildOrder(new ChildOrder { Id = new ChildOrderId(i), VenueId = new VenueId(1) });
        }

        output.OnChildCancel(new CancelRequest { ChildId = new ChildOrderId(1) });
        Assert.That((journal.CommittedSequence, gateway.Log.Count), Is.EqualTo((1L, 0)), "nothing is committed nor sent before the release");
        output.Release();
        output.Release();
        Assert.That(gateway.Log, Is.EqualTo(new[] { "send 1 @5", "send 2 @5", "send 3 @5", "cancel 1 @5" }), "one commit holds all of it");
        output.BeginInput(0, 6);
        output.OnReport(new ExecutionReport { ChildId = new ChildOrderId(1) });
        output.OnMarkOut(default);
        output.Release();
        Assert.That(journal.CommittedSequence, Is.EqualTo(5), "reports and marks ride along with the next commit");
        output.OnParentAccepted(Desk.Order(1, 100));
        output.Release();
        Assert.That(journal.CommittedSequence, Is.EqualTo(8));
    }

    [Test]
    public void ShouldSendMoreThanItHasRoomForInSeveralCommits()
    {
        var gateway = new CommitLog();
        using var journal = JournalWriter.Open(new JournalOptions { Directory = _folder, Fsync = JournalFsync.None }, new ManualClock());
        gateway.Journal = journal;
        var output = new JournalingOutput(new JournalLog(journal), gateway, pendingMax: 2);
        for (int i = 1; i <= 5; i++)
        {
            output.OnChildOrder(new ChildOrder { Id = new ChildOrderId(i), VenueId = new VenueId(1) });
        }

        output.Release();
        Assert.That(gateway.Log, Is.EqualTo(new[] { "send 1 @2", "send 2 @2", "send 3 @4", "send 4 @4", "send 5 @5" }));
    }

    [Test]
    public void ShouldReadBackAsItHappened()
    {
        const ulong seed = 11;
        TestContext.Out.WriteLine($"seed {seed}");
        var recorded = new RecordingOutput();
        var venue = new ChanceVenue(seed);
        using (var desk = new Desk<NoProbe>(new Relay(recorded, venue), default, s => s with { Policy = "random" }))
        {
            desk.OpenMarket();
            new Trading<NoProbe>(desk, venue, seed).Play(800);
            desk.Control(ControlKind.EndOfSession);
            venue.Answer(desk);
        }

        var journaled = new ChanceVenue(seed);
        JournalingOutput output;
        using (var run = new JournalRun<NoProbe>(_folder, default, journaled))
        {
            new Trading<NoProbe>(run.Desk, journaled, seed).Play(800);
            run.Desk.Control(ControlKind.EndOfSession);
            journaled.Answer(run.Desk);
            output = run.Output;
            output.EndSession();
        }

        JournalText text = JournalText.Read(_folder);
        Assert.That(text.Log.Skip(1).SkipLast(1), Is.EqualTo(recorded.Log.Where(l => l != "release" && !l.StartsWith("ask", StringComparison.Ordinal))));
        Assert.That((text.Log[0], text.Log[^1]), Is.EqualTo(("start", "end")));
        Assert.That((text.Header!.RunId, text.Header.Instruments), Is.EqualTo(("test", new[] { "AAA", "BBB" })));
        Assert.That(text.Summary, Is.EqualTo(new SessionSummary(recorded.InputTimes[^1], output.ParentCount, recorded.Orders.Count)));
        Assert.That(text.Orders, Is.EqualTo(recorded.Orders));
        Assert.That(text.Outcomes, Is.EqualTo(recorded.Outcomes));
        Assert.That(text.Reports, Is.EqualTo(recorded.Reports));
        Assert.That(text.Envelopes.Select(e => e.TimeNs), Is.Ordered);
        Assert.That(text.Envelopes.Select(e => e.InputCount), Is.Ordered);
        Assert.That(text.Envelopes.Select(e => e.SourceId), Is.All.EqualTo(3));
        foreach (AlertKind kind in Enum.GetValues<AlertKind>())
        {
            Assert.That(output.AlertCounts[(int)kind], Is.EqualTo(recorded.Alerts.Count(a => a.Kind == kind)), kind.ToString());
        }

        ParentOrderState[] ends = [ParentOrderState.Filled, ParentOrderState.Cancelled, ParentOrderState.Expired, ParentOrderState.Exhausted];
        Assert.That(recorded.Outcomes.Select(o => o.State).Distinct(), Is.SupersetOf(ends), "the day was eventful");
    }

    private sealed class CommitLog : IOrderGateway
    {
        public JournalWriter Journal { get; set; } = null!;

        public List<string> Log { get; } = [];

        public void Send(in ChildOrder order) => Log.Add($"send {order.Id.Value} @{Journal.CommittedSequence}");

        public void Cancel(in CancelRequest request) => Log.Add($"cancel {request.ChildId.Value} @{Journal.CommittedSequence}");

        public void RequestStatus(in StatusRequest request) => Log.Add($"ask {request.ChildId.Value} @{Journal.CommittedSequence}");
    }
}
