using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

/// <summary>Snapshots of one instrument each.</summary>
public sealed class BookSnapshotTests
{
    private const byte First = 7;
    private const byte Second = 8;
    private NativeRegion _region = null!;
    private MarketState _state = null!;
    private FeedHandler<BookToyProtocol, NullMarketListener, NoProbe> _handler = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region();
        _state = Market.State(_region);
        FeedOptions options = Market.Options() with { LineB = default, SingleLineWindow = 0, Snapshots = new FeedEndpoint(3, 3000), SnapshotBytesMax = 4096, RecoveryBytesMax = 4096 };
        _handler = new FeedHandler<BookToyProtocol, NullMarketListener, NoProbe>(options, _state, _region, default, default);
        _handler.Books.Map(First, new InstrumentId(0));
        _handler.Books.Map(Second, new InstrumentId(1));
        Live(1, (BookToyProtocol.Bid, First, 10), (BookToyProtocol.Bid, Second, 20));
        Live(3, (BookToyProtocol.Bid, First, 30), (BookToyProtocol.Bid, Second, 31));
        Assert.That((Book(0).Trust, Book(1).Trust), Is.EqualTo((BookTrust.Stale, BookTrust.Stale)));
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldHealBookByBookEachAsOfItsOwnSequence()
    {
        Live(4, (BookToyProtocol.Bid, First, 40));
        Snapshot(1, (BookToyProtocol.Clear, First, 0), (BookToyProtocol.Bid, First, 29), (BookToyProtocol.Complete, First, 2));
        Assert.That((Book(0).Trust, Book(1).Trust), Is.EqualTo((BookTrust.Verified, BookTrust.Stale)));
        Assert.That((Book(0).BestBidQuantity, Book(1).BestBidQuantity), Is.EqualTo((40L, 31L)), "3 and 4 are applied again, to this book alone");

        Live(5, (BookToyProtocol.Bid, Second, 50));
        Snapshot(2, (BookToyProtocol.Clear, Second, 0), (BookToyProtocol.Bid, Second, 45), (BookToyProtocol.Complete, Second, 5));
        Assert.That((Book(0).Trust, Book(1).Trust), Is.EqualTo((BookTrust.Verified, BookTrust.Verified)));
        Assert.That((Book(0).BestBidQuantity, Book(1).BestBidQuantity), Is.EqualTo((40L, 45L)), "nothing came behind 5");
        Assert.That((_handler.Counters.HealedBooks, _handler.Counters.SnapshotsApplied), Is.EqualTo((2L, 2L)));
    }

    [Test]
    public void ShouldHealSeveralBooksOfOnePacketAndLeaveTheTooOldOnes()
    {
        Snapshot(
            1,
            (BookToyProtocol.Clear, First, 0),
            (BookToyProtocol.Bid, First, 9),
            (BookToyProtocol.Complete, First, 1),
            (BookToyProtocol.Clear, Second, 0),
            (BookToyProtocol.Bid, Second, 33),
            (BookToyProtocol.Complete, Second, 3));
        Assert.That((Book(0).Trust, Book(1).Trust), Is.EqualTo((BookTrust.Stale, BookTrust.Verified)), "the first is from before the gap");
        Assert.That((Book(0).BestBidQuantity, Book(1).BestBidQuantity), Is.EqualTo((30L, 33L)));
        Assert.That(_handler.Counters.SnapshotsUnused, Is.EqualTo(1));
    }

    [Test]
    public void ShouldTakeAChannelThatStartsOverWithEachLoop()
    {
        Snapshot(1, (BookToyProtocol.Clear, First, 0), (BookToyProtocol.Bid, First, 29), (BookToyProtocol.Complete, First, 3));
        Snapshot(1, (BookToyProtocol.Clear, Second, 0), (BookToyProtocol.Bid, Second, 28), (BookToyProtocol.Complete, Second, 3));
        Assert.That((Book(0).BestBidQuantity, Book(1).BestBidQuantity), Is.EqualTo((29L, 28L)));
    }

    private VenueBookView Book(int instrument) => _state.Book(new InstrumentId(instrument), Market.A);

    private void Live(ulong sequence, params (byte Kind, byte Security, long Value)[] messages) =>
        _handler.OnPacket(new Datagram { Payload = BookToyProtocol.Packet(sequence, messages), DestinationAddress = 1, DestinationPort = 1000 });

    private void Snapshot(ulong sequence, params (byte Kind, byte Security, long Value)[] messages) =>
        _handler.OnPacket(new Datagram { Payload = BookToyProtocol.Packet(sequence, messages), DestinationAddress = 3, DestinationPort = 3000 });
}
