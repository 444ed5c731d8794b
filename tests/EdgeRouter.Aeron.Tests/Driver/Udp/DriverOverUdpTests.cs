using System.Buffers.Binary;
using EdgeRouter.Aeron.Client;
using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Time;

namespace EdgeRouter.Aeron.Tests.Driver.Udp;

/// <summary>Our client on our driver over UDP, with the driver's threads in all ways.</summary>
public sealed class DriverOverUdpTests
{
    [TestCase(ThreadingMode.Dedicated, "aeron:udp?endpoint=127.0.0.1:27501|term-length=64k")]
    [TestCase(ThreadingMode.SharedNetwork, "aeron:udp?endpoint=127.0.0.1:27502|term-length=64k")]
    [TestCase(ThreadingMode.Shared, "aeron:udp?endpoint=224.20.30.51:27503|interface=127.0.0.1|term-length=64k")]
    public void ShouldDeliverLongAndShortMessages(ThreadingMode threading, string channel)
    {
        const int Count = 3_000;
        Clocks clocks = new();
        using TestDirectory directory = new(isMade: false);
        using MediaDriver driver = MediaDriver.Launch(new MediaDriverOptions
        {
            Directory = directory.Path,
            Clock = clocks,
            Ticks = clocks,
            Threading = threading,
            ConductorIdle = "yield",
            SenderIdle = "yield",
            ReceiverIdle = "yield",
            DeletesDirectoryOnClose = true,
        });
        using AeronClient client = AeronClient.Connect(new AeronClientOptions { Epoch = clocks, Ticks = clocks, Directory = directory.Path });
        using Subscription subscription = client.AddSubscription(channel, 10);
        using ExclusivePublication publication = client.AddExclusivePublication(channel, 10);
        FragmentAssembler<Check> assembler = new(new Check());
        byte[] message = new byte[5_000];
        int sent = 0;
        long endNs = clocks.Ticks + (30 * TimeUnits.Second);
        while (assembler.Handler.Received < Count && clocks.Ticks < endNs)
        {
            int size = SizeOf(sent);
            BinaryPrimitives.WriteInt32LittleEndian(message, sent);
            message[size - 1] = (byte)sent;
            sent += sent < Count && publication.Offer(message.AsSpan(0, size)) > 0 ? 1 : 0;
            if (subscription.Poll(ref assembler, 16) == 0)
            {
                _ = Thread.Yield();
            }
        }

        Assert.That(assembler.Handler.Received, Is.EqualTo(Count), $"{sent} sent");
        Assert.That(assembler.Handler.Wrong, Is.Zero);
        Assert.That(driver.Failure, Is.Null);
    }

    private static int SizeOf(int number) => 8 + (number * 97 % 4_900);

    private struct Check : IFragmentHandler
    {
        public int Received { get; private set; }

        public int Wrong { get; private set; }

        public void OnFragment(scoped ReadOnlySpan<byte> payload, scoped in FragmentHeader header)
        {
            bool isRight = payload.Length == SizeOf(Received) && BinaryPrimitives.ReadInt32LittleEndian(payload) == Received &&
                payload[^1] == (byte)Received;
            Wrong += isRight ? 0 : 1;
            Received++;
        }
    }

    private sealed class Clocks : IClock, ITickCounter
    {
        public long NowNs => (TimeProvider.System.GetUtcNow().UtcDateTime - DateTime.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

        public long Ticks => TimeProvider.System.GetTimestamp();

        public double NsPerTick => 1;
    }
}
