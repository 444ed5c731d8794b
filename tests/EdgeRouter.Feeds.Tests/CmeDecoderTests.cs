using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Cme;
using static EdgeRouter.Feeds.Tests.PacketBytes;

namespace EdgeRouter.Feeds.Tests;

/// <summary>Against packets put together by hand.</summary>
public sealed class CmeDecoderTests
{
    private const ulong Time = 1_474_930_800_000_000_123;
    private const long NullMantissa = long.MaxValue;
    private const int NullQuantity = int.MaxValue;
    private const byte EndOfEvent = 0x80;

    [Test]
    public void ShouldReadPacketHeader()
    {
        Assert.That(CmeMdp3Protocol.TryReadHeader(CmePacket(77, Time), out FeedPacketHeader header), Is.True);
        Assert.That(header, Is.EqualTo(new FeedPacketHeader { Kind = FeedPacketKind.Data, Sequence = 77, SequenceCount = 1, SendingTimeNs = (long)Time }));
        Assert.That(CmeMdp3Protocol.TryReadHeader(new byte[11], out FeedPacketHeader _), Is.False);
        Assert.That(CmeMdp3Protocol.TryReadHeader(CmePacket(1, ulong.MaxValue), out FeedPacketHeader _), Is.False);
    }

    [Test]
    public void ShouldPassOnLevels()
    {
        DecodeCounters counters = new();
        List<string> events = Decode(counters, Book(
            EndOfEvent,
            BookEntry(11_120_500_000, 25, 36_952, 9, 3, 1, 0, '0'),
            BookEntry(-500_000, 7, 36_952, 10, NullQuantity, 2, 1, '1'),
            BookEntry(NullMantissa, NullQuantity, 36_952, 11, NullQuantity, 10, 2, '0')));
        Assert.That(events, Is.EqualTo(new[]
        {
            new LevelUpdate(36_952, Side.Buy, BookAction.New, 1, new Price(1_112_050_000_000), 25, 3, 9, (long)Time).ToString(),
            new LevelUpdate(36_952, Side.Sell, BookAction.Change, 2, new Price(-50_000_000), 7, 0, 10, (long)Time).ToString(),
            new LevelUpdate(36_952, Side.Buy, BookAction.Delete, 10, default, 0, 0, 11, (long)Time).ToString(),
            $"EndOfEvent {Time}",
        }));
        Assert.That((counters.GroupInstances, counters.GroupEntries, counters.TrailingBytes, counters.Malformed), Is.EqualTo((2L, 3L, 0L, 0L)));
    }

    [Test]
    public void ShouldKeepImpliedBookApart()
    {
        DecodeCounters counters = new();
        List<string> events = Decode(counters, Book(0, BookEntry(1, 1, 5, 1, 1, 1, 0, 'E'), BookEntry(1, 1, 5, 2, 1, 1, 0, 'F'), BookEntry(NullMantissa, NullQuantity, 5, 3, NullQuantity, 0, 0, 'J')));
        Assert.That(events, Is.EqualTo(new[] { new BookClear(5, (long)Time).ToString() }));
        Assert.That(counters.ImpliedEntries, Is.EqualTo(2));
    }

    [TestCase(NullMantissa, 1, (byte)1, (byte)0, '0')]
    [TestCase(92_233_720_368_547_759, 1, (byte)1, (byte)0, '0')]
    [TestCase(-92_233_720_368_547_759, 1, (byte)1, (byte)0, '0')]
    [TestCase(1, NullQuantity, (byte)1, (byte)1, '0')]
    [TestCase(1, -1, (byte)1, (byte)1, '1')]
    [TestCase(1, 1, (byte)0, (byte)0, '0')]
    [TestCase(1, 1, (byte)1, (byte)6, '0')]
    [TestCase(1, 1, (byte)1, (byte)0, 'x')]
    public void ShouldCountBadEntry(long mantissa, int quantity, byte level, byte action, char type)
    {
        DecodeCounters counters = new();
        Assert.That(Decode(counters, Book(0, BookEntry(mantissa, quantity, 5, 1, 1, level, action, type))), Is.Empty);
        Assert.That((counters.BadValues, counters.Malformed, counters.Messages), Is.EqualTo((1L, 1L, 1L)));
    }

