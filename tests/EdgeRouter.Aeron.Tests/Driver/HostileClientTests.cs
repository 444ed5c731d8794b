using EdgeRouter.Aeron.Driver;
using EdgeRouter.Aeron.Memory;
using EdgeRouter.Aeron.Rings;
using EdgeRouter.Aeron.Tests.Driver.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Driver;

/// <summary>Clients that write anything anywhere. The driver must live on and serve those who behave.</summary>
[TestFixture]
public sealed class HostileClientTests
{
    private static readonly int Scale = Environment.GetEnvironmentVariable("EDGEROUTER_NIGHTLY") == "1" ? 50 : 1;

    private static readonly string[] Channels =
    [
        "aeron:ipc", "aeron:ipc?term-length=64k", "aeron:ipc?session-id=1|term-length=64k", "aeron:ipc?tether=false", "aeron:udp?endpoint=1.2.3.4:5",
        "aeron-spy:aeron:ipc", "aeron:ipc?init-term-id=2147483647|term-id=-2147483648|term-offset=32|term-length=64k", "", "aeron:", "\0\0\0",
    ];

    [TestCase(1u)]
    [TestCase(2u)]
    public void ShouldSurviveCommandsOfNonsense(uint seed)
    {
        DeterministicRandom random = new(seed);
        using DriverHarness driver = new(Small);
        FakeClient hostile = driver.Client();
        FakeClient good = driver.Client();
        byte[] bytes = new byte[256];
        for (int i = 0; i < 50_000 * Scale; i++)
        {
            int length = Fill(ref random, bytes, hostile.Id);
            int type = random.NextInt32(20) == 0 ? 1 + random.NextInt32(int.MaxValue - 1) : 1 + random.NextInt32(0x12);
            if (hostile.Ring.TryWrite(type, bytes.AsSpan(0, length)) == RingResult.Full || i % 8 == 0)
            {
                driver.Work(2);
                _ = hostile.Take();
            }

            if (i % 500 == 0)
            {
                driver.Jump(random.NextInt32(2_000));
            }
        }

        ExpectService(driver, good, $"seed {seed}");
    }

    [Test]
    public void ShouldSurviveMutatedCommands([Values(3u, 4u)] uint seed)
    {
        DeterministicRandom random = new(seed);
        using DriverHarness driver = new(Small);
        FakeClient hostile = driver.Client();
        FakeClient good = driver.Client();
        for (int i = 0; i < 20_000 * Scale; i++)
        {
            (int type, byte[] bytes) = Valid(ref random, hostile);
            for (int flips = random.NextInt32(3); flips > 0 && bytes.Length > 0; flips--)
            {
                bytes[random.NextInt32(bytes.Length)] = (byte)random.NextInt32(256);
            }

            _ = hostile.Ring.TryWrite(type, bytes.AsSpan(0, bytes.Length - random.NextInt32(4) / 3 * random.NextInt32(bytes.Length)));
            driver.Work(1);
            if (i % 64 == 0)
            {
                _ = hostile.Take();
                driver.Pass(1_000, good.Counters.Find(11, good.Id) < 0 ? [] : [good]);
            }
        }

        ExpectService(driver, good, $"seed {seed}");
    }

    [TestCase(5u)]
    [TestCase(6u)]
    public void ShouldSurviveARingOfNonsense(uint seed)
    {
        DeterministicRandom random = new(seed);
        using DriverHarness driver = new(Small);
        FakeClient hostile = driver.Client();
        AtomicBuffer ring = hostile.Cnc.ToDriver;
        for (int i = 0; i < 20_000 * Scale; i++)
        {
            bool isTrailer = random.NextInt32(4) == 0;
            int at = isTrailer ? ring.SizeBytes - ManyToOneRing.TrailerBytes + (8 * random.NextInt32(ManyToOneRing.TrailerBytes / 8)) : 8 * random.NextInt32(512);
            ring.PutInt64(at, random.NextBool(0.5) ? (long)random.NextUInt64() : random.NextInt32(1 << 17) - 1_000);
            driver.Work(1);
            if (i % 50 == 0)
            {
                driver.Jump(2_000);
            }
        }

        Assert.That(driver.Driver.IsFailed, Is.False);
        driver.Pass(60_000);
        Assert.That(hostile.Ring.ConsumerHeartbeatMs, Is.EqualTo(driver.NowMs), $"seed {seed}: it still shows that it lives");
    }

