using System.Buffers.Binary;
using System.Net;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Aeron.Driver.Udp;
using EdgeRouter.Aeron.Driver.Udp.Frames;
using EdgeRouter.Aeron.LogBuffers;
using EdgeRouter.Aeron.Os.Sockets;
using EdgeRouter.Aeron.Tests.Driver.Udp.Simulated;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

public sealed class HostileTests
{
    private const string Channel = "aeron:udp?endpoint=127.0.0.1:40123";
    private const long Second = 1_000_000_000;
    private static readonly UdpAddress Attacker = UdpAddress.Of(IPAddress.Parse("127.0.0.9"), 6_666);

    [Test]
    public void ShouldGoOnThroughForgedDatagrams()
    {
        const ulong Seed = 2_026;
        int rounds = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 10_000_000 : 200_000;
        DeterministicRandom random = new(Seed);
        using TwoNodes nodes = new(options: new NetworkOptions { TermLengthBytes = 64 * 1024, MaxImagesPerStream = 8 });
        nodes.Network.IsLogging = true;
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        TestImage image = nodes.Receiver.Image();
        byte[][] models = Models(nodes);
        UdpAddress sender = nodes.Network.Log[0].Source;
        UdpAddress receiver = nodes.Network.Log[0].Target;
        nodes.Network.IsLogging = false;
        nodes.Network.Drop = (data, _) => data.Length == 0;
        int sent = 0;
        int received = 0;
        byte[] payload = new byte[200];
        for (int round = 0; round < rounds; round++)
        {
            byte[] forged = Forge(models[random.NextInt32(models.Length)], ref random);
            nodes.Network.Send(forged, Attacker, random.NextBool(0.5) ? sender : receiver);
            if (round % 16 == 0)
            {
                sent += publication.Offer(payload) ? 1 : 0;
                nodes.Step();
                _ = image.Poll(_ => received++);
            }
        }

        Assert.That(sent, Is.GreaterThan(0), $"seed {Seed}");
        Assert.That(nodes.Receiver.Host.System(SystemCounter.InvalidPackets), Is.GreaterThan(rounds / 20), $"seed {Seed}");
        Assert.That(nodes.Sender.Host.System(SystemCounter.InvalidPackets), Is.GreaterThan(rounds / 20), $"seed {Seed}");
        Assert.That(nodes.Receiver.Host.Logs, Has.Count.LessThanOrEqualTo(9), $"seed {Seed}: images are bounded");
        Assert.That(nodes.Receiver.Host.Errors, Has.Count.LessThan(rounds / 100), $"seed {Seed}: errors are not a flood");
    }

    [Test]
    public void ShouldBoundAFloodOfSessions()
    {
        using TwoNodes nodes = new(options: new NetworkOptions { MaxImagesPerStream = 4 });
        nodes.Receiver.Subscribe(Channel);
        nodes.Step();
        UdpAddress target = UdpAddress.Of(IPAddress.Loopback, 40_123);
        byte[] bytes = new byte[SetupFrame.SizeBytes];
        for (int session = 1; session <= 2_000; session++)
        {
            new SetupFrame(0, 0, session, 10, 1, 1, 65_536, 1408, 0).Write(bytes);
            nodes.Network.Send(bytes, Attacker, target);
            nodes.Step(100_000);
        }

        nodes.Step();
        Assert.That(nodes.Receiver.Host.Logs, Has.Count.EqualTo(4));
        Assert.That(nodes.Receiver.Host.System(SystemCounter.InvalidPackets), Is.EqualTo(1_996));
        Assert.That(nodes.Receiver.Host.Errors, Has.Count.EqualTo(1), "told once a second, counted always");
        Assert.That(nodes.Receiver.Host.Errors[0], Does.Contain("4 images are the most"));
    }

    [Test]
    public void ShouldBoundAFloodOfDataOfUnknownSessions()
    {
        using TwoNodes nodes = new(options: new NetworkOptions { MaxImagesPerStream = 4 });
        nodes.Receiver.Subscribe(Channel);
        nodes.Step();
        byte[] bytes = new byte[32];
        for (int session = 1; session <= 500; session++)
        {
            new DataFrame(32, 0xC0, FrameType.Data, 0, session, 10, 1).Write(bytes);
            nodes.Network.Send(bytes, Attacker, UdpAddress.Of(IPAddress.Loopback, 40_123));
            nodes.Run(200_000, 10_000);
        }

        Assert.That(nodes.Receiver.Host.System(SystemCounter.StatusMessagesSent), Is.EqualTo(16), "4 a permitted image are remembered and asked");
        Assert.That(nodes.Receiver.Host.System(SystemCounter.InvalidPackets), Is.EqualTo(484));
    }

    [TestCase(100_000, 1408, 0, 1)]
    [TestCase(65_536, 31, 0, 1)]
    [TestCase(65_536, 1408, 17, 1)]
    [TestCase(65_536, 1408, 0, 0)]
    public void ShouldRefuseASetupThatMakesNoSense(int termBytes, int mtu, int offset, int activeTerm)
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        nodes.Step();
        byte[] bytes = new byte[SetupFrame.SizeBytes];
        new SetupFrame(0, offset, 5, 10, 1, activeTerm, termBytes, mtu, 0).Write(bytes);
        nodes.Network.Send(bytes, Attacker, UdpAddress.Of(IPAddress.Loopback, 40_123));
        nodes.Run(100_000, 10_000);
        nodes.Step();

