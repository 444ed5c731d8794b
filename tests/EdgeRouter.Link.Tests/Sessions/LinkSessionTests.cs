using EdgeRouter.Core.Errors;
using EdgeRouter.Core.Links;
using EdgeRouter.Core.Randomness;
using EdgeRouter.Core.Time;
using EdgeRouter.Link.Sessions;
using EdgeRouter.Link.Transports;
using EdgeRouter.Protocol.Messages;

namespace EdgeRouter.Link.Tests.Sessions;

/// <summary>States, bounds, refusals and bad bytes of a link's session.</summary>
public sealed class LinkSessionTests
{
    private const long Ms = SessionPair.Ms;
    private const ulong Stranger = 0x9909_0909_0909_0909;

    [Test]
    public void ShouldConnectReplayAndStand()
    {
        var pair = new SessionPair();
        pair.RouterOut.Messages.AddRange([[1], [2], [3]]);
        Assert.That(pair.Router.State, Is.EqualTo(LinkState.Connecting));
        pair.Joined();
        Assert.That(pair.GatewayIn.Taken, Is.EqualTo(new byte[][] { [1], [2], [3] }));
        Assert.That(pair.GatewayIn.TakenSequence, Is.EqualTo(9));
        Assert.That((pair.Router.Counters.SentCount, pair.Router.Counters.ConfirmedSequence, pair.Router.UnconfirmedCount), Is.EqualTo((3L, 9L, 0)));
        Assert.That((pair.Router.Counters.HandshakeCount, pair.Router.Counters.InterruptionCount), Is.EqualTo((1L, 0L)));
        pair.GatewayOut.Messages.Add([9]);
        pair.Settle();
        Assert.That(pair.RouterIn.Taken.Single(), Is.EqualTo(new byte[] { 9 }));
    }

    [Test]
    public void ShouldReplayOnlyWhatTheOtherEndLacks()
    {
        var pair = new SessionPair();
        pair.RouterOut.Messages.AddRange(Enumerable.Range(0, 100).Select(i => new[] { (byte)i }));
        (pair.GatewayIn.PeerJournalId, pair.GatewayIn.TakenSequence) = (11, 3 * 97);
        pair.Joined();
        Assert.That(pair.GatewayIn.Taken.Select(m => m[0]), Is.EqualTo(new byte[] { 97, 98, 99 }));
        Assert.That(pair.Router.Counters.SentCount, Is.EqualTo(3));
    }

    [Test]
    public void ShouldBeReplayingWhileTheBacklogIsSent()
    {
        var pair = new SessionPair(o => o with { BurstMax = 2 });
        pair.RouterOut.Messages.AddRange(Enumerable.Range(0, 15).Select(i => new[] { (byte)i }));
        for (int i = 0; i < 4; i++)
        {
            pair.Router.Poll(pair.NowNs);
            pair.Gateway.Poll(pair.NowNs);
        }

        Assert.That(pair.Router.State, Is.EqualTo(LinkState.Replaying));
        Assert.That(pair.Router.IsUsable, Is.False);
        pair.Settle();
        Assert.That(pair.Router.State, Is.EqualTo(LinkState.Up));
    }

    [Test]
    public void ShouldBeDownWhenTheOtherEndFallsSilentAndNoSooner()
    {
        SessionPair pair = new SessionPair().Joined();
        long heardNs = pair.Router.Counters.LastHeardNs;
        pair.Router.Poll(heardNs + (50 * Ms) - 1);
        Assert.That((pair.Router.State, pair.Router.Counters.MissedHeartbeatCount), Is.EqualTo((LinkState.Up, 3L)));
        pair.Router.Poll(heardNs + (50 * Ms));
        Assert.That((pair.Router.State, pair.Router.Counters.MissedHeartbeatCount, pair.Router.Counters.InterruptionCount), Is.EqualTo((LinkState.Down, 4L, 1L)));
        pair.NowNs = heardNs + (60 * Ms);
        pair.Settle();
        Assert.That((pair.Router.State, pair.Gateway.State), Is.EqualTo((LinkState.Up, LinkState.Up)), "it comes back by itself");
        Assert.That(pair.Router.Counters.HandshakeCount, Is.EqualTo(2));
    }

