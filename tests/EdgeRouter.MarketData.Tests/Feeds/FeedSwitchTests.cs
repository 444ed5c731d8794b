using EdgeRouter.Core.Domain;
using EdgeRouter.Core.Memory;
using EdgeRouter.Core.Packets;
using EdgeRouter.Core.Probes;
using EdgeRouter.MarketData.Books;
using EdgeRouter.MarketData.Feeds;
using EdgeRouter.MarketData.Tests.Support;
using Handler = EdgeRouter.MarketData.Feeds.FeedHandler<EdgeRouter.MarketData.Tests.Support.ToyProtocol, EdgeRouter.MarketData.Feeds.NullMarketListener, EdgeRouter.Core.Probes.NoProbe>;

namespace EdgeRouter.MarketData.Tests.Feeds;

public sealed class FeedSwitchTests
{
    private NativeRegion _region = null!;
    private MarketState _state = null!;

    [SetUp]
    public void SetUp()
    {
        _region = Market.Region(1 << 26);
        _state = Market.State(_region);
    }

    [TearDown]
    public void TearDown() => _region.Dispose();

    [Test]
    public void ShouldHandEachLineToItsFeed()
    {
        FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> feeds = Switch(new(1, 1000), new(2, 2000), new(3, 3000), default);
        Send(feeds, 1, 1000, 1);
        Send(feeds, 2, 2000, 2);
        Send(feeds, 3, 3000, 1);
        Assert.That(Packets(feeds), Is.EqualTo(new[] { 2L, 1L }));
        Assert.That(feeds.ForeignPackets, Is.Zero);
    }

    [Test]
    public void ShouldTellFeedsOfOnePortApartByTheirGroups()
    {
        FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> feeds = Switch(new(1, 1000), new(2, 1000), new(3, 1000), new(4, 1000));
        Send(feeds, 1, 1000, 1);
        Send(feeds, 2, 1000, 2);
        Send(feeds, 3, 1000, 1);
        Send(feeds, 4, 1000, 2);
        Send(feeds, 4, 1000, 3);
        Assert.That(Packets(feeds), Is.EqualTo(new[] { 2L, 3L }));
        Send(feeds, 5, 1000, 1);
        Assert.That(feeds.ForeignPackets, Is.EqualTo(1));
    }

    [TestCase(1u, 999)]
    [TestCase(1u, 0)]
    [TestCase(1u, 65_535)]
    [TestCase(9u, 1000)]
    public void ShouldCountWhatIsNobodys(uint group, int port)
    {
        FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> feeds = Switch(new(1, 1000), default, new(3, 3000), default);
        Send(feeds, group, (ushort)port, 1);
        Assert.That(feeds.ForeignPackets, Is.EqualTo(1));
        Assert.That(Packets(feeds), Is.All.Zero);
    }

    [Test]
    public void ShouldFlushEveryFeed()
    {
        FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> feeds = Switch(new(1, 1000), default, new(3, 3000), default);
        foreach ((uint group, ushort port) in new[] { (1u, (ushort)1000), (3u, (ushort)3000) })
        {
            Send(feeds, group, port, 1);
            Send(feeds, group, port, 3);
        }

        Assert.That(feeds.Feeds.ToArray().Select(f => f.ExpectedSequence), Is.All.EqualTo(2UL), "2 is missing, 3 waits");
        feeds.Flush();
        Assert.That(feeds.Feeds.ToArray().Select(f => f.ExpectedSequence), Is.All.EqualTo(4UL));
        Assert.That(feeds.Feeds.ToArray().Select(f => f.Counters.Gaps), Is.All.EqualTo(1));
    }

    [Test]
    public void ShouldServeAsManyFeedsAsItSaysAndNoMore()
    {
        const int most = FeedSwitch<ToyProtocol, NullMarketListener, NoProbe>.FeedCountMax;
        var feeds = new FeedSwitch<ToyProtocol, NullMarketListener, NoProbe>([.. Enumerable.Range(0, most).Select(Numbered)]);
        for (int i = 0; i < most; i++)
        {
            Send(feeds, 1, (ushort)(1000 + i), 1);
            Send(feeds, 2, (ushort)(5000 + i), 2);
        }

        Assert.That(Packets(feeds), Is.All.EqualTo(2));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ = new FeedSwitch<ToyProtocol, NullMarketListener, NoProbe>([.. Enumerable.Range(0, most + 1).Select(Numbered)]));
    }

    private static long[] Packets(FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> feeds) => [.. feeds.Feeds.ToArray().Select(f => f.Counters.Packets)];

    private static void Send(FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> feeds, uint group, ushort port, ulong sequence) =>
        feeds.OnPacket(new Datagram { Payload = ToyProtocol.Packet(sequence), DestinationAddress = group, DestinationPort = port });

    private FeedSwitch<ToyProtocol, NullMarketListener, NoProbe> Switch(FeedEndpoint a0, FeedEndpoint b0, FeedEndpoint a1, FeedEndpoint b1) =>
        new([Feed(0, a0, b0), Feed(1, a1, b1)]);

    private (FeedOptions Options, Handler Handler) Numbered(int i) =>
        Feed(0, new FeedEndpoint(1, (ushort)(1000 + i)), new FeedEndpoint(2, (ushort)(5000 + i)));

    private (FeedOptions Options, Handler Handler) Feed(byte venue, FeedEndpoint a, FeedEndpoint b)
    {
        var options = new FeedOptions { VenueId = new VenueId(venue), LineA = a, LineB = b };
        return (options, new Handler(options, _state, _region, default, default));
    }
}