    [Test]
    public void ShouldTakeTheHighestPrice()
    {
        List<string> events = Decode(new DecodeCounters(), Book(0, BookEntry(92_233_720_368_547_758, 1, 5, 1, 1, 1, 0, '0')));
        Assert.That(events[0], Does.Contain(new Price(9_223_372_036_854_775_800).ToString()));
    }

    [Test]
    public void ShouldPassOnTradesStatusAndResets()
    {
        byte[] tradeEntry = [.. U64(11_120_500_000), .. U32(3), .. U32(36_952), .. U32(8), .. U32(2), 2, 0, .. U32(4_242), 0, 0];
        byte[] summary = CmeMessage(11, 42, 8, U64(Time), [0, 0, 0], Group3(32, 1), tradeEntry, Group8(16, 1), U64(1), U32(3), U32(0));
        byte[] status = CmeMessage(30, 30, 8, U64(Time), new byte[12], U32(36_952), U16(17_000), [0], [17], [0], [0]);
        byte[] groupStatus = CmeMessage(30, 30, 8, U64(Time), "6A\0\0\0\06A\0\0\0\0"u8.ToArray(), U32(int.MaxValue), U16(17_000), [0], [2], [0], [0]);
        byte[] channelStatus = CmeMessage(30, 30, 8, U64(Time), new byte[12], U32(int.MaxValue), U16(17_000), [0], [2], [0], [0]);
        byte[] reset = CmeMessage(9, 4, 8, U64(Time), [EndOfEvent], Group3(2, 1), U16(320));
        DecodeCounters counters = new();
        Assert.That(Decode(counters, summary, status, groupStatus, channelStatus, reset), Is.EqualTo(new[]
        {
            new TradePrint(36_952, new Price(1_112_050_000_000), 3, Side.Sell, 4_242, 8, (long)Time).ToString(),
            new StatusUpdate(36_952, TradingStatus.Trading, (long)Time).ToString(),
            new StatusUpdate(-1, TradingStatus.Halted, (long)Time).ToString(),
            new BookClear(-1, (long)Time).ToString(),
            $"EndOfEvent {Time}",
        }));
        Assert.That((counters.Malformed, counters.Messages, counters.GroupInstances), Is.EqualTo((0L, 5L, 3L)));
    }

    [Test]
    public void ShouldPassOnSnapshot()
    {
        byte[] Entry(long mantissa, int quantity, byte level, char type) => [.. U64((ulong)mantissa), .. U32((uint)quantity), .. U32(4), level, .. U16(0), 0, 0, (byte)type];
        byte[] snapshot = CmeMessage(
            59, 38, 8, U32(1_001), U32(1), U32(36_952), U32(55), U64(Time), U64(Time), U16(0), [17], new byte[24],
            Group3(22, 4), Entry(11_120_500_000, 10, 1, '0'), Entry(11_121_000_000, 11, 1, '1'), Entry(1, 1, 127, '4'), Entry(1, 1, 1, 'E'));
        DecodeCounters counters = new();
        Assert.That(Decode(counters, snapshot), Is.EqualTo(new[]
        {
            new BookClear(36_952, (long)Time).ToString(),
            new LevelUpdate(36_952, Side.Buy, BookAction.New, 1, new Price(1_112_050_000_000), 10, 4, 55, (long)Time).ToString(),
            new LevelUpdate(36_952, Side.Sell, BookAction.New, 1, new Price(1_112_100_000_000), 11, 4, 55, (long)Time).ToString(),
            new StatusUpdate(36_952, TradingStatus.Trading, (long)Time).ToString(),
            "SnapshotComplete 36952 1001",
        }));
        Assert.That(counters.ImpliedEntries, Is.EqualTo(1));
    }

    [Test]
    public void ShouldReadOlderVersionWithoutOrderGroup()
    {
        DecodeCounters counters = new();
        byte[] message = CmeMessage(11, 32, 6, U64(Time), [0, 0, 0], Group3(32, 1), BookEntry(100, 1, 5, 1, 1, 1, 0, '0'));
        Assert.That(Decode(counters, message), Has.Count.EqualTo(1));
        Assert.That((counters.GroupInstances, counters.Malformed, counters.TrailingBytes), Is.EqualTo((1L, 0L, 0L)));
    }

