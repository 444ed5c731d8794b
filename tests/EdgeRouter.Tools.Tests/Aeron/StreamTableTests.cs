using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Aeron.Counters;
using EdgeRouter.Core.Time;
using EdgeRouter.Tools.Aeron.Views;

namespace EdgeRouter.Tools.Tests.Aeron;

/// <summary>Counters made by hand as AERON.md §7 has them, joined to streams.</summary>
public sealed class StreamTableTests
{
    private int _nextId;

    [SetUp]
    public void SetUp() => _nextId = 0;

    [Test]
    public void ShouldJoinAnIpcPublicationAndItsReaders()
    {
        CounterInfo[] counters =
        [
            Counter(CounterKind.PublisherPosition, 7, 5_000),
            Counter(CounterKind.PublisherLimit, 7, 9_000),
            Counter(CounterKind.SubscriberPosition, 21, 4_000, source: 7),
            Counter(CounterKind.SubscriberPosition, 22, 4_960, source: 7),
            Counter(CounterKind.SubscriberPosition, 23, 1, source: 8),
        ];
        StreamRow[] rows = [.. new StreamTable().Look(counters, 0)];
        Assert.That(rows.Select(row => (row.Kind, row.RegistrationId, row.Position, row.BacklogBytes, row.WindowLeftBytes)), Is.EqualTo(new[]
        {
            (StreamKind.Publication, 7L, 5_000L, 1_000L, (long?)4_000),
            (StreamKind.Subscriber, 21, 4_000, 1_000, null),
            (StreamKind.Subscriber, 22, 4_960, 40, null),
        }));
        Assert.That(rows.Select(row => (row.Channel, row.StreamId, row.SessionId, row.SourceId)), Is.All.EqualTo(("aeron:test", 1001, -9, 7L)));
        Assert.That(rows.Select(row => row.BytesPerSecond), Is.All.Null, "the first look knows no rate");
    }

    [Test]
    public void ShouldJoinANetworkPublicationAndAnImage()
    {
        CounterInfo[] counters =
        [
            Counter(CounterKind.PublisherPosition, 7, 5_000),
            Counter(CounterKind.PublisherLimit, 7, 4_000),
            Counter(CounterKind.SenderPosition, 7, 4_900),
            Counter(CounterKind.SenderLimit, 7, 8_000),
            Counter(CounterKind.SenderNaks, 7, 3),
            Counter(CounterKind.ReceiverHighWater, 30, 700),
            Counter(CounterKind.ReceiverPosition, 30, 640),
            Counter(CounterKind.ReceiverNaks, 30, 2),
            Counter(CounterKind.SubscriberPosition, 40, 600, source: 30),
        ];
        Assert.That(new StreamTable().Look(counters, 0).Select(row => (row.Kind, row.Position, row.BacklogBytes, row.WindowLeftBytes, row.NakCount)), Is.EqualTo(new[]
        {
            (StreamKind.Publication, 5_000L, 100L, (long?)0, (long?)3),
            (StreamKind.Image, 640, 60, null, 2),
            (StreamKind.Subscriber, 600, 40, null, null),
        }));
    }

    [Test]
    public void ShouldGiveRatesFromTheSecondLookOn()
    {
        var table = new StreamTable();
        _ = table.Look([Counter(CounterKind.PublisherPosition, 7, 1_000)], 10 * TimeUnits.Second);
        IReadOnlyList<StreamRow> rows = table.Look([Counter(CounterKind.PublisherPosition, 7, 4_000), Counter(CounterKind.PublisherPosition, 8, 4_000)], 12 * TimeUnits.Second);
        Assert.That(rows.Select(row => row.BytesPerSecond), Is.EqualTo(new double?[] { 1_500, null }));
    }

    [TestCase(-1, 0)]
    [TestCase(int.MinValue, 0)]
    [TestCase(93, 92)]
    [TestCase(int.MaxValue, 92)]
    [TestCase(3, 3)]
    public void ShouldCutLengthsThatCannotBe(int length, int expected)
    {
        byte[] key = new byte[112];
        key.AsSpan(20).Fill((byte)'x');
        BinaryPrimitives.WriteInt32LittleEndian(key.AsSpan(16), length);
        Assert.That(StreamKey.Read(key).Channel, Is.EqualTo(new string('x', expected)));
    }

    private CounterInfo Counter(int typeId, long registrationId, long value, long source = 0)
    {
        byte[] key = new byte[112];
        byte[] channel = Encoding.UTF8.GetBytes("aeron:test");
        BinaryPrimitives.WriteInt64LittleEndian(key, registrationId);
        BinaryPrimitives.WriteInt32LittleEndian(key.AsSpan(8), -9);
        BinaryPrimitives.WriteInt32LittleEndian(key.AsSpan(12), 1001);
        BinaryPrimitives.WriteInt32LittleEndian(key.AsSpan(16), channel.Length);
        channel.CopyTo(key, 20);
        return new CounterInfo(_nextId++, typeId, value, registrationId, 1, source, key, "label");
    }
}
