using System.Text;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

public sealed class LifeTests
{
    private const string Channel = "aeron:udp?endpoint=127.0.0.1:40123";
    private const long Second = 1_000_000_000;

    [Test]
    public void ShouldConnectAndSayWhereItComesFrom()
    {
        using TwoNodes nodes = new();
        long subscription = nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);

        Assert.That(publication.Log.IsConnected, Is.False);
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
        AvailableImage image = nodes.Receiver.Host.Available[0];
        Assert.That(image.SubscriptionRegistrationId, Is.EqualTo(subscription));
        Assert.That((image.SessionId, image.StreamId), Is.EqualTo((publication.Reply.SessionId, 10)));
        Assert.That(image.SourceIdentity, Does.StartWith("127.0.0.1:5"));
        Assert.That(nodes.NowNs, Is.LessThan(1_000_000), "the first SETUP goes at once");
    }

    [Test]
    public void ShouldAskForTheSetupOfARunningStream()
    {
        using TwoNodes nodes = new();
        nodes.Network.IsLogging = true;
        long first = nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
        Assert.That(nodes.Receiver.Network.RemoveSubscription(first), Is.True);
        nodes.Run(100_000_000);
        nodes.Network.Log.Clear();
        _ = nodes.Receiver.Subscribe(Channel);

        Assert.That(nodes.RunUntil(() => nodes.Receiver.Host.Available.Count == 2, 2 * Second, 1_000_000), Is.True, "heartbeats of an unknown session");
        Assert.That(nodes.Network.Log.Exists(d => d.Data[6] == 3 && (d.Data[5] & 0x80) != 0), Is.True, "an SM with the send-setup flag");
        Assert.That(nodes.Network.Log.Exists(d => d.Data[6] == 5), Is.True, "and the SETUP");
    }

    [Test]
    public void ShouldSendSetupEvery100MsUntilAReceiverAnswers()
    {
        using TwoNodes nodes = new();
        nodes.Network.IsLogging = true;
        _ = nodes.Sender.Publish(Channel);
        nodes.Run(Second + 5_000_000);
        Assert.That(nodes.Network.Log, Has.Count.EqualTo(11).Or.Count.EqualTo(10));
        Assert.That(nodes.Network.Log.TrueForAll(d => d.Data.Length == 40 && d.Data[6] == 5), Is.True);
    }

    [Test]
    public void ShouldTellTheEndAndFreeEverything()
    {
        using TwoNodes nodes = new();
        long subscription = nodes.Receiver.Subscribe(Channel);
        int idle = nodes.Sender.Host.AllocatedCount;
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        _ = publication.Offer("last"u8);
        Assert.That(nodes.Sender.Network.RemovePublication(publication.Id, isRevoked: false), Is.True);
        TestImage image = nodes.Receiver.Image();
        List<string> messages = [];
        nodes.Run(5 * Second);
        Assert.That(nodes.Receiver.Host.Unavailable, Is.Empty, "not before the rest is read");
        _ = image.Poll(m => messages.Add(Encoding.ASCII.GetString(m)));
        nodes.Run(3 * Second);

        Assert.That(messages, Is.EqualTo(["last"]));
        Assert.That(image.Log.EndOfStreamPosition, Is.EqualTo(publication.Position));
        Assert.That(nodes.Receiver.Host.Unavailable, Is.EqualTo([(image.Event.CorrelationId, subscription, Channel)]));
        nodes.Run(20 * Second, 10_000_000);
        Assert.That(nodes.Sender.Host.Logs, Is.Empty);
        Assert.That(nodes.Receiver.Host.Logs, Is.Empty);
        Assert.That(nodes.Sender.Host.AllocatedCount, Is.EqualTo(idle));
        Assert.That(nodes.Receiver.Network.RemoveSubscription(subscription), Is.True);
        nodes.Run(2 * Second);
        Assert.That(nodes.Receiver.Host.AllocatedCount, Is.EqualTo(46), "the system's own");
    }

    [Test]
    public void ShouldEndAnImageWhoseSenderIsSilent()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
        nodes.Network.Drop = (_, _) => true;
        nodes.Run(9 * Second, 10_000_000);
        Assert.That(nodes.Receiver.Host.Unavailable, Is.Empty);
        Assert.That(publication.Log.IsConnected, Is.False, "no status message for 5 s");
        Assert.That(publication.Offer("x"u8), Is.False);
        nodes.Run(5 * Second, 10_000_000);
        Assert.That(nodes.Receiver.Host.Unavailable, Has.Count.EqualTo(1));

        nodes.Network.Drop = null;
        Assert.That(nodes.RunUntil(() => nodes.Receiver.Host.Available.Count == 2, 30 * Second, 10_000_000), Is.True, "after the cool-down it comes back");
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
    }

    [Test]
    public void ShouldTakeEverythingAwayWhenRevoked()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        _ = publication.Offer("never read"u8);
        nodes.Run(10_000_000);
        Assert.That(nodes.Sender.Network.RemovePublication(publication.Id, isRevoked: true), Is.True);
        nodes.Run(4 * Second);

        Assert.That(nodes.Receiver.Image().Log.IsRevoked, Is.True);
        Assert.That(nodes.Receiver.Host.Unavailable, Has.Count.EqualTo(1), "though nothing was read");
        Assert.That(nodes.Sender.Host.System(SystemCounter.PublicationsRevoked), Is.EqualTo(1));
        Assert.That(nodes.Receiver.Host.System(SystemCounter.PublicationImagesRevoked), Is.EqualTo(1));
    }

    [Test]
    public void ShouldTellTheSenderThatItsImageIsRejected()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
        long image = nodes.Receiver.Host.Available[0].CorrelationId;

        Assert.That(nodes.Receiver.Network.RejectImage(image + 1, 0, "other"), Is.False);
        Assert.That(nodes.Receiver.Network.RejectImage(image, 0, "out of sequence"), Is.True);
        Assert.That(nodes.RunUntil(() => nodes.Sender.Host.Refusals.Count > 0, Second, 1_000_000), Is.True);
        PublicationError error = nodes.Sender.Host.Refusals[0];
        Assert.That((error.RegistrationId, error.Code, error.Text), Is.EqualTo((publication.Id, 13, "out of sequence")));
        Assert.That(error.AddressType, Is.EqualTo(1));
        nodes.Run(Second);
        Assert.That(publication.Log.IsConnected, Is.False);
        nodes.Run(15 * Second, 10_000_000);
        Assert.That(nodes.Receiver.Host.Unavailable, Has.Count.EqualTo(1));
        Assert.That(nodes.Sender.Host.Refusals, Has.Count.EqualTo(1), "told once");
    }

    [Test]
    public void ShouldShareAConcurrentPublicationAndRefuseWhatDiffers()
    {
        using TwoNodes nodes = new();
        TestPublication one = nodes.Sender.Publish(Channel, isExclusive: false);
        TestPublication two = nodes.Sender.Publish("aeron:udp?endpoint=localhost:40123", isExclusive: false);
        Assert.That(two.Reply, Is.EqualTo(one.Reply));
        Assert.That(nodes.Sender.Host.Logs, Has.Count.EqualTo(1));
        TestPublication other = nodes.Sender.Publish(Channel, isExclusive: true);
        Assert.That(other.Reply.SessionId, Is.Not.EqualTo(one.Reply.SessionId));
        Assert.That(other.Reply.ChannelStatusCounterId, Is.EqualTo(one.Reply.ChannelStatusCounterId), "one socket");

        Refuse(nodes.Sender, Channel + "|mtu=2k", false, "mtu");
        Refuse(nodes.Sender, Channel + "|term-length=128k", false, "term-length");
        Refuse(nodes.Sender, Channel + $"|session-id={one.Reply.SessionId + 50}", false, "session-id");
        Refuse(nodes.Sender, Channel + $"|session-id={other.Reply.SessionId}", true, "in use");
        Assert.That(nodes.Sender.Network.RemovePublication(one.Id, isRevoked: false), Is.True);
        nodes.Run(7 * Second);
        Assert.That(nodes.Sender.Host.Logs, Has.Count.EqualTo(2), "two still holds it");
        Assert.That(nodes.Sender.Network.RemovePublication(one.Id, isRevoked: false), Is.False);
    }

    [Test]
    public void ShouldStartWhereTheChannelSays()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel + "|init-term-id=-1|term-id=2|term-offset=1024|session-id=99");
        Assert.That(publication.Position, Is.EqualTo((3 * 65_536) + 1024));
        Assert.That(DeliveryTests.Exchange(nodes, publication, 500, 1, 5 * Second), Is.True);
        Assert.That(nodes.Receiver.Host.Available[0].SessionId, Is.EqualTo(99));
    }

    [Test]
    public void ShouldJoinAnImageWhereTheOthersAre()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        _ = publication.Offer("one"u8);
        _ = publication.Offer("two"u8);
        nodes.Run(1_000_000, 10_000);
        TestImage first = nodes.Receiver.Image();
        Assert.That(first.Poll(_ => { }, 1), Is.EqualTo(1));
        nodes.Receiver.Subscribe(Channel);
        TestImage second = nodes.Receiver.Image(1);

        Assert.That(second.Event.LogFile, Is.EqualTo(first.Event.LogFile));
        Assert.That(second.Position, Is.EqualTo(first.Position));
        List<string> messages = [];
        _ = second.Poll(m => messages.Add(Encoding.ASCII.GetString(m)));
        Assert.That(messages, Is.EqualTo(["two"]));
    }

    [Test]
    public void ShouldHearOnlyTheSessionItAskedFor()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel + "|session-id=5");
        TestPublication wanted = nodes.Sender.Publish(Channel + "|session-id=5");
        TestPublication other = nodes.Sender.Publish(Channel + "|session-id=6");
        nodes.Run(Second);
        Assert.That(nodes.Receiver.Host.Available.Select(i => i.SessionId), Is.EqualTo([5]));
        Assert.That((wanted.Log.IsConnected, other.Log.IsConnected), Is.EqualTo((true, false)));
    }

    [Test]
    public void ShouldHoldTheSenderWhenASubscriberIsSlow()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        byte[] payload = new byte[1000];
        for (int i = 0; i < 2000; i++)
        {
            _ = publication.Offer(payload);
            nodes.Step();
        }

        Assert.That(publication.Position, Is.InRange(60_000L, 70_000L), "window of half a term sent, half a term behind it");
        Assert.That(nodes.Sender.Host.System(SystemCounter.SenderFlowControlLimits), Is.GreaterThan(0));
        Assert.That(nodes.Receiver.Host.System(SystemCounter.FlowControlOverRuns), Is.Zero);
    }

    [Test]
    public void ShouldLetAnUntetheredSubscriberFallBehindAndComeBack()
    {
        using TwoNodes nodes = new();
        long fast = nodes.Receiver.Subscribe(Channel);
        long slow = nodes.Receiver.Subscribe(Channel + "|tether=false");
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => nodes.Receiver.Host.Available.Count == 2, Second), Is.True);
        TestImage image = new(nodes.Receiver.Host.Available.Find(i => i.SubscriptionRegistrationId == fast), nodes.Receiver.Host);
        byte[] payload = new byte[1000];
        SendFor(8 * Second);
        Assert.That(nodes.Receiver.Host.Unavailable.Select(u => u.Subscription), Is.EqualTo([slow]));
        Assert.That(publication.Position, Is.LessThan(200_000), "it may still be reading");
        SendFor(6 * Second);
        Assert.That(publication.Position, Is.GreaterThan(200_000), "the fast one is not held");
        nodes.Run(15 * Second, 1_000_000);
        Assert.That(nodes.Receiver.Host.Available[^1].SubscriptionRegistrationId, Is.EqualTo(slow));

        void SendFor(long durationNs)
        {
            for (long end = nodes.NowNs + durationNs; nodes.NowNs < end;)
            {
                _ = publication.Offer(payload);
                nodes.Step(1_000_000);
                _ = image.Poll(_ => { });
            }
        }
    }

    [Test]
    public void ShouldLetSpiesReadAndSimulateAReceiver()
    {
        using TwoNodes nodes = new();
        long spy = nodes.Sender.Subscribe("aeron-spy:" + Channel);
        TestPublication publication = nodes.Sender.Publish(Channel + "|ssc=true");
        AvailableImage image = nodes.Sender.Host.Available.Single();
        Assert.That((image.CorrelationId, image.SubscriptionRegistrationId, image.SourceIdentity), Is.EqualTo((publication.Id, spy, "aeron:ipc")));
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
        TestImage reader = nodes.Sender.Image();
        int received = 0;
        for (int i = 0; i < 20_000; i++)
        {
            _ = publication.Offer("spied"u8);
            nodes.Step();
            received += reader.Poll(m => Assert.That(Encoding.ASCII.GetString(m), Is.EqualTo("spied")));
        }

        Assert.That(received, Is.GreaterThan(10_000));
        Assert.That(nodes.Sender.Network.RemovePublication(publication.Id, isRevoked: false), Is.True);
        _ = reader.Poll(_ => { });
        nodes.Run(3 * Second);
        Assert.That(nodes.Sender.Host.Unavailable, Has.Count.EqualTo(1));
    }

    [Test]
    public void ShouldWriteLossesDown()
    {
        using TwoNodes nodes = new(3, loss: 0.1);
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(DeliveryTests.Exchange(nodes, publication, 1_000, 3, 30 * Second), Is.True);
        Aeron.Memory.AtomicBuffer report = nodes.Receiver.Report;

        Assert.That(report.GetInt64(0), Is.GreaterThan(1), "observations");
        Assert.That(report.GetInt64(8), Is.InRange(1_000L, publication.Position), "bytes lost");
        Assert.That((report.GetInt64(16), report.GetInt64(24)), Is.EqualTo((5_000L, 5_000L)), "first and last, ms");
        Assert.That((report.GetInt32(32), report.GetInt32(36)), Is.EqualTo((publication.Reply.SessionId, 10)));
        Assert.That(report.GetInt32(40), Is.EqualTo(Channel.Length));
        Assert.That(Encoding.ASCII.GetString(report.Span(44, Channel.Length)), Is.EqualTo(Channel));
        int source = 44 + ((Channel.Length + 3) & ~3);
        Assert.That(Encoding.ASCII.GetString(report.Span(source + 4, report.GetInt32(source))), Is.EqualTo(nodes.Receiver.Host.Available[0].SourceIdentity));
    }

    [TestCase(0)]
    [TestCase(3)]
    [TestCase(7)]
    public void ShouldLeaveNothingBehindWhenCountersRunOut(int budget)
    {
        using TwoNodes nodes = new();
        nodes.Sender.Host.CounterBudget = budget;
        Refuse(nodes.Sender, Channel, true, "counters");
        nodes.Run(2 * Second);
        Assert.That(nodes.Sender.Host.Logs, Is.Empty);
        Assert.That(nodes.Sender.Host.AllocatedCount, Is.EqualTo(46));
    }

    [Test]
    public void ShouldMakeTheImageOnceThereIsRoom()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        nodes.Receiver.Host.CounterBudget = 2;
        TestPublication publication = nodes.Sender.Publish(Channel);
        nodes.Run(500_000_000);
        Assert.That(nodes.Receiver.Host.Errors, Has.Count.EqualTo(1), "it is tried again after a second");
        Assert.That(nodes.Receiver.Host.Logs, Is.Empty);
        nodes.Receiver.Host.CounterBudget = 100;
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, 3 * Second, 1_000_000), Is.True);
    }

    private static void Refuse(TestNode node, string channel, bool isExclusive, string word)
    {
        CommandRefusedException refusal = Assert.Throws<CommandRefusedException>(() => node.Publish(channel, isExclusive: isExclusive))!;
        Assert.That(refusal.Message, Does.Contain(word));
        Assert.That(refusal.Code, Is.EqualTo(word == "in use" ? DriverErrorCode.InvalidChannel : DriverErrorCode.Generic));
    }
}
