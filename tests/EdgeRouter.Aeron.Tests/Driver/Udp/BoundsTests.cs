using System.Net;
using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

/// <summary>What strangers may make the driver hold, send and forget.</summary>
public sealed class BoundsTests
{
    private const string Channel = "aeron:udp?endpoint=127.0.0.1:40123";
    private const long Second = 1_000_000_000;
    private static readonly UdpAddress Attacker = UdpAddress.Of(IPAddress.Parse("127.0.0.9"), 6_666);
    private static readonly UdpAddress Target = UdpAddress.Of(IPAddress.Loopback, 40_123);

    [TestCase(33)]
    [TestCase(7)]
    [TestCase(1)]
    public void ShouldZeroInsideTheTermWhateverASubscriberClaims(int misstep)
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(DeliveryTests.Exchange(nodes, publication, 500, 1, 10 * Second), Is.True);
        TestImage image = nodes.Receiver.Image();
        CounterCell position = nodes.Receiver.Host.Cell(image.Event.SubscriberPositionCounterId);
        Assert.That(position.Value, Is.GreaterThan(2 * image.Log.TermBytes), "so that there is something to zero behind it");
        for (int i = 0; i < 20; i++)
        {
            _ = publication.Offer(new byte[100]);
            nodes.Run(2_000_000, 100_000);
            position.Set(position.Value + misstep);
            nodes.Run(300_000_000);
        }