    [Test]
    public void ShouldStayUpOnHeartbeatsAlone()
    {
        SessionPair pair = new SessionPair().Joined();
        for (int i = 0; i < 1_000; i++)
        {
            pair.Pass(3 * Ms);
            Assert.That((pair.Router.State, pair.Gateway.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        }

        Assert.That(pair.Router.Counters.MissedHeartbeatCount, Is.Zero);
    }

    [Test]
    public void ShouldStayUpWhenAClockIsSetBack()
    {
        SessionPair pair = new SessionPair().Joined();
        for (int i = 0; i < 100; i++)
        {
            pair.NowNs += 5 * Ms;
            for (int round = 0; round < 4; round++)
            {
                pair.Router.Poll(i < 50 ? pair.NowNs : pair.NowNs - TimeUnits.Hour);
                pair.Gateway.Poll(pair.NowNs);
            }
        }

        Assert.That((pair.Router.State, pair.Gateway.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        Assert.That((pair.Router.Counters.InterruptionCount, pair.Gateway.Counters.InterruptionCount), Is.EqualTo((0L, 0L)));
        pair.Pass(0);
        pair.NowNs += 60 * Ms;
        pair.Router.Poll(pair.NowNs - TimeUnits.Hour);
        Assert.That(pair.Router.IsUsable, Is.False, "silence counts on a clock that was set back, too");
    }

    [Test]
    public void ShouldBeSlowThenDownWhileTheOtherEndKeepsNothing()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.GatewayIn.KeepsNothing = true;
        pair.RouterOut.Messages.Add([1]);
        pair.Settle();
        Assert.That((pair.Router.State, pair.Router.UnconfirmedCount), Is.EqualTo((LinkState.Up, 1)));
        pair.Pass((5 * Ms) + 1);
        Assert.That((pair.Router.State, pair.Router.IsUsable), Is.EqualTo((LinkState.Slow, true)));
        pair.Pass(25 * Ms);
        Assert.That((pair.Router.State, pair.Router.Counters.InterruptionCount), Is.EqualTo((LinkState.Down, 1L)));
        pair.GatewayIn.KeepsNothing = false;
        pair.Settle();
        Assert.That((pair.Router.State, pair.Router.UnconfirmedCount), Is.EqualTo((LinkState.Up, 0)));
        Assert.That(pair.Router.Counters.HandshakeCount, Is.EqualTo(1), "the link itself stood all the while");
    }

    [Test]
    public void ShouldNotTakeSendingAgainForProgress()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.GatewayIn.TakesNothing = true;
        pair.RouterOut.Messages.Add([1]);
        for (int i = 0; i < 12; i++)
        {
            pair.Pass(3 * Ms);
        }

        Assert.That(pair.Router.Counters.ReplayedCount, Is.Positive);
        Assert.That(pair.Router.State, Is.EqualTo(LinkState.Down));
    }

    [Test]
    public void ShouldBoundWhatIsUnconfirmedAndLeaveTheRestInTheJournal()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.GatewayIn.KeepsNothing = true;
        for (int i = 0; i < 50; i++)
        {
            pair.RouterOut.Messages.Add([(byte)i]);
        }

        pair.Settle();
        Assert.That((pair.Router.UnconfirmedCount, pair.Router.Counters.SentCount, pair.Router.State), Is.EqualTo((20, 20L, LinkState.Down)));
        pair.GatewayIn.KeepsNothing = false;
        pair.Settle();
        Assert.That(pair.GatewayIn.Taken.Select(m => (int)m[0]), Is.EqualTo(Enumerable.Range(0, 50)));
        Assert.That(pair.Router.State, Is.EqualTo(LinkState.Up));
    }

    [Test]
    public void ShouldLetARecorderLag()
    {
        SessionPair pair = new SessionPair(o => o with { MayLag = true }).Joined();
        pair.GatewayIn.KeepsNothing = true;
        pair.RouterOut.Messages.AddRange(Enumerable.Range(0, 50).Select(i => new[] { (byte)i }));
        pair.Pass(9 * Ms);
        pair.Pass(9 * Ms);
        pair.Pass(9 * Ms);
        pair.Pass(9 * Ms);
        Assert.That((pair.Router.State, pair.Router.UnconfirmedCount), Is.EqualTo((LinkState.Up, 20)));
    }

    [Test]
    public void ShouldShowThatTheOtherEndDiedAndCameBackBetweenTwoLooks()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.RouterOut.Messages.Add([1]);
        pair.Settle();
        pair.Gateway = pair.NewGateway(3);
        pair.Pass(11 * Ms);
        Assert.That((pair.Router.State, pair.Gateway.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        Assert.That((pair.Router.Counters.InterruptionCount, pair.Router.Counters.HandshakeCount), Is.EqualTo((1L, 2L)));
        Assert.That(pair.GatewayIn.Taken, Has.Count.EqualTo(1), "nothing comes twice");
    }

    [Test]
    public void ShouldBeConnectingWhenTheTransportIsCut()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.GatewayEnd.Dispose();
        pair.Router.Poll(++pair.NowNs);
        Assert.That((pair.Router.State, pair.Router.Counters.InterruptionCount), Is.EqualTo((LinkState.Connecting, 1L)), "at once, not after missed heartbeats");
    }

    [Test]
    public void ShouldRefuseAnotherTier()
    {
        var pair = new SessionPair();
        pair.Gateway = pair.NewGateway(2, LinkTier.Recorder);
        pair.Settle();
        AssertRefused(pair, LinkRefusal.WrongTier, "ER2301");
        pair.Gateway = pair.NewGateway(3);
        pair.Pass(20 * Ms);
        pair.Joined();
        Assert.That(pair.Router.Problem, Is.Null, "a refusal ends when the right one answers");
    }

    [Test]
    public void ShouldRefuseAnotherJournal()
    {
        var pair = new SessionPair();
        pair.RouterIn.PeerJournalId = 23;
        pair.Settle();
        AssertRefused(pair, LinkRefusal.WrongJournal, "ER2302");
        Assert.That(pair.Gateway.Refusal, Is.EqualTo(LinkRefusal.WrongJournal), "both sides tell the same");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldRefuseAJournalThatLostRecords(bool isOurs)
    {
        var pair = new SessionPair();
        if (isOurs)
        {
            (pair.GatewayIn.PeerJournalId, pair.GatewayIn.TakenSequence) = (11, 3);
        }
        else
        {
            (pair.RouterIn.PeerJournalId, pair.RouterIn.TakenSequence) = (22, 3);
        }

        pair.Settle();
        AssertRefused(pair, LinkRefusal.JournalBehind, "ER2303");
        Assert.That(pair.Gateway.Refusal, Is.EqualTo(LinkRefusal.JournalBehind));
    }

    [Test]
    public void ShouldRefuseToGoOnWithoutAJournalToReadFrom()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.RouterOut.Messages.Add([1]);
        pair.RouterOut.Failure = LinkRefusal.JournalGone;
        pair.Settle();
        AssertRefused(pair, LinkRefusal.JournalGone, "ER2304");
    }

    [Test]
    public void ShouldRefuseAMessageThatNeverFits()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.RouterOut.Messages.Add(new byte[pair.RouterEnd.MessageBytesMax]);
        pair.Settle();
        AssertRefused(pair, LinkRefusal.JournalGone, "ER2304");
    }

