using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Orders;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Gateways;
using EdgeRouter.Link.Journals;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.TestHost.Tiers;
using EdgeRouter.Link.Tests.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Tests.Gateways;

/// <summary>Orders come out of a gateway's end, reports go in, and what the link's state means to the router.</summary>
public sealed class GatewayEndpointTests
{
    [Test]
    public void ShouldCarryOrdersOutAndReportsIn()
    {
        using var pair = new GatewayPair();
        pair.OnOrder = order => Assert.That(pair.Gateway.TryReport(new ExecutionReport { ChildId = order.Id, VenueId = order.VenueId, ExecutionId = 7, LastQuantity = 100 }), Is.True);
        pair.Settle();
        pair.Router.Order(3, commits: true);
        pair.Settle();
        Assert.That(pair.Sent, Is.EqualTo(new long[] { 1, 2, 3 }));
        byte[][] reports = [.. TestJournals.Messages(pair.RouterFolder).Where(m => TestJournals.TemplateOf(m) == 22)];
        Assert.That(reports.Select(m => BitConverter.ToInt64(m, 40)), Is.EqualTo(new long[] { 1, 2, 3 }));
        Assert.That(reports.All(TestJournals.CameByLink), Is.True);
    }

    [Test]
    public void ShouldSendNothingThatIsNotCommitted()
    {
        using var pair = new GatewayPair();
        pair.Settle();
        pair.Router.Order(1, commits: false);
        pair.Router.Session.Flush();
        pair.Gateway.Poll();
        Assert.That(pair.Sent, Is.Empty);
        pair.Router.Journal.Commit();
        pair.Router.Gateway.Send(default);
        pair.Gateway.Poll();
        Assert.That(pair.Sent, Is.EqualTo(new long[] { 1 }));
    }

    [Test]
    public void ShouldAnswerAnOrderThatCameTooLateInsteadOfSendingIt()
    {
        using var pair = new GatewayPair(staleOrderNs: 200 * TimeUnits.Millisecond);
        pair.Router.Order(1, commits: true);
        pair.Clock.NowNs += (200 * TimeUnits.Millisecond) + 1;
        pair.Router.Order(1, commits: true);
        pair.Settle();
        Assert.That((pair.Sent, pair.Gateway.StaleCount), Is.EqualTo((new long[] { 2 }, 1L)));
        byte[] report = TestJournals.Messages(pair.RouterFolder).Single(m => TestJournals.TemplateOf(m) == 22);
        var visitor = new ReportKeeper();
        ProtocolReader.Dispatch(report, ref visitor);
        Assert.That((visitor.Report.ChildId.Value, visitor.Report.Type, visitor.Report.RejectReason), Is.EqualTo((1L, ExecutionType.Rejected, RejectReason.LinkDown)));
    }

    [Test]
    public void ShouldAskForWhatADeadGatewayMayNotHaveHandedOver()
    {
        using var pair = new GatewayPair();
        pair.Settle();
        pair.Router.Order(2, commits: true);
        pair.Settle();
        pair.Gateway.TryReport(new ExecutionReport { ChildId = new ChildOrderId(1), VenueId = new VenueId(1), ExecutionId = 1 });
        pair.Settle();
        pair.StartGateway(3);
        pair.Gateway.AskForUnanswered();
        Assert.That(pair.Asked, Is.EqualTo(new long[] { 2 }));
        pair.Pass(20 * TimeUnits.Millisecond);
        Assert.That(pair.Sent, Is.EqualTo(new long[] { 1, 2 }), "never a second time");
        Assert.That(pair.Router.Session.State, Is.EqualTo(LinkState.Up));
    }

    [Test]
    public void ShouldCarryCancelsAndQuestions()
    {
        using var pair = new GatewayPair();
        pair.Settle();
        pair.Router.Gateway.RequestStatus(new StatusRequest { ChildId = new ChildOrderId(5), VenueId = new VenueId(1) });
        pair.Settle();
        Assert.That(pair.Asked, Is.EqualTo(new long[] { 5 }));

        // The journal has something that could not be committed: the cancel does not wait for it.
        pair.Router.Order(1, commits: false);
        pair.Router.Gateway.Cancel(new CancelRequest { ChildId = new ChildOrderId(6), VenueId = new VenueId(1) });
        pair.Gateway.Poll();
        Assert.That((pair.Cancelled, pair.Sent.Count), Is.EqualTo((new long[] { 6 }, 0)));
    }

    [Test]
    public void ShouldTellTheRouterOfVenuesAndIgnoreStrangers()
    {
        using var pair = new GatewayPair();
        pair.Settle();
        Assert.That(pair.Gateway.TryReportVenue(new VenueId(3), isUp: false), Is.True);
        pair.Gateway.TryReport(new ExecutionReport { ChildId = new ChildOrderId(1), VenueId = new VenueId(40) });
        pair.Settle();
        byte[][] taken = [.. TestJournals.Messages(pair.RouterFolder).Where(TestJournals.CameByLink)];
        Assert.That(taken.Select(TestJournals.TemplateOf), Is.EqualTo(new[] { 41 }), "venue 40 is not this gateway's");
        Assert.That(pair.Router.Session.State, Is.EqualTo(LinkState.Up));
        Assert.That(pair.Router.TakenSequence, Is.Positive);
    }

