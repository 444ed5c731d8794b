using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Feeds.Memoir;

namespace EdgeRouter.Feeds.Tests;

/// <summary>Against packets written out by hand from the framing and schema facts.</summary>
public sealed class MemoirTests
{
    private const long Time = 0x1122334455667788;
    private const string TimeHex = "1122334455667788";

    // Type, header length, session, sequence; count. Then per message: length, block length, template, schema, version 259, block.
    private const string Header = "0212" + "0000000000000009" + "0000000000000064";
    private const string Added = "0025" + "001F0A020103" + TimeHex + "0007" + "00000000000000AA" + "42" + "000000C8" + "0000000006277850";
    private const string Reduced = "001C" + "00160C020103" + TimeHex + "0007" + "00000000000000AA" + "00000032";
    private const string Executed = "002C" + "00260D020103" + TimeHex + "0007" + "00000000000000AA" + "00000000000000BB" + "00000064" + "0000000006277850";
    private const string Deleted = "0018" + "00120B020103" + TimeHex + "0007" + "00000000000000AA";
    private const string Traded = "0024" + "001E0E020103" + TimeHex + "0007" + "00000000000000BC" + "0000000A" + "0000000006277850";
    private const string Directory = "002A" + "002401020103" + TimeHex + "0007" + "42524B202020" + "422020202020" + "00000064" + "00" + "00" + "0000000000002710";
    private const string Halted = "0012" + "000C03020103" + TimeHex + "0007" + "48" + "58";
    private const string Session = "000F" + "000905020103" + TimeHex + "32";
    private const string Clear = "0010" + "000A12020103" + TimeHex + "0007";
    private const string Snapshot = "0016" + "001064020103" + TimeHex + "0000000000000063";
    private const string Restriction = "0011" + "000B02020103" + TimeHex + "0007" + "01";
    private const string Broken = "0024" + "001E0F020103" + TimeHex + "0007" + "00000000000000BC" + "0000000A" + "0000000006277850";
    private const string Corrected = "0030" + "002A10020103" + TimeHex + "0007" + "00000000000000BC" + "0000000A" + "0000000006277850" + "0000000B" + "0000000006279F60";
    private const string All = Header + "000D" + Added + Reduced + Executed + Deleted + Traded + Directory + Halted + Session + Clear + Snapshot + Restriction + Broken + Corrected;

    private static readonly Price Price = new(103_250_000_000);

    private static readonly string[] AllEvents =
    [
        new OrderAdded(7, 0xAA, Side.Buy, Price, 200, Time).ToString(),
        new OrderReduced(7, 0xAA, 50, Time).ToString(),
        new OrderExecuted(7, 0xAA, 0xBB, Price, 100, Time).ToString(),
        new OrderDeleted(7, 0xAA, Time).ToString(),
        new TradePrint(7, Price, 10, Side.None, 0xBC, 0, Time).ToString(),
        $"Instrument 7 BRK.B lot 100 at {Time}",
        new StatusUpdate(7, TradingStatus.Halted, Time).ToString(),
        new StatusUpdate(-1, TradingStatus.Trading, Time).ToString(),
        new BookClear(7, Time).ToString(),
        "SnapshotComplete -1 99",
        $"EndOfEvent {Time}",
    ];

    [Test]
    public void ShouldReadHeaders()
    {
        Assert.That(MemoirDepthProtocol.TryReadHeader(Bytes(All), out FeedPacketHeader data), Is.True);
        Assert.That(data, Is.EqualTo(new FeedPacketHeader { Kind = FeedPacketKind.Data, Session = 9, Sequence = 100, SequenceCount = 13 }));
        Assert.That(MemoirDepthProtocol.TryReadHeader(Bytes("0012" + "0000000000000009" + "0000000000000064"), out FeedPacketHeader heartbeat), Is.True);
        Assert.That((heartbeat.Kind, heartbeat.Sequence, heartbeat.SequenceCount), Is.EqualTo((FeedPacketKind.Heartbeat, 100UL, 0u)));
        Assert.That(MemoirDepthProtocol.TryReadHeader(Bytes("0112" + "0000000000000009" + "0000000000000064"), out FeedPacketHeader end), Is.True);
        Assert.That(end.Kind, Is.EqualTo(FeedPacketKind.SessionEnd));
    }

