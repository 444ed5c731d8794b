using System.Text;
using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

public sealed class MemoirFeedTests
{
    private const long Cent = 10_000_000;
    private readonly MemoirDepthEncoder _encoder = new();
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private List<string> _log = null!;
    private FeedHandler<MemoirDepthProtocol, RecordingListener, NoProbe> _handler = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
        _log = [];
        FeedOptions options = Market.Options(new OrderBookCapacity { OrderCountMax = 100, LevelCountMax = 16 }) with { LineB = default };
        _handler = new FeedHandler<MemoirDepthProtocol, RecordingListener, NoProbe>(options, _state, _region, new RecordingListener(_log), default);
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldBuildABookFromWireBytes()
    {
        _encoder.Begin(9, 1);
        _encoder.TryAddInstrument(new InstrumentAnnouncement { SecurityId = 17, Symbol = Encoding.ASCII.GetBytes("YYY"), RoundLot = 100, EventTimeNs = 1 }, new Price(Cent));
        _encoder.TryAdd(new StatusUpdate(17, TradingStatus.Trading, 2));
        _encoder.TryAdd(new OrderAdded(17, 1001, Side.Buy, new Price(10 * Cent), 300, 3));
        _encoder.TryAdd(new OrderAdded(17, 1002, Side.Sell, new Price(12 * Cent), 200, 4));
        Send(_encoder.Finish());
        _encoder.Begin(9, 5);
        _encoder.TryAdd(new OrderAdded(17, 1003, Side.Sell, new Price(11 * Cent), 50, 5));
        _encoder.TryAdd(new OrderReduced(17, 1001, 100, 6));
        _encoder.TryAdd(new OrderExecuted(17, 1003, 1, new Price(11 * Cent), 20, 7));
        _encoder.TryAdd(new OrderDeleted(17, 1002, 8));
        Send(_encoder.Finish());
        VenueBookView book = _state.Book(new InstrumentId(1), Market.A);
        Assert.That(Market.Bids(book), Is.EqualTo("100000000:200:1"));
        Assert.That(Market.Asks(book), Is.EqualTo("110000000:30:1"));
        Assert.That((book.Trust, book.Status, book.LastEventTimeNs), Is.EqualTo((BookTrust.Verified, TradingStatus.Trading, 8L)));
        Assert.That(_log, Is.EqualTo(new[] { "status 1 0 Trading @0", "quote 1 0 @0", "trade 1 0 20x110000000 Buy @0", "quote 1 0 @0" }));
        Assert.That(_handler.Counters.Gaps + _handler.Counters.UnknownInstruments, Is.Zero);
    }

    private void Send(ReadOnlySpan<byte> payload) =>
        _handler.OnPacket(new Datagram { Payload = payload, DestinationAddress = 1, DestinationPort = 1000 });
}
