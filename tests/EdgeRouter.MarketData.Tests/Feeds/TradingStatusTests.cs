using System.Buffers.Binary;
using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Feeds;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

/// <summary>Statuses from the wire to the book: of one instrument, of the whole feed, over sessions, gaps and snapshots.</summary>
public sealed class TradingStatusTests
{
    private const byte CmeHalt = 2;
    private const byte CmeTrading = 17;
    private const byte CmeClose = 4;
    private const byte CmeUnknown = 20;
    private static readonly InstrumentId Y = new(1);
    private readonly MemoirDepthEncoder _encoder = new();
    private NativeRegion _region = null!;
    private MarketState _state = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldTakeStatusesOfMemoir()
    {
        FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed = Memoir();
        Directory(feed, 1);
        Send(feed, 3, new StatusUpdate(-1, TradingStatus.Trading, 1));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Trading, TradingStatus.Trading)));
        Send(feed, 4, new StatusUpdate(17, TradingStatus.Halted, 2));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Halted, TradingStatus.Trading)));
        Send(feed, 5, new StatusUpdate(18, TradingStatus.Paused, 2));
        Send(feed, 6, new StatusUpdate(17, TradingStatus.Trading, 3));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Trading, TradingStatus.Paused)));
        Send(feed, 7, new StatusUpdate(-1, TradingStatus.Closed, 4));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Closed, TradingStatus.Paused)));
    }

    [Test]
    public void ShouldNotEndAHaltByTheOpeningOfTheSession()
    {
        FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed = Memoir();
        Directory(feed, 1);
        Send(feed, 3, new StatusUpdate(-1, TradingStatus.PreOpen, 1));
        Send(feed, 4, new StatusUpdate(17, TradingStatus.Halted, 1));
        Send(feed, 5, new StatusUpdate(18, TradingStatus.Trading, 1));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Halted, TradingStatus.PreOpen)), "before the opening nothing trades");
        Send(feed, 6, new StatusUpdate(-1, TradingStatus.Trading, 2));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Halted, TradingStatus.Trading)));
    }

    [Test]
    public void ShouldKeepAHaltOverAGapAClearAndASnapshot()
    {
        FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed = Memoir();
        Directory(feed, 1);
        Send(feed, 3, new StatusUpdate(17, TradingStatus.Halted, 1));
        for (ulong sequence = 100; sequence < 120; sequence++)
        {
            Send(feed, sequence, new StatusUpdate(18, TradingStatus.Trading, 2)); // 4 to 99 are lost
        }

        Assert.That(feed.Counters.Gaps, Is.EqualTo(1));
        VenueBookView book = _state.Book(Market.X, Market.A);
        Assert.That((book.Trust, book.Status), Is.EqualTo((BookTrust.Stale, TradingStatus.Halted)));
        _encoder.Begin(9, 120);
        _encoder.TryAdd(new BookClear(17, 3));
        _encoder.TryAddSnapshotComplete(99, 3);
        Receive(feed, _encoder.Finish());
        Assert.That((book.Trust, book.Status), Is.EqualTo((BookTrust.Verified, TradingStatus.Halted)));
        Send(feed, 122, new StatusUpdate(17, TradingStatus.Trading, 4));
        Assert.That(book.Status, Is.EqualTo(TradingStatus.Trading));
    }

    [Test]
    public void ShouldForgetStatusesWithTheSession()
    {
        FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed = Memoir();
        Directory(feed, 1);
        Send(feed, 3, new StatusUpdate(17, TradingStatus.Halted, 1));
        Send(feed, 4, new StatusUpdate(-1, TradingStatus.Closed, 1));
        _encoder.Begin(10, 1);
        _encoder.TryAdd(new OrderAdded(17, 1, Side.Buy, new Price(10_000_000), 5, 2));
        Receive(feed, _encoder.Finish());
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Unknown, TradingStatus.Unknown)));
    }

    [Test]
    public void ShouldTellTheStatusOfTheFeedToLateComers()
    {
        FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed = Memoir();
        Send(feed, 1, new StatusUpdate(-1, TradingStatus.Closed, 1));
        Directory(feed, 2);
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Closed, TradingStatus.Closed)));
    }

    [Test]
    public void ShouldTakeStatusesOfCme()
    {
        FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> feed = Cme();
        Receive(feed, Status(1, 17, CmeTrading), Status(2, 18, CmeTrading));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Trading, TradingStatus.Trading)));
        Receive(feed, Status(3, 17, CmeHalt));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Halted, TradingStatus.Trading)));
        Receive(feed, Status(4, 17, CmeUnknown));
        Assert.That(Statuses().X, Is.EqualTo(TradingStatus.Halted), "a value that says nothing ends no halt");
        Receive(feed, Status(5, int.MaxValue, CmeHalt));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Halted, TradingStatus.Halted)));
        Receive(feed, Status(6, 18, CmeTrading));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Halted, TradingStatus.Trading)), "the later word of one instrument ends a halt of all");
        Receive(feed, Status(7, int.MaxValue, CmeTrading), Status(8, 17, CmeTrading), Status(9, int.MaxValue, CmeClose));
        Assert.That(Statuses(), Is.EqualTo((TradingStatus.Closed, TradingStatus.Closed)));
    }

    private static byte[] Status(uint sequence, int securityId, byte status)
    {
        byte[] packet = new byte[12 + 2 + 8 + 30];
        BinaryPrimitives.WriteUInt32LittleEndian(packet, sequence);
        BinaryPrimitives.WriteUInt64LittleEndian(packet.AsSpan(4), 1);
        ushort[] header = [40, 30, 30, 1, 8]; // size, block length, template, schema, version
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(packet.AsSpan(12 + (2 * i)), header[i]);
        }

        Span<byte> body = packet.AsSpan(22);
        BinaryPrimitives.WriteUInt64LittleEndian(body, 1); // time; then group and asset, empty
        BinaryPrimitives.WriteInt32LittleEndian(body[20..], securityId);
        body[27] = status; // behind the trade date and one indicator byte
        return packet;
    }

    private (TradingStatus X, TradingStatus Y) Statuses() => (_state.Book(Market.X, Market.A).Status, _state.Book(Y, Market.A).Status);

    private FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> Memoir() => Handler<MemoirDepthProtocol>();

    private FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> Cme()
    {
        FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> feed = Handler<CmeMdp3Protocol>();
        feed.Books.Map(17, Market.X);
        feed.Books.Map(18, Y);
        return feed;
    }

    private FeedHandler<TProtocol, NullMarketListener, NoProbe> Handler<TProtocol>()
        where TProtocol : struct, IFeedProtocol
    {
        FeedOptions options = Market.Options(new OrderBookCapacity { OrderCountMax = 100, LevelCountMax = 16 }) with { LineB = default };
        return new FeedHandler<TProtocol, NullMarketListener, NoProbe>(options, _state, _region, default, default);
    }

    private void Directory(FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed, ulong sequence)
    {
        _encoder.Begin(9, sequence);
        _encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = 17, Symbol = Encoding.ASCII.GetBytes("AAA"), RoundLot = 100, EventTimeNs = 1 }, new Price(10_000_000));
        _encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = 18, Symbol = Encoding.ASCII.GetBytes("YYY"), RoundLot = 100, EventTimeNs = 1 }, new Price(10_000_000));
        Receive(feed, _encoder.Finish());
    }

    private void Send(FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> feed, ulong sequence, StatusUpdate status)
    {
        _encoder.Begin(9, sequence);
        Assert.That(_encoder.TryAdd(status), Is.True);
        Receive(feed, _encoder.Finish());
    }

    private static void Receive(IPacketHandler feed, params ReadOnlySpan<byte[]> packets)
    {
        foreach (byte[] packet in packets)
        {
            Receive(feed, packet.AsSpan());
        }
    }

    private static void Receive(IPacketHandler feed, ReadOnlySpan<byte> packet) =>
        feed.OnPacket(new Datagram { Payload = packet, DestinationAddress = 1, DestinationPort = 1000 });
}