        Assert.That(publication.Log.IsConnected, Is.True);
    }

    [TestCase(7)]
    [TestCase(1)]
    public void ShouldZeroInsideTheTermWhateverASpyClaims(int misstep)
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        nodes.Sender.Subscribe("aeron-spy:" + Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        TestImage spy = nodes.Sender.Image();
        TestImage image = nodes.Receiver.Image();
        CounterCell position = nodes.Sender.Host.Cell(spy.Event.SubscriberPositionCounterId);
        int sent = 0;
        Assert.That(
            nodes.RunUntil(
                () =>
                {
                    sent += publication.Offer(new byte[900]) ? 1 : 0;
                    _ = image.Poll(_ => { });
                    position.Set(publication.Position - (sent % 2 == 0 ? 0 : misstep));
                    return sent >= 600;
                },
                20 * Second),
            Is.True,
            () => $"{sent} sent; {nodes.Sender.Host.Describe()} | {nodes.Receiver.Host.Describe()}");
    }

    [Test]
    public void ShouldLetAPublisherInAfterAFloodOfUnknownSessions()
    {
        using TwoNodes nodes = new(options: new NetworkOptions { TermLengthBytes = 64 * 1024, MaxImagesPerStream = 4 });
        nodes.Receiver.Subscribe(Channel);
        nodes.Step();
        FloodWithData(nodes, 1_000, 100);
        TestPublication during = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => during.Log.IsConnected, Second, 100_000), Is.True, "its SETUP needs no place among those asked for one");
        FloodWithData(nodes, 2_000, 100);
        nodes.Run(2 * Second);
        long asked = nodes.Receiver.Host.System(SystemCounter.StatusMessagesSent);
        FloodWithData(nodes, 3_000, 3);
        Assert.That(nodes.Receiver.Host.System(SystemCounter.StatusMessagesSent), Is.GreaterThanOrEqualTo(asked + 3), "those of the flood are forgotten");
    }

    [Test]
    public void ShouldRememberNothingOfSessionsThatNobodyWants()
    {
        using TwoNodes nodes = new(options: new NetworkOptions { TermLengthBytes = 64 * 1024, MaxImagesPerStream = 4 });
        nodes.Receiver.Subscribe(Channel + "|session-id=5");
        nodes.Step();
        FloodWithData(nodes, 1_000, 100);
        Assert.That(nodes.Receiver.Host.System(SystemCounter.StatusMessagesSent), Is.Zero);
        TestPublication publication = nodes.Sender.Publish(Channel + "|session-id=5");
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second, 100_000), Is.True);
    }

    [Test]
    public void ShouldBoundTheMemoryOfImagesAndMakeOneARound()
    {
        const int OneImageBytes = (3 * 65_536) + 4_096;
        using TwoNodes nodes = new(options: new NetworkOptions { TermLengthBytes = 64 * 1024, MaxImageBytes = (3 * OneImageBytes) + 1 });
        nodes.Receiver.Subscribe(Channel);
        nodes.Step();
        byte[] bytes = new byte[SetupFrame.SizeBytes];
        for (int session = 1; session <= 10; session++)
        {
            new SetupFrame(0, 0, session, 10, 1, 1, 65_536, 1408, 0).Write(bytes);
            nodes.Network.Send(bytes, Attacker, Target);
        }

        nodes.Step(100_000);
        nodes.Step();
        Assert.That(nodes.Receiver.Host.Logs, Has.Count.EqualTo(1), "a log takes time: streams go on between two");
        nodes.Run(1_000_000, 10_000);
        Assert.That(nodes.Receiver.Host.Logs, Has.Count.EqualTo(3));
        Assert.That(nodes.Receiver.Host.Errors, Has.Count.InRange(1, 7));
        Assert.That(nodes.Receiver.Host.Errors[0], Does.Contain("StorageSpace").And.Contain($"{(3 * OneImageBytes) + 1}"));
        nodes.Run(30 * Second, 10_000_000);
        Assert.That(nodes.Receiver.Host.Logs, Is.Empty, "nobody sends to them");
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, 2 * Second, 100_000), Is.True);
    }

    [Test]
    public void ShouldNotBeMadeToSendMuchByNaks()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(DeliveryTests.Exchange(nodes, publication, 425, 1, 10 * Second), Is.True);
        nodes.Network.IsLogging = true;
        nodes.Step();
        nodes.Run(300_000_000);
        UdpAddress sender = nodes.Network.Log.Find(d => d.Target == Target).Source;
        nodes.Network.IsLogging = false;
        int term = publication.Log.InitialTermId + (int)(publication.Position / 65_536);
        int written = (int)(publication.Position % 65_536);
        Assert.That(written, Is.InRange(12_000, 20_000), "so that both terms are still resent");
        int late = FrameFrom(publication.Position - written - 12_000);
        long before = nodes.Sender.Host.System(SystemCounter.RetransmittedBytes);
        byte[] nak = new byte[NakFrame.SizeBytes];
        for (int i = 0; i < 1_000; i++)
        {
            NakFrame asked = i % 2 == 0
                ? new(publication.Reply.SessionId, 10, term, 0, 65_536)
                : new(publication.Reply.SessionId, 10, term - 1, late, 65_536 - late);
            asked.Write(nak);
            nodes.Network.Send(nak, Attacker, sender);
        }

        nodes.Run(5_000_000, 100_000);
        long resent = nodes.Sender.Host.System(SystemCounter.RetransmittedBytes) - before;
        Assert.That(resent, Is.InRange(1, 300 * 1024), "256 KiB each 10 ms, however often it is asked for");
        Assert.That(nodes.Sender.Host.System(SystemCounter.RetransmitOverflow), Is.GreaterThan(500));
        nodes.Run(20_000_000);
        nodes.Network.Send(nak, Attacker, sender);
        nodes.Run(1_000_000, 100_000);
        Assert.That(nodes.Sender.Host.System(SystemCounter.RetransmittedBytes), Is.GreaterThan(before + resent), "it goes on afterwards");
    }

    [Test]
    public void ShouldServeALaterReceiverAsLongAsAFirstOne()
    {
        using TwoNodes nodes = new();
        long first = nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Log.IsConnected, Second), Is.True);
        Assert.That(nodes.Receiver.Network.RemoveSubscription(first), Is.True);
        Assert.That(nodes.RunUntil(() => !publication.Log.IsConnected, 10 * Second, 1_000_000), Is.True);
        nodes.Run(15 * Second, 1_000_000);
        nodes.Receiver.Subscribe(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > publication.Position, 20 * Second, 1_000_000), Is.True);
        Assert.That(publication.Offer("the last word"u8), Is.True);
        nodes.Network.Drop = (data, target) => target == Target && data.Length > 40;
        nodes.Run(10_000_000, 10_000);
        Assert.That(nodes.Sender.Network.RemovePublication(publication.Id, isRevoked: false), Is.True);
        nodes.Run(3 * Second);
        nodes.Network.Drop = null;
        TestImage image = nodes.Receiver.Image(1);
        int heard = 0;
        Assert.That(nodes.RunUntil(() => (heard += image.Poll(_ => { })) == 1, Second, 1_000_000), Is.True, "the goodbye of the first did not end the linger for the second");
    }

    [Test]
    public void ShouldRefuseALongDatagramThatNoWindowHolds()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel + "|rcv-wnd=4k");
        _ = nodes.Sender.Publish(Channel + "|mtu=8k");
        nodes.Run(Second);
        Assert.That(nodes.Receiver.Host.Logs, Is.Empty);
        Assert.That(nodes.Receiver.Host.Errors, Is.Not.Empty);
        Assert.That(nodes.Receiver.Host.Errors[0], Does.Contain("8192").And.Contain("4096"));
    }

    [TestCase(0)]
    [TestCase(1)]
    public void ShouldCloseTheSocketWhenCountersRunOut(int budget)
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Host.CounterBudget = budget;
        Assert.That(Assert.Throws<CommandRefusedException>(() => nodes.Receiver.Subscribe(Channel))!.Code, Is.EqualTo(DriverErrorCode.Generic));
        nodes.Sender.Host.CounterBudget = budget;
        _ = Assert.Throws<CommandRefusedException>(() => nodes.Sender.Publish(Channel));
        Assert.That(nodes.Network.OpenCount, Is.Zero);
        Assert.That(nodes.Receiver.Host.AllocatedCount, Is.EqualTo(46));
        Assert.That(nodes.Sender.Host.AllocatedCount, Is.EqualTo(46));
    }

    /// <summary>The term offset of the first frame from a position on, of those that the exchange sends.</summary>
    private static int FrameFrom(long least)
    {
        long position = 0;
        for (int i = 0; position < least; i++)
        {
            int frameBytes = (8 + (i * 37 % 1200) + 32 + 31) & ~31;
            long left = 65_536 - (position % 65_536);
            position += left < frameBytes ? left + frameBytes : frameBytes;
        }

        return (int)(position % 65_536);
    }

    private static void FloodWithData(TwoNodes nodes, int firstSession, int count)
    {
        byte[] bytes = new byte[FrameLayout.HeaderBytes];
        for (int session = firstSession; session < firstSession + count; session++)
        {
            new DataFrame(32, 0xC0, FrameType.Data, 0, session, 10, 1).Write(bytes);
            nodes.Network.Send(bytes, Attacker, Target);
            nodes.Run(200_000, 100_000);
        }
    }
}
