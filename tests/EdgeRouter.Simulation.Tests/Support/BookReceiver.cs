using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.Feeds.Memoir;
using EdgeRouter.Ingest;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.Simulation.Feed;

namespace EdgeRouter.Simulation.Tests.Support;

/// <summary>What a router does with the feeds of a market: frames in, books out.</summary>
internal sealed class BookReceiver : IFrameSink, IDisposable
{
    private readonly NativeRegion _region;
    private ParseCounters _parsed;

    public BookReceiver(Universe universe, FeedPlan plan, int twoLineWindow = 0)
    {
        FeedOptions[] options =
        [
            .. plan.Entries.Select(e => new FeedOptions
            {
                VenueId = e.VenueId,
                LineA = e.LineA,
                LineB = plan.HasLineB ? e.LineB : default,
                Snapshots = plan.HasSnapshots ? e.Snapshots : default,
                TwoLineWindow = twoLineWindow,
                Orders = new OrderBookCapacity(),
            }),
        ];
        int instruments = universe.Instruments.Length;
        _region = new NativeRegion(MarketState.RequiredBytes(instruments, options.Length) + options.Sum(o => o.RequiredBytes(instruments)));
        State = new MarketState(universe, _region, new MarketCapacity());
        Feeds = new FeedSwitch<MemoirDepthProtocol, NullMarketListener, NoProbe>(
            [.. options.Select(o => (o, new FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe>(o, State, _region, default, default)))]);
    }

    public MarketState State { get; }

    public FeedSwitch<MemoirDepthProtocol, NullMarketListener, NoProbe> Feeds { get; }

    public FeedHandler<MemoirDepthProtocol, NullMarketListener, NoProbe> Feed(int venue) => Feeds.Feeds[venue];

    public void Write(ReadOnlySpan<byte> frame, long timeNs)
    {
        Assert.That(FrameParser.TryParse(frame, timeNs, ref _parsed, out Datagram datagram), Is.True);
        Feeds.OnPacket(datagram);
    }

    public List<(Price Price, long Quantity)> Levels(int venue, int instrument, Side side)
    {
        VenueBookView book = State.Book(new InstrumentId(instrument), new VenueId((byte)venue));
        ReadOnlySpan<long> prices = side == Side.Buy ? book.BidPrices : book.AskPrices;
        ReadOnlySpan<long> quantities = side == Side.Buy ? book.BidQuantities : book.AskQuantities;
        var levels = new List<(Price, long)>();
        for (int i = 0; i < prices.Length && quantities[i] > 0; i++)
        {
            levels.Add((new Price(prices[i]), quantities[i]));
        }

        return levels;
    }

    public void Dispose() => _region.Dispose();
}