    [TestCase(7u)]
    public void ShouldSurviveCountersAndLogsOfNonsense(uint seed)
    {
        DeterministicRandom random = new(seed);
        using DriverHarness driver = new(Small);
        FakeClient hostile = driver.Client();
        FakeClient good = driver.Client();
        long publication = hostile.AddPublication("aeron:ipc?term-length=64k", 10);
        _ = hostile.AddSubscription("aeron:ipc?tether=false", 10);
        driver.Work();
        using FakePublisher log = new($"{driver.Directory}/publications/{publication}.logbuffer");
        AtomicBuffer file = log.Log.File.Slice(0, (int)log.Log.File.SizeBytes);
        for (int i = 0; i < 30_000 * Scale; i++)
        {
            long value = random.NextBool(0.5) ? (long)random.NextUInt64() : random.NextInt32(1 << 20);
            int metadataAt = file.SizeBytes - 4096 + (8 * random.NextInt32(64));
            file.PutInt64(random.NextBool(0.5) ? metadataAt : 8 * random.NextInt32(file.SizeBytes / 8), value);
            hostile.Cnc.CounterValues.PutInt64(128 * (46 + random.NextInt32(8)), value);
            driver.Work(1);
            if (i % 20 == 0)
            {
                driver.Pass(1_000);
            }
        }

        ExpectService(driver, good, $"seed {seed}");
    }

    [TestCase(8u)]
    public void ShouldSurviveWhatCountersAreSaidToBe(uint seed)
    {
        DeterministicRandom random = new(seed);
        using DriverHarness driver = new(Small);
        FakeClient hostile = driver.Client();
        FakeClient good = driver.Client();
        AtomicBuffer metadata = hostile.Cnc.CounterMetadata;
        for (int i = 0; i < 300 * Scale; i++)
        {
            long publication = hostile.AddPublication("aeron:ipc", 10);
            long subscription = hostile.AddSubscription("aeron:ipc", 10);
            long counter = hostile.AddCounter(1000, [1], "label");
            driver.Work();
            for (int writes = 0; writes < 50; writes++)
            {
                int at = (512 * (46 + random.NextInt32(12))) + (8 * random.NextInt32(2));
                metadata.PutInt64(at, random.NextInt32(3) switch { 0 => 0, 1 => -1, _ => (long)random.NextUInt64() });
            }

            _ = hostile.RemovePublication(publication);
            _ = hostile.RemoveSubscription(subscription);
            _ = hostile.RemoveCounter(counter);
            driver.Pass(2_000);
            _ = hostile.Take();
        }

        for (int id = 46; id < 58; id++)
        {
            metadata.PutInt32(512 * id, -1); // Else readers stop there.
        }

        ExpectService(driver, good, $"seed {seed}");
    }

    private static MediaDriverOptions Small(MediaDriverOptions options) => options with { IpcTermBytes = 64 * 1024, FileAllocation = FileAllocation.Sparse };

    private static int Fill(ref DeterministicRandom random, byte[] bytes, long clientId)
    {
        int length = random.NextInt32(bytes.Length);
        for (int i = 0; i < length; i++)
        {
            bytes[i] = random.NextInt32(3) == 0 ? (byte)random.NextInt32(256) : (byte)0;
        }

        if (length >= 8 && random.NextBool(0.7))
        {
            _ = BitConverter.TryWriteBytes(bytes, clientId);
        }

        return length;
    }

    private static (int Type, byte[] Bytes) Valid(ref DeterministicRandom random, FakeClient client)
    {
        int type = 1 + random.NextInt32(0x12);
        string channel = Channels[random.NextInt32(Channels.Length)];
        long other = random.NextInt32(200);
        int streamId = random.NextInt32(3);
        Payload head = new Payload().Int64(client.Id).Int64(client.Ring.NextCorrelationId());
        Payload whole = type switch
        {
            0x01 or 0x03 => head.Int32(streamId).Text(channel),
            0x02 => head.Int64(other).Int64(random.NextInt32(2)),
            0x04 => head.Int64(-1).Int32(streamId).Text(channel),
            0x05 or 0x0A => head.Int64(other),
            0x07 or 0x08 or 0x0C or 0x0D => head.Int64(other).Text(channel),
            0x09 => head.Int32(1000).Text("key").Align4().Text("label"),
            0x0E => head.Text("token"),
            0x0F => head.Int64(other).Int32(1000).Text("key").Align4().Text("label"),
            0x10 => head.Int64(other).Int64(0).Text("reason"),
            0x11 => head.Int64(other).Int64(other),
            0x12 => head.Int32(streamId),
            _ => head,
        };
        return (type, whole.Bytes);
    }

    private static void ExpectService(DriverHarness driver, FakeClient good, string seed)
    {
        Assert.That(driver.Driver.IsFailed, Is.False, seed);
        for (int i = 0; i < 100 && good.Ring.ProducerPosition > good.Ring.ConsumerPosition; i++)
        {
            driver.Pass(12_000); // Silent clients give back what they have; holes in the ring are filled.
        }

        driver.Pass(30_000);
        _ = good.Take();
        long publication = good.AddPublication("aeron:ipc?term-length=64k", 4711);
        long subscription = good.AddSubscription("aeron:ipc", 4711);
        driver.Work(8);
        IReadOnlyList<ReceivedEvent> events = good.Take();
        Assert.That(events.Select(e => e.Type), Does.Contain(ReceivedEvent.PublicationReady).And.Contain(ReceivedEvent.AvailableImage), seed);
        Assert.That(good.CounterOf(1, publication)!.Value, Is.EqualTo(32_768), seed);
        Assert.That(good.CounterOf(4, subscription)!.Value, Is.Zero, seed);
    }
}