    [Test]
    public void ShouldSendWithoutANumberOnlyWhatOvertakesNothing()
    {
        var pair = new SessionPair();
        Assert.That(pair.Router.TrySendUnnumbered([5], overtakes: true), Is.False, "nobody is there yet");
        pair.Joined();
        pair.RouterOut.Messages.AddRange(Enumerable.Range(0, 25).Select(i => new[] { (byte)i }));
        Assert.That(pair.Router.TrySendUnnumbered([6]), Is.False, "older messages wait");
        Assert.That(pair.Router.TrySendUnnumbered([7], overtakes: true), Is.True);
        pair.Settle();
        Assert.That(pair.Router.TrySendUnnumbered([8]), Is.True);
        pair.Settle();
        Assert.That(pair.GatewayIn.Unnumbered, Is.EqualTo(new byte[][] { [7], [8] }));
        Assert.That((pair.Router.Counters.UnnumberedSentCount, pair.Router.Counters.UnnumberedLostCount), Is.EqualTo((2L, 2L)));
    }

    [TestCase(0UL, 1, 50 * Ms, 4, "Incarnation")]
    [TestCase(1UL, 0, 50 * Ms, 4, "SlowCount")]
    [TestCase(1UL, 1, Ms - 1, 4, "HeartbeatNs")]
    [TestCase(1UL, 1, 50 * Ms, 1, "MissedHeartbeatsMax")]
    public void ShouldNameABadOption(ulong incarnation, int slowCount, long heartbeatNs, int missed, string name)
    {
        EdgeRouterException e = Assert.Throws<EdgeRouterException>(() => _ = new SessionPair(
            o => o with { Incarnation = incarnation, SlowCount = slowCount, HeartbeatNs = heartbeatNs, MissedHeartbeatsMax = missed }))!;
        Assert.That((e.Id, e.Message), Is.EqualTo(("ER2300", e.Message)));
        Assert.That(e.Message, Does.Contain(name));
    }

