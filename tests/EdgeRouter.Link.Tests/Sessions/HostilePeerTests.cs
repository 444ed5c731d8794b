using EdgeRouter.Core.Links;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Tests.Sessions;

/// <summary>Another end that lies, lost what it had, or is not the only one: refused or counted, and nothing goes astray.</summary>
public sealed class HostilePeerTests
{
    private const long Ms = SessionPair.Ms;

    [TestCase(1L << 30, 0L)]
    [TestCase(long.MaxValue, 0L)]
    public void ShouldNotTakeANumberThatTheJournalCouldNotKeep(long sequence, long previous)
    {
        SessionPair pair = new SessionPair().Joined();
        Inject(pair, sequence, previous);
        Assert.That((pair.RouterIn.Taken.Count, pair.Router.Counters.MalformedCount), Is.EqualTo((0, 1L)));
        Inject(pair, LinkNumber.StepMax, 0);
        Assert.That(pair.RouterIn.TakenSequence, Is.EqualTo(LinkNumber.StepMax), "the farthest that it can");
    }

    [Test]
    public void ShouldNotTakeNumbersOfAnEndWithoutAJournal()
    {
        var pair = new SessionPair();
        pair.GatewayOut.JournalId = 0;
        pair.Joined();
        Inject(pair, 3, 0);
        Assert.That((pair.RouterIn.Taken.Count, pair.Router.Counters.MalformedCount), Is.EqualTo((0, 1L)));
    }

    [Test]
    public void ShouldRefuseAnEndThatTookFromNoJournal()
    {
        var pair = new SessionPair();
        pair.RouterOut.Messages.AddRange([[1], [2]]);
        pair.GatewayIn.TakenSequence = 3;
        pair.Settle();
        Assert.That((pair.Router.Refusal, pair.Router.Problem!.Id, pair.Router.Counters.SentCount), Is.EqualTo((LinkRefusal.WrongJournal, "ER2302", 0L)));
    }

    [Test]
    public void ShouldRefuseAnEndThatLostWhatItConfirmed()
    {
        SessionPair pair = WithThreeConfirmed(new SessionPair());
        pair.GatewayIn.TakenSequence = 3;
        pair.Gateway = pair.NewGateway(3);
        pair.Pass(50 * Ms);
        Assert.That((pair.Router.Refusal, pair.Router.Problem!.Id), Is.EqualTo((LinkRefusal.JournalBehind, "ER2303")));
        Assert.That(pair.GatewayIn.Taken, Has.Count.EqualTo(3), "an order that is sent again may reach its venue twice");
    }

    [Test]
    public void ShouldLetAListenerBeginAnew()
    {
        var pair = new SessionPair();
        pair.GatewayOut.JournalId = 0;
        WithThreeConfirmed(pair);
        (pair.GatewayIn.PeerJournalId, pair.GatewayIn.TakenSequence) = (0, 0);
        pair.Gateway = pair.NewGateway(3);
        pair.Pass(50 * Ms);
        Assert.That((pair.Router.State, pair.GatewayIn.Taken.Count), Is.EqualTo((LinkState.Up, 6)));
    }

    [TestCase(200)]
    public void ShouldSendToOneOfTwoGatewaysOnTheSameStreams(int seeds)
    {
        for (ulong seed = 1; seed <= (ulong)seeds; seed++)
        {
            (LinkSession router, MemoryInbox one, MemoryInbox other, LinkSession[] gateways) = RunTwo(seed);
            Assert.That(new[] { one.Taken.Count, other.Taken.Count }, Is.EquivalentTo(new[] { 0, 10 }), $"seed {seed}");
            Assert.That(router.State, Is.EqualTo(LinkState.Up), $"seed {seed}");
            Assert.That(gateways.Select(g => g.Refusal), Is.EquivalentTo(new[] { LinkRefusal.None, LinkRefusal.WrongJournal }), $"seed {seed}");
            Assert.That((router.Counters.HandshakeCount, router.Counters.InterruptionCount), Is.EqualTo((1L, 0L)), $"seed {seed}: the one that stands is not disturbed");
        }
    }

    [Test]
    public void ShouldWithstandAFloodOfWishesForAReplay()
    {
        SessionPair pair = WithThreeConfirmed(new SessionPair(o => o with { MissedHeartbeatsMax = 100 }));
        byte[] status = new byte[256];
        int length = ProtocolWriter.Write(status, default, new LinkStatus { Incarnation = 2, PeerIncarnation = 1, TakenSequence = 0, WantsReplay = true });
        for (int i = 0; i < 10_000; i++)
        {
            _ = pair.GatewayEnd.TrySend(status.AsSpan(0, length));
            pair.Router.Poll(pair.NowNs);
            Assert.That(pair.Router.UnconfirmedCount, Is.LessThanOrEqualTo(20));
            pair.Gateway.Poll(pair.NowNs);
        }

        pair.Pass(10 * Ms);
        Assert.That((pair.Router.State, pair.Router.UnconfirmedCount, pair.GatewayIn.Taken.Count), Is.EqualTo((LinkState.Up, 0, 3)));
        Assert.That(pair.Router.Counters.ConfirmedSequence, Is.EqualTo(9));
    }

    private static (LinkSession Router, MemoryInbox One, MemoryInbox Other, LinkSession[] Gateways) RunTwo(ulong seed)
    {
        var random = new DeterministicRandom(seed);
        using var shared = new SharedTransport(2);
        var outbox = new MemoryOutbox { JournalId = 11 };
        outbox.Messages.AddRange(Enumerable.Range(0, 5).Select(i => new[] { (byte)i }));
        MemoryInbox[] inboxes = [new(), new()];
        var router = new LinkSession(SessionPair.Options(LinkTier.Router, LinkTier.Gateway, 1), shared, outbox, new MemoryInbox());
        LinkSession[] gateways = [Gateway(shared, inboxes, 0), Gateway(shared, inboxes, 1)];
        long nowNs = 1_767_364_200_000_000_000;
        for (int i = 0; i < 2_000; i++)
        {
            nowNs += random.NextInt32(100_000);
            int who = random.NextInt32(3);
            (who == 0 ? router : gateways[who - 1]).Poll(nowNs);
            if (i == 1_000)
            {
                outbox.Messages.AddRange(Enumerable.Range(5, 5).Select(n => new[] { (byte)n }));
            }
        }

        return (router, inboxes[0], inboxes[1], gateways);
    }

    private static LinkSession Gateway(SharedTransport shared, MemoryInbox[] inboxes, int index) => new(
        SessionPair.Options(LinkTier.Gateway, LinkTier.Router, (ulong)(2 + index)), shared.Ends[index], new MemoryOutbox { JournalId = (ulong)(22 + index) }, inboxes[index]);

    private static SessionPair WithThreeConfirmed(SessionPair pair)
    {
        pair.RouterOut.Messages.AddRange([[1], [2], [3]]);
        pair.Joined();
        Assert.That(pair.Router.Counters.ConfirmedSequence, Is.EqualTo(9));
        return pair;
    }

    private static void Inject(SessionPair pair, long sequence, long previous)
    {
        byte[] bytes = new byte[256];
        int length = ProtocolWriter.WriteLinkData(bytes, new MessageEnvelope { Sequence = (ulong)sequence }, 2, previous, [1]);
        Assert.That(pair.GatewayEnd.TrySend(bytes.AsSpan(0, length)), Is.EqualTo(LinkSendStatus.Sent));
        pair.Settle();
    }
}
