using System.Buffers.Binary;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

public sealed class DeliveryTests
{
    private const string Unicast = "aeron:udp?endpoint=127.0.0.1:40123";
    private const string Group = "aeron:udp?endpoint=224.20.30.39:40456|interface=127.0.0.1";

    [TestCase(1UL, 0.0, 0.0, 0L, Unicast)]
    [TestCase(2UL, 0.01, 0.01, 50_000L, Unicast)]
    [TestCase(3UL, 0.05, 0.05, 200_000L, Unicast)]
    [TestCase(4UL, 0.20, 0.10, 500_000L, Unicast)]
    [TestCase(5UL, 0.05, 0.05, 200_000L, Group)]
    [TestCase(6UL, 0.20, 0.0, 500_000L, Group)]
    public void ShouldDeliverEverythingOnceInOrder(ulong seed, double loss, double duplicate, long jitterNs, string channel)
    {
        using TwoNodes nodes = new(seed, loss, duplicate, 20_000, jitterNs);
        nodes.Receiver.Subscribe(channel);
        TestPublication publication = nodes.Sender.Publish(channel);

        Assert.That(Exchange(nodes, publication, 5_000, seed, 60_000_000_000), Is.True, $"seed {seed}");
        Assert.That(nodes.Receiver.Host.Errors, Is.Empty);
        Assert.That(nodes.Sender.Host.System(SystemCounter.InvalidPackets), Is.Zero);
        Assert.That(nodes.Receiver.Host.System(SystemCounter.InvalidPackets), Is.Zero);
        if (loss > 0)
        {
            Assert.That(nodes.Receiver.Host.System(SystemCounter.NaksSent), Is.GreaterThan(0));
            Assert.That(nodes.Sender.Host.System(SystemCounter.RetransmitsSent), Is.GreaterThan(0));
        }
        else
        {
            Assert.That(nodes.Receiver.Host.System(SystemCounter.NaksSent), Is.Zero);
        }
    }

    [Test]
    public void ShouldRepeatItselfForOneSeed()
    {
        long First(ulong seed)
        {
            using TwoNodes nodes = new(seed, 0.1, 0.05, 20_000, 100_000);
            nodes.Receiver.Subscribe(Unicast);
            TestPublication publication = nodes.Sender.Publish(Unicast);
            Assert.That(Exchange(nodes, publication, 1_000, seed, 60_000_000_000), Is.True);
            return nodes.NowNs;
        }

        long once = First(9);
        long again = First(9);
        Assert.That(again, Is.EqualTo(once));
    }

