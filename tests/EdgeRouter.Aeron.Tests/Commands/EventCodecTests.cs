using EdgeRouter.Aeron.Commands;
using EdgeRouter.Aeron.Tests.Support;
using EdgeRouter.Core.Randomness;

namespace EdgeRouter.Aeron.Tests.Commands;

/// <summary>Every offset is one of AERON.md §6, written down by hand.</summary>
public sealed class EventCodecTests
{
    private const long Correlation = 0x0102030405060708;
    private const string Log = "/dev/shm/a/1.logbuffer";
    private static readonly byte[] Address = [127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9];

    public static IEnumerable<TestCaseData> Events()
    {
        yield return Case(0x0F01, e => (e.ErrorCode, e.Text) = (DriverErrorCode.NotSupported, "no"), (8, 8), (12, 2), (16, "no"));
        yield return Case(
            0x0F02,
            e => (e.SessionId, e.StreamId, e.SubscriptionId, e.CounterId, e.Text, e.Source) = (-3, 1001, 55, 17, Log, "aeron:ipc"),
            (8, -3), (12, 1001), (16, 55L), (24, 17), (28, 22), (32, Log), (56, 9), (60, "aeron:ipc"));
        foreach (int kind in new[] { 0x0F03, 0x0F06 })
        {
            yield return Case(
                kind,
                e => (e.OriginalRegistrationId, e.SessionId, e.StreamId, e.CounterId, e.ChannelStatusId, e.Text) = (44, 1, 2, 3, -1, Log),
                (8, 44L), (16, 1), (20, 2), (24, 3), (28, -1), (32, 22), (36, Log));
        }

        yield return Case(0x0F04, _ => { });
        yield return Case(0x0F05, e => (e.SubscriptionId, e.StreamId, e.Source) = (55, 1001, "aeron:ipc"), (8, 55L), (16, 1001), (20, 9), (24, "aeron:ipc"));
        yield return Case(0x0F07, e => e.ChannelStatusId = 12, (8, 12));
        yield return Case(0x0F08, e => e.CounterId = 12, (8, 12));
        yield return Case(0x0F09, e => e.CounterId = 13, (8, 13));
        yield return Case(0x0F0A, e => e.ClientId = Correlation);
        yield return Case(0x0F0B, e => e.CounterId = 14, (8, 14));
        yield return Case(
            0x0F0C,
            e =>
            {
                (e.DestinationId, e.SessionId, e.StreamId, e.ReceiverId, e.GroupTag) = (2, 3, 4, 5, 6);
                (e.AddressKind, e.Port, e.Address, e.ErrorCode, e.Text) = (2, 40123, Address, DriverErrorCode.ImageRejected, "bad");
            },
            (8, 2L), (16, 3), (20, 4), (24, 5L), (32, 6L), (40, (short)2), (42, unchecked((short)40123)), (44, Address), (60, 13), (64, 3), (68, "bad"));
        yield return Case(0x0F0D, e => e.SessionId = -9, (8, -9));
    }

    [TestCaseSource(nameof(Events))]
    public void ShouldWriteAsPublished(DriverEvent message, byte[] expected)
    {
        byte[] bytes = new byte[EventCodec.BytesMax(message)];
        bytes.AsSpan().Fill(0xEE);
        int written = EventCodec.Write(message, bytes);
        Assert.That(bytes[..written], Is.EqualTo(expected));
    }

    [TestCaseSource(nameof(Events))]
    public void ShouldReadAsPublished(DriverEvent message, byte[] published)
    {
        var read = new DriverEvent();
        Assert.That(EventCodec.TryRead((int)message.Kind, published, read), Is.True);
        Assert.That(Describe(read), Is.EqualTo(Describe(message)));
    }

    [TestCaseSource(nameof(Events))]
    public void ShouldIgnoreEveryCut(DriverEvent message, byte[] published)
    {
        for (int length = 0; length < published.Length; length++)
        {
            Assert.That(EventCodec.TryRead((int)message.Kind, published.AsSpan(0, length), new DriverEvent()), Is.False, $"{length} bytes");
        }
    }

    [TestCase(0)]
    [TestCase(0x0F0E)]
    [TestCase(0x01)]
    [TestCase(-1)]
    public void ShouldIgnoreWhatItDoesNotKnow(int typeId) => Assert.That(EventCodec.TryRead(typeId, new byte[100], new DriverEvent()), Is.False);

    [Test]
    public void ShouldReadAnyBytesWithoutHarm()
    {
        const ulong Seed = 0xE7E27;
        var random = new DeterministicRandom(Seed);
        var message = new DriverEvent();
        int good = 0;
        for (int round = 0; round < 100_000; round++)
        {
            byte[] payload = new byte[random.NextInt32(100)];
            for (int i = 0; i < payload.Length; i++)
            {
                payload[i] = random.NextInt32(3) == 0 ? (byte)random.NextInt32(256) : (byte)0;
            }

            int typeId = 0x0F00 + random.NextInt32(16);
            Assert.DoesNotThrow(() => good += EventCodec.TryRead(typeId, payload, message) ? 1 : 0, $"seed {Seed}, round {round}");
        }

        Assert.That(good, Is.GreaterThan(1_000));
    }

    private static TestCaseData Case(int kind, Action<DriverEvent> set, params (int Offset, object Value)[] fields)
    {
        var message = new DriverEvent { Kind = (EventKind)kind, CorrelationId = Correlation, ClientId = Correlation };
        set(message);
        return new TestCaseData(message, ByteTable.Of([(0, Correlation), .. fields])).SetArgDisplayNames($"{message.Kind}");
    }

    private static string Describe(DriverEvent e) =>
        $"{e.Kind} {e.CorrelationId} {e.OriginalRegistrationId} {e.SubscriptionId} {e.ClientId} {e.SessionId} {e.StreamId} {e.CounterId} {e.ChannelStatusId} {e.ErrorCode} "
        + $"{e.ReceiverId} {e.GroupTag} {e.DestinationId} {e.AddressKind} {e.Port} {Convert.ToHexString(e.Address)} '{e.Text}' '{e.Source}'";
}
