using EdgeRouter.Core.Books;
using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Cme;
using EdgeRouter.Ingest;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;

namespace EdgeRouter.MarketData.Tests.Feeds;

/// <summary>The real CME capture (10,000 packets on two lines, joined mid-session) through parser, arbitration, decoder and books.</summary>
public sealed class CmeCaptureTests
{
    private static readonly Venue Cme = new() { Id = new VenueId(0), Name = "CME", Kind = VenueKind.Lit };
    private NativeRegion _region = null!;

    [SetUp]
    public void SetUp() => _region = new NativeRegion(64 << 20);

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldDropEverySecondCopyAndFindNoGap()
    {
        FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> handler = Replay(LineSelection.Both, out MarketState state, countDuplicates: true);
        Assert.That((handler.Counters.Packets, handler.Counters.Duplicates, handler.Counters.Gaps, handler.Counters.Late), Is.EqualTo((10_000L, 5_000L, 0L, 0L)));
        Assert.That(handler.Decoded.Messages, Is.EqualTo(10_598));
        Assert.That(handler.Decoded.GroupInstances, Is.EqualTo(20_304));
        Assert.That(handler.Decoded.GroupEntries, Is.EqualTo(12_722));
        Assert.That(handler.Counters.IsMidSessionStart, Is.True);
        Assert.That(handler.Counters.ImpossibleLevels + handler.Counters.LevelsBeyondDepth + handler.Counters.InstrumentDrops, Is.Zero);
        Assert.That(handler.Counters.LevelUpdates, Is.EqualTo(1295 + 1160 + 1125 + 998 + 655 + 615), "entries of template 32 on one line, counted by an independent script");
        Assert.That(state.InstrumentCount, Is.GreaterThanOrEqualTo(39));
    }

    [Test]
    public void ShouldBuildTheSameBooksFromEitherLineAndBoth()
    {
        Replay(LineSelection.Both, out MarketState both);
        Replay(LineSelection.A, out MarketState a);
        Replay(LineSelection.B, out MarketState b);
        ulong hash = BookHash.Compute(both);
        Assert.That(BookHash.Compute(a), Is.EqualTo(hash));
        Assert.That(BookHash.Compute(b), Is.EqualTo(hash));
        Assert.That(hash, Is.Not.EqualTo(BookHash.Compute(new MarketState([Cme], _region, new MarketCapacity()))));
    }

    [Test]
    public void ShouldNeverLeaveABookCrossed()
    {
        FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> handler = Replay(LineSelection.Both, out MarketState state);
        Assert.That(handler.Counters.CrossedBooks, Is.Zero);
        int twoSided = 0;
        for (int i = 0; i < state.InstrumentCount; i++)
        {
            VenueBookView book = state.Book(new InstrumentId(i), Cme.Id);
            Assert.That(book.Trust, Is.EqualTo(BookTrust.Unverified));
            AssertOrdered(book.BidPrices, book.BidQuantities, -1);
            AssertOrdered(book.AskPrices, book.AskQuantities, 1);
            twoSided += book.HasBid && book.HasAsk ? 1 : 0;
        }

        Assert.That(twoSided, Is.GreaterThan(5));
    }

    [Test]
    public void ShouldMarkStaleAndComeBackAfterALostPacketPair()
    {
        var drop = new HashSet<long> { 2_000, 2_001 };
        FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> handler = Replay(LineSelection.Both, out MarketState state, drop: drop);
        Assert.That(handler.Counters.Gaps, Is.EqualTo(1));
        int stale = Enumerable.Range(0, state.InstrumentCount).Count(i => state.Book(new InstrumentId(i), Cme.Id).Trust == BookTrust.Stale);
        Assert.That(handler.Counters.RecoveredBooks, Is.GreaterThan(0));
        Assert.That(stale, Is.GreaterThan(0));
        Replay(LineSelection.Both, out MarketState whole);
        for (int i = 0; i < state.InstrumentCount; i++)
        {
            AssertSameUnlessStale(state, whole, new InstrumentId(i));
        }
    }

    private static void AssertSameUnlessStale(MarketState state, MarketState whole, InstrumentId id)
    {
        VenueBookView book = state.Book(id, Cme.Id);
        Assert.That(whole.ExternalIdOf(id), Is.EqualTo(state.ExternalIdOf(id)));
        if (book.Trust != BookTrust.Stale)
        {
            Assert.That(Market.Bids(book), Is.EqualTo(Market.Bids(whole.Book(id, Cme.Id))));
            Assert.That(Market.Asks(book), Is.EqualTo(Market.Asks(whole.Book(id, Cme.Id))));
        }
    }

    private static void AssertOrdered(ReadOnlySpan<long> prices, ReadOnlySpan<long> quantities, int direction)
    {
        long? last = null;
        for (int i = 0; i < prices.Length; i++)
        {
            if (quantities[i] == 0)
            {
                continue;
            }

            Assert.That(last is null || prices[i].CompareTo(last.Value) == direction, Is.True, "levels out of order");
            last = prices[i];
        }
    }

    private FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe> Replay(
        LineSelection lines, out MarketState state, bool countDuplicates = false, HashSet<long>? drop = null)
    {
        state = new MarketState([Cme], _region, new MarketCapacity { InstrumentCountMax = 512 });
        var options = new FeedOptions
        {
            VenueId = Cme.Id,
            LineA = new FeedEndpoint(0, 14320),
            LineB = new FeedEndpoint(0, 15320),
            Lines = lines,
            AutoRegister = true,
            CountDuplicates = countDuplicates,
        };
        var handler = new FeedHandler<CmeMdp3Protocol, NullMarketListener, NoProbe>(options, state, _region, default, default);
        using var source = new CaptureFileSource(CaptureData.CmePath());
        new FramePump<HandlerOf>(source, new HandlerOf(new Dropper(handler, drop ?? []))).PumpToEnd();
        handler.Flush();
        return handler;
    }

    private sealed class Dropper(IPacketHandler inner, HashSet<long> drop) : IPacketHandler
    {
        private long _index;

        public void OnPacket(in Datagram datagram)
        {
            if (!drop.Contains(_index++))
            {
                inner.OnPacket(datagram);
            }
        }
    }
}