    [Test]
    public void ShouldRecoverOneLostDatagramWithinAFewRoundTrips()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Unicast);
        TestPublication publication = nodes.Sender.Publish(Unicast);
        Assert.That(nodes.RunUntil(() => publication.Limit > publication.Position, 1_000_000_000), Is.True);
        byte[] payload = new byte[100];
        int dropped = 0;
        nodes.Network.Drop = (data, _) => data.Length > 100 && dropped++ == 0;
        Assert.That(publication.Offer(payload), Is.True);
        nodes.Step();
        Assert.That(publication.Offer(payload), Is.True);
        Assert.That(publication.Offer(payload), Is.True);
        long before = nodes.NowNs;
        int received = 0;
        TestImage image = nodes.Receiver.Image();

        Assert.That(nodes.RunUntil(() => (received += image.Poll(_ => { })) == 3, 1_000_000_000), Is.True);
        Assert.That(nodes.NowNs - before, Is.LessThan(200_000), "one way is 20 us, a step 10 us");
        Assert.That(nodes.Receiver.Host.System(SystemCounter.NaksSent), Is.EqualTo(1));
        Assert.That(nodes.Sender.Host.System(SystemCounter.NaksReceived), Is.EqualTo(1));
        Assert.That(nodes.Sender.Host.System(SystemCounter.RetransmittedBytes), Is.EqualTo(160), "100 + 32, on 32");
    }

    [Test]
    public void ShouldFillHolesWhenUnreliable()
    {
        const string Unreliable = Unicast + "|reliable=false";
        using TwoNodes nodes = new(11, loss: 0.05);
        nodes.Receiver.Subscribe(Unreliable);
        TestPublication publication = nodes.Sender.Publish(Unicast);
        Assert.That(nodes.RunUntil(() => publication.Limit > publication.Position && nodes.Receiver.Host.Available.Count > 0, 5_000_000_000), Is.True);
        TestImage image = nodes.Receiver.Image();
        int next = 0;
        int received = 0;
        int last = -1;
        byte[] payload = new byte[1000];
        bool IsOver()
        {
            BinaryPrimitives.WriteInt32LittleEndian(payload, next);
            next += next < 2000 && publication.Offer(payload) ? 1 : 0;
            image.Poll(message =>
            {
                int value = BinaryPrimitives.ReadInt32LittleEndian(message);
                Assert.That(value, Is.GreaterThan(last));
                last = value;
                received++;
            });
            return next == 2000 && image.Position >= publication.Position;
        }

        Assert.That(nodes.RunUntil(IsOver, 60_000_000_000), Is.True);
        Assert.That(received, Is.InRange(1_800, 1_999));
        Assert.That(nodes.Receiver.Host.System(SystemCounter.NaksSent), Is.Zero);
        Assert.That(nodes.Receiver.Host.System(SystemCounter.LossGapFills), Is.GreaterThan(0));
    }

    [Test]
    public void ShouldNotAllocateWhenMovingData()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Unicast);
        TestPublication publication = nodes.Sender.Publish(Unicast);
        Assert.That(nodes.RunUntil(() => publication.Limit > publication.Position, 1_000_000_000), Is.True);
        byte[] payload = new byte[64];
        TestImage image = nodes.Receiver.Image();
        long Allocated(int rounds)
        {
            long sum = 0;
            for (int i = 0; i < rounds; i++)
            {
                _ = publication.Offer(payload);
                nodes.Network.NowNs += 10_000;
                nodes.Network.Deliver();
                long before = GC.GetAllocatedBytesForCurrentThread();
                _ = nodes.Receiver.DoWork(nodes.NowNs);
                sum += GC.GetAllocatedBytesForCurrentThread() - before;
                _ = nodes.Sender.DoWork(nodes.NowNs);
                _ = image.Poll(_ => { });
            }

            return sum;
        }

        // The simulated port copies what the sender and the receiver send, so only receiving is counted here; real sockets have their own test.
        _ = Allocated(2_000);
        long statusMessages = nodes.Receiver.Host.System(SystemCounter.StatusMessagesSent);
        long bytes = Allocated(2_000);
        long copies = nodes.Receiver.Host.System(SystemCounter.StatusMessagesSent) - statusMessages;
        Assert.That(bytes, Is.LessThanOrEqualTo(copies * 200));
    }

    internal static bool Exchange(TwoNodes nodes, TestPublication publication, int count, ulong seed, long timeoutNs)
    {
        DeterministicRandom random = new(seed, 77);
        TestImage? image = null;
        int sent = 0;
        int received = 0;
        byte[] payload = new byte[1300];
        return nodes.RunUntil(
            () =>
            {
                for (bool isSent = true; isSent && sent < count;)
                {
                    int size = 8 + (sent * 37 % 1200);
                    BinaryPrimitives.WriteInt32LittleEndian(payload, sent);
                    payload[4] = (byte)(sent * 31);
                    payload[size - 1] = (byte)(sent * 17);
                    isSent = publication.Offer(payload.AsSpan(0, size));
                    sent += isSent ? 1 : 0;
                }

                image ??= nodes.Receiver.Host.Available.Count > 0 ? nodes.Receiver.Image() : null;
                image?.Poll(
                    message =>
                    {
                        Assert.That(BinaryPrimitives.ReadInt32LittleEndian(message), Is.EqualTo(received), $"seed {seed}");
                        Assert.That(message, Has.Length.EqualTo(8 + (received * 37 % 1200)), $"seed {seed}");
                        Assert.That(message[^1], Is.EqualTo((byte)(received * 17)), $"seed {seed}");
                        received++;
                    },
                    random.NextInt32(40));
                return received == count;
            },
            timeoutNs);
    }
}