    [Test]
    public void ShouldSkipWhatANewerVersionAdded()
    {
        byte[] entry = [.. BookEntry(100, 1, 5, 1, 1, 1, 0, '0'), 1, 2, 3, 4];
        byte[] message = CmeMessage(13, 32, 12, U64(Time), [0, 0, 0, 9, 9], Group3(36, 1), entry, Group8(24, 0), [7, 7, 7]);
        DecodeCounters counters = new();
        Assert.That(Decode(counters, message), Has.Count.EqualTo(1));
        Assert.That((counters.GroupEntries, counters.Malformed, counters.TrailingBytes), Is.EqualTo((1L, 0L, 3L)));
    }

    [Test]
    public void ShouldSkipUnknownTemplatesBySize()
    {
        DecodeCounters counters = new();
        byte[] otherSchema = [.. U16(0), .. U16(32), .. U16(9), .. U16(8)];
        List<string> events = Decode(counters, CmeMessage(4, 999, 8, U32(1)), otherSchema, Book(0, BookEntry(100, 1, 5, 1, 1, 1, 0, '0')));
        Assert.That(events, Has.Count.EqualTo(1));
        Assert.That((counters.UnknownTemplates, counters.Messages, counters.MessagesOf(999)), Is.EqualTo((2L, 3L, 1L)));
    }

    [Test]
    public void ShouldCountShortBlock()
    {
        DecodeCounters counters = new();
        Assert.That(Decode(counters, CmeMessage(8, 32, 8, U64(Time), Group3(32, 0), Group8(24, 0))), Is.Empty);
        Assert.That(Decode(counters, CmeMessage(11, 32, 8, U64(Time))), Is.Empty);
        Assert.That(counters.ShortBlocks, Is.EqualTo(2));
    }

    [Test]
    public void ShouldCountImpossibleGroupAndApplyNothingOfIt()
    {
        DecodeCounters counters = new();
        byte[] message = CmeMessage(11, 32, 8, U64(Time), [0, 0, 0], Group3(32, 2), BookEntry(100, 1, 5, 1, 1, 1, 0, '0'));
        byte[] second = CmeMessage(11, 32, 8, U64(Time), [0, 0, 0], Group3(32, 1), BookEntry(100, 1, 5, 1, 1, 1, 0, '0'), Group8(24, 200));
        Assert.That(Decode(counters, message), Is.Empty);
        Assert.That(Decode(counters, second), Is.Empty);
        Assert.That(counters.ImpossibleGroups, Is.EqualTo(2));
    }

    [TestCase(13)]
    [TestCase(14)]
    [TestCase(30)]
    public void ShouldCountTruncatedPacket(int lengthBytes)
    {
        byte[] packet = CmePacket(1, Time, Book(0, BookEntry(100, 1, 5, 1, 1, 1, 0, '0')))[..lengthBytes];
        DecodeCounters counters = new();
        RecordingSink sink = new();
        CmeMdp3Protocol.TryReadHeader(packet, out FeedPacketHeader header);
        CmeMdp3Protocol.Decode(packet, header, 0, ref sink, counters);
        Assert.That((sink.Events.Count, counters.Truncated, counters.Messages), Is.EqualTo((0, 1L, 0L)));
    }

    private static byte[] Book(byte indicator, params byte[][] entries) =>
        CmeMessage(11, 32, 8, [U64(Time), [indicator, 0, 0], Group3(32, (byte)entries.Length), .. entries, Group8(24, 0)]);

    private static List<string> Decode(DecodeCounters counters, params byte[][] messages)
    {
        byte[] packet = CmePacket(1, Time, messages);
        RecordingSink sink = new();
        Assert.That(CmeMdp3Protocol.TryReadHeader(packet, out FeedPacketHeader header), Is.True);
        CmeMdp3Protocol.Decode(packet, header, 0, ref sink, counters);
        return sink.Events;
    }
}