    [Test]
    public void ShouldJournalNothingOfARouterButOrdersAndCancels()
    {
        using var folder = new TempFolder();
        var clock = new ManualClock { NowNs = 1_767_364_200_000_000_000 };
        (InProcessTransport routerEnd, InProcessTransport gatewayEnd) = InProcessTransport.CreatePair();
        byte[] room = new byte[512];
        var outbox = new MemoryOutbox();
        outbox.Messages.Add(room[..ProtocolWriter.Write(room, default, new ExecutionReport { ChildId = new ChildOrderId(1), VenueId = new VenueId(1), LastQuantity = 100 })]);
        outbox.Messages.Add(room[..ProtocolWriter.Write(room, default, new ControlInput { Kind = ControlKind.LinkJoined, Value = 5 })]);
        outbox.Messages.Add(room[..ProtocolWriter.Write(room, default, new ChildOrder { Id = new ChildOrderId(2), VenueId = new VenueId(1), Quantity = 100, SendTimeNs = clock.NowNs })]);
        outbox.Messages.Add(room[..20]);
        var inbox = new MemoryInbox();
        var router = new LinkSession(RouterNode.Options(1), routerEnd, outbox, inbox);
        using (Journal.JournalWriter journal = TestJournals.Open(folder.Sub("gateway"), 0xB0B, clock))
        {
            var options = new GatewayOptions { Link = RouterNode.Options(2) with { Tier = LinkTier.Gateway, PeerTier = LinkTier.Router } };
            using var gateway = new GatewayEndpoint(options, gatewayEnd, journal, new LinkGateway(journal), clock);
            for (int i = 0; i < 10; i++)
            {
                router.Poll(clock.NowNs);
                gateway.Poll();
            }

            Assert.That((gateway.IgnoredCount, router.UnconfirmedCount), Is.EqualTo((3L, 0)));
        }

        Assert.That(inbox.Taken, Is.Empty, "a report that no venue gave does not come back");
        Assert.That(TestJournals.Messages(folder.Sub("gateway")).Select(TestJournals.TemplateOf), Is.EqualTo(new[] { ProtocolTemplates.Control, ProtocolTemplates.ChildOrderNew }));
        JournalPosition position = JournalPosition.Read(folder.Sub("gateway"));
        Assert.That((position.PeerJournalId, position.TakenSequence, position.Unanswered.Single().Id.Value), Is.EqualTo((77UL, 9L, 2L)));
    }

    [Test]
    public void ShouldTellTheRiskGateAtOnceAndNotTakeParentsWhileSlow()
    {
        using var pair = new GatewayPair();
        Assert.That(pair.Router.Watch.TakesParents, Is.False);
        pair.Settle();
        Assert.That(pair.Router.Watch.TakesParents, Is.True);
        Assert.That(Told(pair), Is.EqualTo("down 0-7, up 0-7"));
        pair.Clock.NowNs += 2 * TimeUnits.Millisecond;
        pair.Settle();
        pair.StartGateway(3);
        pair.Pass(10 * TimeUnits.Millisecond);
        Assert.That(Told(pair), Is.EqualTo("down 0-7, up 0-7, down 0-7, up 0-7"), "it died and came back between two looks");

        // Nothing is heard: slow first, then down.
        pair.Router.Order(1, commits: true);
        pair.Clock.NowNs += 11 * TimeUnits.Millisecond;
        pair.Router.Poll();
        Assert.That((pair.Router.Session.State, pair.Router.Watch.TakesParents), Is.EqualTo((LinkState.Slow, false)));
        pair.Clock.NowNs += 20 * TimeUnits.Millisecond;
        pair.Router.Poll();
        Assert.That((pair.Router.Session.State, Told(pair)), Is.EqualTo((LinkState.Down, "down 0-7, up 0-7, down 0-7, up 0-7, down 0-7")));
    }

    // Control inputs of links that the router journaled, in order.
    private static string Told(GatewayPair pair)
    {
        pair.Router.Journal.Commit();
        var visitor = new ReportKeeper();
        foreach (byte[] message in TestJournals.Messages(pair.RouterFolder))
        {
            ProtocolReader.Dispatch(message, ref visitor);
        }

        ControlInput[] told = [.. visitor.Controls.Where(c => c.Kind is ControlKind.LinkDown or ControlKind.LinkUp)];
        Assert.That(told.Chunk(8).All(c => c.Select((input, i) => input.VenueId.Value == i && input.Kind == c[0].Kind).All(isRight => isRight)), Is.True);
        return string.Join(", ", told.Chunk(8).Select(c => c[0].Kind == ControlKind.LinkDown ? "down 0-7" : "up 0-7"));
    }
}