    [TestCase("02", TestName = "ShouldRefuseShortHeader")]
    [TestCase("0312" + "0000000000000009" + "0000000000000064" + "0000", TestName = "ShouldRefuseUnknownType")]
    [TestCase("0211" + "0000000000000009" + "0000000000000064" + "0000", TestName = "ShouldRefuseTooShortHeaderLength")]
    [TestCase("0213" + "0000000000000009" + "0000000000000064" + "0000", TestName = "ShouldRefuseHeaderBehindTheEnd")]
    public void ShouldRefuseHeader(string hex) => Assert.That(MemoirDepthProtocol.TryReadHeader(Bytes(hex), out FeedPacketHeader _), Is.False);

    [Test]
    public void ShouldDecodeEveryMessage()
    {
        DecodeCounters counters = new();
        Assert.That(Decode(Bytes(All), 0, counters), Is.EqualTo(AllEvents));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(counters.Messages, Is.EqualTo(13));
            Assert.That(new[] { 1, 2, 3, 5, 10, 11, 12, 13, 14, 15, 16, 18, 100 }.Select(counters.MessagesOf), Is.All.EqualTo(1L));
            Assert.That((counters.Malformed, counters.UnknownTemplates, counters.TrailingBytes), Is.EqualTo((0L, 0L, 0L)));
        }
    }

    [Test]
    public void ShouldTakeALongerHeader()
    {
        byte[] packet = Bytes("0214" + "0000000000000009" + "0000000000000064" + "EEEE" + "0001" + Deleted);
        Assert.That(Decode(packet, 0, new DecodeCounters()), Is.EqualTo(new[] { AllEvents[3], AllEvents[^1] }));
    }

    [Test]
    public void ShouldSkipMessagesSeenAlready()
    {
        DecodeCounters counters = new();
        Assert.That(Decode(Bytes(All), 3, counters), Is.EqualTo(AllEvents[3..]));
        Assert.That(counters.Messages, Is.EqualTo(10));
        Assert.That(Decode(Bytes(All), 13, counters), Is.Empty);
    }

    [Test]
    public void ShouldEncodeTheBytesOfTheProtocol()
    {
        MemoirDepthEncoder encoder = new();
        EncodeAll(encoder);
        Assert.That(Convert.ToHexString(encoder.Finish()), Is.EqualTo(Convert.ToHexString(Bytes(All))));
        Assert.That(encoder.MessageCount, Is.EqualTo(13));
        Assert.That(Convert.ToHexString(encoder.Heartbeat(9, 100)), Is.EqualTo("0012" + "0000000000000009" + "0000000000000064"));
        Assert.That(Convert.ToHexString(encoder.SessionShutdown(9, 100)), Is.EqualTo("0112" + "0000000000000009" + "0000000000000064"));
    }

    [Test]
    public void ShouldRefuseMessagesThatDoNotFit()
    {
        MemoirDepthEncoder encoder = new(64);
        encoder.Begin(1, 1);
        Assert.That(encoder.TryAdd(new OrderDeleted(1, 2, 3)), Is.True);
        Assert.That(encoder.TryAdd(new OrderDeleted(1, 2, 3)), Is.False, "20 + 26 + 26 is more than 64");
        Assert.That(encoder.Finish().Length, Is.EqualTo(46));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoirDepthEncoder().TryAdd(new OrderAdded(1, 2, Side.Buy, new Price(1), 1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MemoirDepthEncoder().TryAdd(new OrderDeleted(65_536, 2, 3)));
    }

    [Test]
    public void ShouldNotAllocate()
    {
        MemoirDepthEncoder encoder = new();
        DecodeCounters counters = new();
        NullBookEventSink sink = default;
        RoundTrip(encoder, ref sink, counters);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 1_000; round++)
        {
            RoundTrip(encoder, ref sink, counters);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(counters.Messages, Is.EqualTo(13_013));
    }

    [TestCase("0001" + "0005" + "0000000000", 1, 0, 0)]
    [TestCase("0001" + "0030" + "00120B020103", 1, 0, 0)]
    [TestCase("0002" + Deleted, 1, 0, 0)]
    [TestCase("0001" + "0010" + "000A0B020103" + TimeHex + "0007", 0, 1, 0)]
    [TestCase("0001" + "0025" + "001F0A020103" + TimeHex + "0007" + "00000000000000AA" + "58" + "000000C8" + "0000000006277850", 0, 0, 1)]
    [TestCase("0001" + "0025" + "001F0A020103" + TimeHex + "0007" + "00000000000000AA" + "42" + "000000C8" + "7FFFFFFFFFFFFFFF", 0, 0, 1)]
    [TestCase("0001" + "0018" + "00120B020103" + "FFFFFFFFFFFFFFFF" + "0007" + "00000000000000AA", 0, 0, 1)]
    public void ShouldCountDamage(string hex, int truncated, int shortBlocks, int badValues)
    {
        DecodeCounters counters = new();
        Decode(Bytes(Header + hex), 0, counters);
        Assert.That((counters.Truncated, counters.ShortBlocks, counters.BadValues), Is.EqualTo(((long)truncated, (long)shortBlocks, (long)badValues)));
    }

    [Test]
    public void ShouldSkipUnknownTemplate()
    {
        DecodeCounters counters = new();
        Assert.That(Decode(Bytes(Header + "0002" + "0008" + "00021E020103" + "0000" + Deleted), 0, counters), Is.EqualTo(new[] { AllEvents[3], AllEvents[^1] }));
        Assert.That(counters.UnknownTemplates, Is.EqualTo(1));
    }

    [Test]
    public void ShouldSurviveMutatedPackets()
    {
        const int Seed = 4711;
        TestContext.Out.WriteLine($"seed {Seed}");
        byte[] good = Bytes(All);
        ByteMutator mutator = new(Seed);
        DecodeCounters counters = new();
        for (int round = 0; round < 20_000; round++)
        {
            byte[] bad = mutator.Mutate(good);
            if (MemoirDepthProtocol.TryReadHeader(bad, out FeedPacketHeader header))
            {
                RecordingSink sink = new();
                MemoirDepthProtocol.Decode(bad, header, (uint)mutator.Next(3), ref sink, counters);
            }
        }

        Assert.That((counters.Truncated > 0, counters.ShortBlocks > 0, counters.BadValues > 0, counters.UnknownTemplates > 0), Is.EqualTo((true, true, true, true)));
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex);

    private static List<string> Decode(byte[] packet, uint skip, DecodeCounters counters)
    {
        RecordingSink sink = new();
        Assert.That(MemoirDepthProtocol.TryReadHeader(packet, out FeedPacketHeader header), Is.True);
        MemoirDepthProtocol.Decode(packet, header, skip, ref sink, counters);
        return sink.Events;
    }

    private static void RoundTrip(MemoirDepthEncoder encoder, ref NullBookEventSink sink, DecodeCounters counters)
    {
        EncodeAll(encoder);
        ReadOnlySpan<byte> packet = encoder.Finish();
        MemoirDepthProtocol.TryReadHeader(packet, out FeedPacketHeader header);
        MemoirDepthProtocol.Decode(packet, header, 0, ref sink, counters);
    }

    private static void EncodeAll(MemoirDepthEncoder encoder)
    {
        TradePrint trade = new(7, Price, 10, Side.None, 0xBC, 0, Time);
        encoder.Begin(9, 100);
        encoder.TryAdd(new OrderAdded(7, 0xAA, Side.Buy, Price, 200, Time));
        encoder.TryAdd(new OrderReduced(7, 0xAA, 50, Time));
        encoder.TryAdd(new OrderExecuted(7, 0xAA, 0xBB, Price, 100, Time));
        encoder.TryAdd(new OrderDeleted(7, 0xAA, Time));
        encoder.TryAdd(trade);
        encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = 7, Symbol = "BRK.B"u8, RoundLot = 100, EventTimeNs = Time }, new Price(10_000_000));
        encoder.TryAdd(new StatusUpdate(7, TradingStatus.Halted, Time));
        encoder.TryAdd(new StatusUpdate(-1, TradingStatus.Trading, Time));
        encoder.TryAdd(new BookClear(7, Time));
        encoder.TryAddSnapshotComplete(99, Time);
        encoder.TryAddShortSaleRestriction(7, true, Time);
        encoder.TryAddBrokenTrade(trade);
        encoder.TryAddCorrectedTrade(trade, trade with { Quantity = 11, Price = new Price(103_260_000_000) });
    }
}