        Assert.That(nodes.Receiver.Host.Logs, Is.Empty);
        Assert.That(nodes.Receiver.Host.Errors.Single(), Does.Contain("SETUP of session 5"));
        Assert.That(nodes.Receiver.Host.System(SystemCounter.InvalidPackets), Is.EqualTo(1));
    }

    [Test]
    public void ShouldDropDataOutsideTheWindowAndCountIt()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(DeliveryTests.Exchange(nodes, publication, 200, 1, 5 * Second), Is.True);
        nodes.Run(Second);
        TestImage image = nodes.Receiver.Image();
        long highWater = image.Position;
        void Inject(long position)
        {
            byte[] bytes = new byte[64];
            int term = publication.Log.InitialTermId + (int)(position / 65_536);
            new DataFrame(64, 0xC0, FrameType.Data, (int)(position % 65_536), publication.Reply.SessionId, 10, term).Write(bytes);
            nodes.Network.Send(bytes, Attacker, UdpAddress.Of(IPAddress.Loopback, 40_123));
            nodes.Run(100_000, 10_000);
        }

        Inject(highWater + 40_000);
        Assert.That(nodes.Receiver.Host.System(SystemCounter.FlowControlOverRuns), Is.EqualTo(1));
        Inject(highWater - 4_096);
        Assert.That(nodes.Receiver.Host.System(SystemCounter.FlowControlUnderRuns), Is.EqualTo(1));
        Assert.That(image.Poll(_ => { }), Is.Zero);
    }

    [Test]
    public void ShouldNotBelieveASubscriberPositionThatCannotBe()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        CounterCell position = nodes.Receiver.Host.Cell(nodes.Receiver.Host.Available[0].SubscriberPositionCounterId);
        foreach (long forged in (long[])[long.MaxValue, long.MinValue, -1, 1L << 40, 7])
        {
            position.Set(forged);
            _ = publication.Offer(new byte[100]);
            nodes.Run(300_000_000);
        }

        position.Set(publication.Position);
        nodes.Run(300_000_000);
        Assert.That(publication.Log.IsConnected, Is.True);
        Assert.That(publication.Offer(new byte[100]), Is.True);
    }

    [Test]
    public unsafe void ShouldNotFollowAForgedFrameOutOfThePublishersLog()
    {
        using TwoNodes nodes = new();
        nodes.Receiver.Subscribe(Channel);
        TestPublication publication = nodes.Sender.Publish(Channel);
        Assert.That(nodes.RunUntil(() => publication.Limit > 0, Second), Is.True);
        foreach (int forged in (int[])[int.MaxValue, 65_537, 31, 1, -1])
        {
            *(int*)publication.Log.Term(0) = forged;
            nodes.Run(10_000_000);
            Assert.That(nodes.Receiver.Host.System(SystemCounter.InvalidPackets), Is.Zero);
        }

        *(int*)publication.Log.Term(0) = 0;
        Assert.That(publication.Offer(new byte[100]), Is.True);
        nodes.Run(10_000_000);
        Assert.That(nodes.Receiver.Image().Poll(_ => { }), Is.EqualTo(1));
    }

    private static byte[][] Models(TwoNodes nodes)
    {
        nodes.Run(300_000_000);
        int session = nodes.Receiver.Host.Available[0].SessionId;
        byte[] nak = new byte[28];
        byte[] error = new byte[50];
        byte[] round = new byte[40];
        byte[] status = new byte[44];
        byte[] data = new byte[128];
        byte[] response = new byte[20];
        int term = nodes.Network.Log.Find(d => d.Data[6] == 5).Data is { } setup ? BinaryPrimitives.ReadInt32LittleEndian(setup.AsSpan(24)) : 0;
        new NakFrame(session, 10, term, 0, 64).Write(nak);
        _ = new ErrorFrame(session, 10, 1, null, 13).Write(error, "0123456789"u8);
        new RoundTripFrame(RoundTripFrame.ReplyFlag, session, 10, 1, 0, 0).Write(round);
        _ = new StatusFrame(0, session, 10, term, 0, 32_768, 1, 5).Write(status);
        new DataFrame(60, 0xC0, FrameType.Data, 32_000, session, 10, term).Write(data);
        new DataFrame(60, 0xC0, FrameType.Data, 32_064, session, 10, term).Write(data.AsSpan(64));
        new ResponseSetupFrame(session, 10, 3).Write(response);
        return [.. nodes.Network.Log.DistinctBy(d => d.Data[6]).Select(d => d.Data), nak, error, round, status, data, response];
    }

    private static byte[] Forge(byte[] model, ref DeterministicRandom random)
    {
        byte[] forged = [.. model];
        for (int changes = random.NextInt32(4); changes > 0; changes--)
        {
            int at = random.NextInt32(forged.Length);
            if (random.NextBool(0.5))
            {
                forged[at] ^= (byte)(1 << random.NextInt32(8));
            }
            else
            {
                BinaryPrimitives.WriteInt32LittleEndian(forged.AsSpan(Math.Min(at & ~3, forged.Length - 4)), (int)random.NextUInt64());
            }
        }

        return random.NextInt32(8) == 0 ? forged[..random.NextInt32(forged.Length)] : forged;
    }
}