    [TestCase(20261121UL)]
    public void ShouldCountAnyBytesAndGoOn(ulong seed)
    {
        TestContext.Out.WriteLine($"seed {seed}");
        int count = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 10_000_000 : 100_000;
        SessionPair pair = new SessionPair().Joined();
        var random = new DeterministicRandom(seed);
        byte[][] sound = SoundMessages();
        for (int i = 0; i < count; i++)
        {
            byte[] bytes = Spoil(sound[random.NextInt32(sound.Length)], ref random);
            if (pair.GatewayEnd.TrySend(bytes) != LinkSendStatus.Sent)
            {
                pair.Router.Poll(pair.NowNs);
            }
        }

        while (pair.Router.Poll(pair.NowNs) > 0)
        {
            // What is left on the way.
        }

        Assert.That(pair.RouterIn.Taken, Is.Empty, "nothing that was not sent is taken");
        Assert.That(pair.Router.Counters.MalformedCount, Is.Positive);
        Assert.That(pair.Router.Counters.ForeignCount, Is.Positive);
        Assert.That(pair.Router.Refusal, Is.EqualTo(LinkRefusal.None));
        pair.GatewayOut.Messages.Add([1]);
        for (int i = 0; i < 400; i++)
        {
            pair.Pass(Ms);
        }

        Assert.That((pair.Router.State, pair.Gateway.State), Is.EqualTo((LinkState.Up, LinkState.Up)));
        Assert.That(pair.RouterIn.Taken.Single(), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void ShouldNotBelieveAbsurdNumbers()
    {
        SessionPair pair = new SessionPair().Joined();
        Inject(pair, sequence: ulong.MaxValue, previous: 0);
        Inject(pair, sequence: 3, previous: 3);
        Inject(pair, sequence: 3, previous: -1);
        Assert.That(pair.Router.Counters.MalformedCount, Is.EqualTo(3));
        byte[] status = new byte[256];
        int length = ProtocolWriter.Write(status, default, new LinkStatus { Incarnation = 2, PeerIncarnation = 1, TakenSequence = 1_000_000, WantsReplay = true });
        pair.GatewayEnd.TrySend(status.AsSpan(0, length));
        pair.Settle();
        Assert.That((pair.Router.Counters.MalformedCount, pair.Router.State, pair.RouterIn.Taken.Count), Is.EqualTo((4L, LinkState.Up, 0)));
    }

    [Test]
    public void ShouldNotGoBackForAWishThatWasOvertaken()
    {
        SessionPair pair = new SessionPair().Joined();
        pair.RouterOut.Messages.AddRange([[1], [2]]);
        pair.Settle();
        Assert.That(pair.Router.Counters.ConfirmedSequence, Is.EqualTo(6));
        pair.RouterOut.Messages.Add([3]);
        pair.Router.Flush();
        Tell(pair, new LinkStatus { Incarnation = 2, PeerIncarnation = 1, TakenSequence = 3, WantsReplay = true });
        pair.Settle();
        Assert.That((pair.Router.Counters.ReplayedCount, pair.Router.Counters.ConfirmedSequence), Is.EqualTo((0L, 9L)));
        pair.Pass(40 * Ms);
        Assert.That((pair.Router.State, pair.GatewayIn.Taken.Count), Is.EqualTo((LinkState.Up, 3)));
    }

    private static void Tell(SessionPair pair, in LinkStatus status)
    {
        byte[] bytes = new byte[256];
        Assert.That(pair.GatewayEnd.TrySend(bytes.AsSpan(0, ProtocolWriter.Write(bytes, default, status))), Is.EqualTo(LinkSendStatus.Sent));
    }

    private static void Inject(SessionPair pair, ulong sequence, long previous)
    {
        byte[] bytes = new byte[256];
        int length = ProtocolWriter.WriteLinkData(bytes, new MessageEnvelope { Sequence = sequence }, 2, previous, [1]);
        Assert.That(pair.GatewayEnd.TrySend(bytes.AsSpan(0, length)), Is.EqualTo(LinkSendStatus.Sent));
        pair.Settle();
    }

    // Of other runs than the two that know each other: whole or not, none of it may do more than be counted.
    private static byte[][] SoundMessages()
    {
        byte[] target = new byte[512];
        return
        [
            target[..ProtocolWriter.WriteLinkData(target, new MessageEnvelope { Sequence = 3 }, Stranger, 0, [1, 2, 3])],
            target[..ProtocolWriter.Write(target, default, new LinkStatus { Incarnation = Stranger, PeerIncarnation = Stranger, TakenSequence = 3, WantsReplay = true })],
            target[..ProtocolWriter.Write(target, default, new LinkHello { Incarnation = Stranger, Question = 1, PeerIncarnation = Stranger, JournalId = 5, IsAnswer = true, Tier = LinkTier.Gateway })],
            target[..ProtocolWriter.Write(target, default, new LinkRefused { Incarnation = Stranger, PeerIncarnation = Stranger, Reason = LinkRefusal.JournalGone })],
            target[..ProtocolWriter.WriteTimer(target, default, 5)],
        ];
    }

    private static byte[] Spoil(byte[] message, ref DeterministicRandom random)
    {
        byte[] spoiled = message[..(random.NextBool(0.3) ? random.NextInt32(message.Length) : message.Length)];
        for (int i = random.NextInt32(4); i > 0 && spoiled.Length > 0; i--)
        {
            spoiled[random.NextInt32(spoiled.Length)] = (byte)random.NextUInt64();
        }

        return spoiled;
    }

    private static void AssertRefused(SessionPair pair, LinkRefusal refusal, string id)
    {
        Assert.That((pair.Router.Refusal, pair.Router.State, pair.Router.IsUsable), Is.EqualTo((refusal, LinkState.Down, false)));
        Assert.That(pair.Router.Problem!.Id, Is.EqualTo(id));
        Assert.That(pair.Router.Problem.Message, Does.Contain("link Router to Gateway").And.Not.Contain("\n"));
        Assert.That(pair.RouterIn.Taken, Is.Empty);
    }
}
